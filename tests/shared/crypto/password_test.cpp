#include "shared/crypto/password.h"

#include <gtest/gtest.h>

#include <limits>
#include <set>

#include "shared/base/ids.h"

namespace bangtin {
namespace {

TEST(Password, MatchesItsOwnHashOnly) {
  const auto hash = hash_password("con gà trống dậy sớm", kPasswordCostTest);
  ASSERT_TRUE(hash.ok());
  EXPECT_TRUE(password_matches("con gà trống dậy sớm", *hash));
  EXPECT_FALSE(password_matches("con gà trống dậy sơm", *hash));
  EXPECT_FALSE(password_matches("", *hash));
  EXPECT_FALSE(password_matches("con gà trống dậy sớm ", *hash));
}

TEST(Password, SaysItsParametersAndIsSaltedAnewEachTime) {
  const auto first = hash_password("x", {2, 1u << 20});
  const auto second = hash_password("x", {2, 1u << 20});
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_TRUE(first->starts_with("$argon2id$v=19$m=1024,t=2,p=1$")) << *first;
  EXPECT_NE(*first, *second);
  EXPECT_TRUE(password_matches("x", *second));
}

TEST(Password, CountsBytesAfterAZero) {
  const auto hash = hash_password(std::string_view("a\0b", 3), kPasswordCostTest);
  ASSERT_TRUE(hash.ok());
  EXPECT_FALSE(password_matches(std::string_view("a\0c", 3), *hash));
  EXPECT_FALSE(password_matches("a", *hash));
  EXPECT_TRUE(password_matches(std::string_view("a\0b", 3), *hash));
}

TEST(Password, TakesAnEmptyOneWithoutAPointer) {
  const auto hash = hash_password(std::string_view(), kPasswordCostTest);
  ASSERT_TRUE(hash.ok());
  EXPECT_TRUE(password_matches(std::string_view(), *hash));
  EXPECT_FALSE(password_matches("x", *hash));
}

TEST(Password, NeverMatchesWhatIsNoHash) {
  const std::string good = *hash_password("x", kPasswordCostTest);
  for (const std::string& hash :
       {std::string(), std::string("x"), std::string("$argon2id$"),
        std::string("$argon2id$v=19$m=8,t=1,p=1$"), good.substr(0, good.size() - 4), good + "AAAA",
        good + std::string(1, '\0'), std::string(500, 'a'), "$argon2id$" + std::string(500, 'a'),
        // argon2i, hash of "x": an older kind that we never made.
        "$argon2i$" + good.substr(10)}) {
    EXPECT_FALSE(password_matches("x", hash)) << hash;
  }
}

TEST(Password, SaysUnavailableWhenTheCostCannotBePaid) {
  const auto hash = hash_password("x", {1, std::numeric_limits<std::size_t>::max()});
  ASSERT_FALSE(hash.ok());
  EXPECT_EQ(hash.error().code, Code::Unavailable);
}

TEST(SystemRandom, DoesNotRepeatItself) {
  SystemRandom random;
  std::set<std::string> tokens;
  for (int i = 0; i < 1'000; ++i) tokens.insert(random_token(random, 16));
  EXPECT_EQ(tokens.size(), 1'000u);
  random.fill({});
}

TEST(RandomToken, IsBase64urlWithoutPadding) {
  class Fixed final : public Random {
    void fill(std::span<std::uint8_t> bytes) override {
      for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = i % 2 ? 0xff : 0xfb;
    }
  } fixed;
  EXPECT_EQ(random_token(fixed, 1), "-w");
  EXPECT_EQ(random_token(fixed, 3), "-__7");
  EXPECT_EQ(random_token(fixed).size(), 43u);
}

}  // namespace
}  // namespace bangtin
