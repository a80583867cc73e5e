#include "shared/crypto/sealed_key.h"

#include <gtest/gtest.h>

#include "shared/base/json.h"

namespace bangtin {
namespace {

constexpr std::string_view kPassword = "con gà trống dậy sớm";

KeyPair some_key(std::uint8_t first = 7) {
  std::array<std::uint8_t, 32> seed{};
  for (std::size_t i = 0; i < seed.size(); ++i) seed[i] = std::uint8_t(first + 9 * i);
  return KeyPair::from_seed(seed);
}

std::string sealed() {
  SystemRandom random;
  return seal_key(some_key(), kPassword, random, kPasswordCostTest).value();
}

/// `sealed` with one member replaced.
std::string with(const std::string& key, Json value) {
  return Json::parse(sealed()).value().set(key, std::move(value)).dump();
}

TEST(SealedKey, OpensWithItsPasswordOnly) {
  const std::string file = sealed();
  const auto opened = open_key(file, kPassword);
  ASSERT_TRUE(opened.ok()) << opened.error().message;
  EXPECT_EQ(opened->seed(), some_key().seed());
  EXPECT_EQ(opened->public_key(), some_key().public_key());
  for (const std::string_view other : {"con gà trống dậy sơm", "", "con gà trống dậy sớm "}) {
    const auto refused = open_key(file, other);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, Code::Denied);
  }
}

TEST(SealedKey, TellsWhoseItIsWithoutThePasswordAndNothingOfTheSeed) {
  const std::string file = sealed();
  EXPECT_EQ(public_key_of_sealed(file).value(), some_key().public_key());
  const auto seed = some_key().seed();
  EXPECT_EQ(file.find(to_hex(seed.data(), seed.size())), file.npos);
  EXPECT_NE(file, sealed()) << "salt and nonce are new each time";
}

TEST(SealedKey, AnEmptyPasswordIsAPassword) {
  SystemRandom random;
  const std::string file = seal_key(some_key(), {}, random, kPasswordCostTest).value();
  EXPECT_TRUE(open_key(file, "").ok());
  EXPECT_FALSE(open_key(file, "x").ok());
}

TEST(SealedKey, EveryChangedByteIsDamageAndNotAWrongPassword) {
  const std::string file = sealed();
  for (std::size_t i = 0; i < file.size(); ++i) {
    std::string bent = file;
    bent[i] = bent[i] == 'a' ? 'b' : 'a';
    if (bent == file) continue;
    const auto opened = open_key(bent, kPassword);
    ASSERT_FALSE(opened.ok()) << i << " " << bent;
    EXPECT_EQ(opened.error().code, Code::Corrupt) << i << " " << bent;
  }
  for (std::size_t length = 0; length < file.size(); ++length) {
    const auto opened = open_key(file.substr(0, length), kPassword);
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().code, Code::Corrupt);
  }
}

TEST(SealedKey, CostsWithoutBoundAreRefusedBeforeTheyAreSpent) {
  const std::string files[] = {with("operations", std::int64_t(1) << 40),
                               with("operations", 0),
                               with("memory_bytes", std::int64_t(1) << 40),
                               with("memory_bytes", 1),
                               with("version", 2),
                               with("kdf", "md5"),
                               with("salt", "00"),
                               std::string(1 << 20, ' ') + sealed(),
                               "",
                               "[]"};
  for (const std::string& file : files) {
    const auto opened = open_key(file, kPassword);
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().code, Code::Corrupt);
    EXPECT_FALSE(public_key_of_sealed(file).ok());
  }
}

TEST(RecoverySheet, ComesBackAsPeopleTypeIt) {
  const std::string sheet = recovery_sheet(some_key());
  EXPECT_EQ(sheet.size(), 14 * 4 + 13u) << sheet;
  EXPECT_EQ(sheet[34], '\n');
  EXPECT_EQ(key_from_sheet(sheet).value().seed(), some_key().seed());
  std::string typed;
  for (const char c : sheet) {
    if (c == ' ') {
      typed += "- ";
    } else if (c == '0') {
      typed += 'o';
    } else if (c == '1') {
      typed += typed.size() % 2 == 0 ? 'l' : 'I';
    } else {
      typed += char(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
  }
  EXPECT_EQ(key_from_sheet(typed).value().seed(), some_key().seed()) << typed;
}

TEST(RecoverySheet, AWrongCharacterOrTwoChangedPlacesAreFound) {
  const std::string sheet = recovery_sheet(some_key());
  for (std::size_t i = 0; i < sheet.size(); ++i) {
    if (sheet[i] == ' ' || sheet[i] == '\n') continue;
    std::string wrong = sheet;
    wrong[i] = wrong[i] == '7' ? '8' : '7';
    EXPECT_FALSE(key_from_sheet(wrong).ok()) << wrong;
    wrong = sheet;
    if (i + 1 < sheet.size() && sheet[i] != sheet[i + 1] && sheet[i + 1] > ' ') {
      std::swap(wrong[i], wrong[i + 1]);
      EXPECT_FALSE(key_from_sheet(wrong).ok()) << wrong;
    }
  }
  EXPECT_FALSE(key_from_sheet(sheet.substr(1)).ok());
  EXPECT_FALSE(key_from_sheet(sheet + "7").ok());
  EXPECT_FALSE(key_from_sheet("").ok());
  const auto refused = key_from_sheet("đây không phải");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().key, "trust.sheet_wrong");
}

}  // namespace
}  // namespace bangtin
