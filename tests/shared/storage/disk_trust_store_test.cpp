#include "shared/storage/disk_trust_store.h"

#include <gtest/gtest.h>

#include "shared/base/limits.h"
#include "tests/fakes/seeded_random.h"
#include "tests/fakes/sim_disk.h"

namespace bangtin {
namespace {

class DiskTrustStoreTest : public testing::Test {
 protected:
  SeededRandom random_{1};
  SimDisk disk_{random_};
  DiskTrustStore store_{disk_};
};

TEST_F(DiskTrustStoreTest, KeepsEachRoleInAFileOfItsOwn) {
  ASSERT_TRUE(store_.save("root", "the root").ok());
  ASSERT_TRUE(store_.save("../root", "a delegated role").ok());
  EXPECT_TRUE(disk_.exists("root.json"));
  EXPECT_TRUE(disk_.exists("%2E.%2Froot.json"));
  EXPECT_EQ(*store_.load("root"), "the root");
  EXPECT_EQ(*store_.load("../root"), "a delegated role");
}

TEST_F(DiskTrustStoreTest, SaysWhatIsNotThere) {
  EXPECT_EQ(store_.load("root").error().code, Code::NotFound);
  ASSERT_TRUE(store_.save("root", "x").ok());
  ASSERT_TRUE(store_.remove("root").ok());
  EXPECT_EQ(store_.load("root").error().code, Code::NotFound);
  EXPECT_TRUE(store_.remove("root").ok());
}

TEST_F(DiskTrustStoreTest, WhatIsSavedOutlivesAPowerCut) {
  ASSERT_TRUE(store_.save("timestamp", "1").ok());
  ASSERT_TRUE(store_.save("timestamp", "2").ok());
  disk_.crash();
  EXPECT_EQ(*store_.load("timestamp"), "2");
}

TEST_F(DiskTrustStoreTest, ReadsNothingLargerThanMetadata) {
  const std::string large(static_cast<std::size_t>(limits::kTrustTargetsBytesMax) + 1, ' ');
  ASSERT_TRUE(disk_.append("targets.json", large).ok());
  EXPECT_EQ(store_.load("targets").error().code, Code::Corrupt);
}

}  // namespace
}  // namespace bangtin
