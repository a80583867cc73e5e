#include "manager/client/key_ring.h"

#include <gtest/gtest.h>

#include "shared/base/files.h"
#include "tests/fakes/seeded_random.h"
#include "tests/fakes/temp_folder.h"

namespace bangtin {
namespace {

class KeyRingTest : public ::testing::Test {
 protected:
  TempFolder folder_;
  SeededRandom random_{1};
  KeyRing ring_{folder_.path() / "keys", random_, kPasswordCostTest};
  KeyPair pair_ = KeyPair::generate(random_);
};

TEST_F(KeyRingTest, KeepsAKeyThatOnlyItsOwnerAndItsPasswordOpen) {
  const std::string name = person_key_name("lan", "31108");
  EXPECT_EQ(name, "lan@31108");
  EXPECT_FALSE(ring_.has(name));
  EXPECT_EQ(ring_.open(name, "x").error().code, Code::NotFound);
  ASSERT_TRUE(ring_.keep(name, pair_, "mật khẩu").ok());
  EXPECT_EQ(ring_.open(name, "mật khẩu").value().seed(), pair_.seed());
  const auto mode =
      std::filesystem::status(folder_.path() / "keys" / "lan@31108.key").permissions();
  EXPECT_EQ(mode, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  const auto refused = ring_.open(name, "mật khẩu khác");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, Code::Denied);
  EXPECT_EQ(refused.error().key, "trust.other_password");
}

TEST_F(KeyRingTest, AnotherPasswordSealsTheSameKeyAnew) {
  ASSERT_TRUE(ring_.keep("lan@x", pair_, "cũ").ok());
  EXPECT_EQ(ring_.reseal("lan@x", "sai", "mới").error().code, Code::Denied);
  EXPECT_TRUE(ring_.open("lan@x", "cũ").ok());
  ASSERT_TRUE(ring_.reseal("lan@x", "cũ", "mới").ok());
  EXPECT_FALSE(ring_.open("lan@x", "cũ").ok());
  EXPECT_EQ(ring_.open("lan@x", "mới").value().seed(), pair_.seed());
}

TEST_F(KeyRingTest, AKeyIsFoundByWhatItIsAndNotByItsName) {
  ASSERT_TRUE(ring_.keep("lan@cũ", pair_, "a").ok());
  ASSERT_TRUE(ring_.keep("nam@31108", KeyPair::generate(random_), "b").ok());
  ASSERT_TRUE(files::write_atomic(folder_.path() / "keys" / "rác.key", "{}").ok());
  EXPECT_EQ(ring_.find(pair_.public_key()), "lan@cũ");
  EXPECT_EQ(ring_.find(KeyPair::generate(random_).public_key()), std::nullopt);
}

TEST_F(KeyRingTest, DamageIsSaidAndIsNoWrongPassword) {
  ASSERT_TRUE(ring_.keep("lan@x", pair_, "a").ok());
  const auto path = folder_.path() / "keys" / "lan@x.key";
  std::string bytes = files::read_all(path, 10'000).value();
  bytes[bytes.size() / 2] ^= 1;
  ASSERT_TRUE(files::write_atomic(path, bytes, true).ok());
  const auto opened = ring_.open("lan@x", "a");
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, Code::Corrupt);
  EXPECT_EQ(opened.error().key, "trust.key_damaged");
  EXPECT_EQ(ring_.find(pair_.public_key()), std::nullopt);
}

TEST_F(KeyRingTest, ANameFromAServerNeverLeavesTheFolder) {
  for (const std::string& name :
       {person_key_name("../../x", "https://a/b"), commune_key_name("../y")}) {
    EXPECT_EQ(name.find('/'), name.npos) << name;
    ASSERT_TRUE(ring_.keep(name, pair_, "a").ok()) << name;
  }
  EXPECT_EQ(ring_.names().size(), 2u);
  EXPECT_TRUE(is_commune_key_name(commune_key_name("31108")));
  EXPECT_FALSE(is_commune_key_name(person_key_name("commune-1", "31108")));
}

}  // namespace
}  // namespace bangtin
