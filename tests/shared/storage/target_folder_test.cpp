#include "shared/storage/target_folder.h"

#include <gtest/gtest.h>

#include "shared/trust/sign.h"
#include "tests/fakes/seeded_random.h"
#include "tests/fakes/sim_disk.h"

namespace bangtin {
namespace {

/// Serves one text, in pieces, and counts how often.
class OneFile final : public tuf::Fetcher {
 public:
  Status fetch(const std::string&, std::int64_t, const tuf::ByteSink& sink) override {
    ++fetches;
    for (const char& byte : bytes) TRY(sink({&byte, 1}));
    return ending;
  }
  std::string bytes;
  Status ending;
  int fetches = 0;
};

class TargetFolderTest : public testing::Test {
 protected:
  static tuf::FoundTarget target(std::string_view bytes, std::string path = "ảnh/a.png") {
    return {std::move(path), "targets", tuf::describe_target(bytes), "a.png"};
  }
  Status fetch(const tuf::FoundTarget& wanted, std::string served) {
    repo_.bytes = std::move(served);
    return TargetFolder(disk_).fetch(wanted, repo_);
  }
  std::string held() { return disk_.read("%E1%BA%A3nh%2Fa.png", 0, 1'000).value(); }

  SeededRandom random_{1};
  SimDisk disk_{random_};
  OneFile repo_;
};

TEST_F(TargetFolderTest, KeepsATargetUnderItsEncodedPath) {
  ASSERT_TRUE(fetch(target("pixels"), "pixels").ok());
  EXPECT_EQ(held(), "pixels");
  EXPECT_FALSE(disk_.exists(".part"));
  ASSERT_TRUE(fetch(target("", "empty"), "").ok());
  EXPECT_TRUE(disk_.exists("empty"));
}

TEST_F(TargetFolderTest, FetchesNothingThatItHas) {
  ASSERT_TRUE(fetch(target("pixels"), "pixels").ok());
  const std::int64_t changes = disk_.changes();
  ASSERT_TRUE(fetch(target("pixels"), "pixels").ok());
  EXPECT_EQ(repo_.fetches, 1);
  EXPECT_EQ(disk_.changes(), changes) << "nor touches it";
}

TEST_F(TargetFolderTest, FetchesAnewWhatIsOfAnotherVersionOrSpoiled) {
  ASSERT_TRUE(fetch(target("first!"), "first!").ok());
  ASSERT_TRUE(fetch(target("second"), "second").ok());
  EXPECT_EQ(held(), "second");
  ASSERT_TRUE(disk_.write_atomic("%E1%BA%A3nh%2Fa.png", "secon?", false).ok());
  EXPECT_FALSE(TargetFolder(disk_).has(target("second")));
  ASSERT_TRUE(fetch(target("second"), "second").ok());
  EXPECT_EQ(held(), "second");
}

TEST_F(TargetFolderTest, A20A21KeepsTheOldTargetWhenOtherBytesComeThanAreNamed) {
  ASSERT_TRUE(fetch(target("first"), "first").ok());
  for (const char* served : {"forged", "secon", "second and more", ""}) {
    const Status refused = fetch(target("second"), served);
    ASSERT_FALSE(refused.ok()) << served;
    EXPECT_EQ(refused.error().code, Code::Corrupt);
    EXPECT_EQ(held(), "first");
    EXPECT_FALSE(disk_.exists(".part"));
  }
}

TEST_F(TargetFolderTest, A21ControlOtherBytesAreTakenWhereNobodySignedAHash) {
  ASSERT_TRUE(fetch(target("first"), "first").ok());
  // The guard is the hash that stands in signed metadata: without it the same bytes get through.
  tuf::FoundTarget without_hash = target("second");
  without_hash.file.hashes.clear();
  ASSERT_TRUE(fetch(without_hash, "forged").ok());
  EXPECT_EQ(held(), "forged") << "WRONG";
  EXPECT_FALSE(TargetFolder(disk_).has(target("second")));
  ASSERT_TRUE(fetch(target("second"), "second").ok());
  EXPECT_EQ(held(), "second");
}

TEST_F(TargetFolderTest, ABrokenTransferLeavesNothing) {
  repo_.ending = Error{Code::Unavailable, "cut", ""};
  const Status broken = fetch(target("second"), "sec");
  ASSERT_FALSE(broken.ok());
  EXPECT_EQ(broken.error().code, Code::Unavailable);
  EXPECT_FALSE(disk_.exists(".part"));
  EXPECT_FALSE(disk_.exists("%E1%BA%A3nh%2Fa.png"));
}

TEST_F(TargetFolderTest, WhatAKilledProgramLeftIsNoPartOfTheNextTarget) {
  ASSERT_TRUE(disk_.append(".part", "left over").ok());
  ASSERT_TRUE(fetch(target("pixels"), "pixels").ok());
  EXPECT_EQ(held(), "pixels");
  EXPECT_FALSE(disk_.exists(".part"));
}

TEST_F(TargetFolderTest, ATargetThatNoDiskShouldHoldIsRefusedUnfetched) {
  tuf::FoundTarget huge = target("x");
  huge.file.length = 5ll << 30;
  EXPECT_EQ(fetch(huge, "x").error().code, Code::Invalid);
  EXPECT_EQ(repo_.fetches, 0);
}

TEST_F(TargetFolderTest, WhatIsThereOutlivesAPowerCut) {
  ASSERT_TRUE(fetch(target("pixels"), "pixels").ok());
  disk_.crash();
  EXPECT_EQ(held(), "pixels");
}

}  // namespace
}  // namespace bangtin
