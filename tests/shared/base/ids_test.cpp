#include "shared/base/ids.h"

#include <gtest/gtest.h>

#include <unordered_set>

namespace bangtin {
namespace {

TEST(IsIdText, TakesSmallLettersDigitsAndDashes) {
  EXPECT_TRUE(is_id_text("a"));
  EXPECT_TRUE(is_id_text("board-07"));
  EXPECT_TRUE(is_id_text("-"));
  EXPECT_TRUE(is_id_text(std::string(64, 'z')));
}

TEST(IsIdText, RefusesAllThatCouldMeanSomethingElsewhere) {
  EXPECT_FALSE(is_id_text(""));
  EXPECT_FALSE(is_id_text(std::string(65, 'z')));
  for (const char* text :
       {"A", "a b", "a/b", "..", "a.b", "a_b", "bảng", "a\n", "{", "`", "/", ":"}) {
    EXPECT_FALSE(is_id_text(text)) << text;
  }
  EXPECT_FALSE(is_id_text(std::string_view("a\0", 2)));
}

TEST(Hex, WritesAndReadsEveryByte) {
  Bytes all;
  for (int i = 0; i < 256; ++i) all.push_back(static_cast<std::uint8_t>(i));
  const std::string hex = to_hex(all);
  EXPECT_EQ(hex.substr(0, 8), "00010203");
  EXPECT_EQ(hex.substr(504), "fcfdfeff");
  EXPECT_EQ(from_hex(hex), all);
  EXPECT_EQ(from_hex(""), Bytes());
}

TEST(Hex, RefusesOddLengthCapitalsAndStrangers) {
  for (const char* text :
       {"a", "abc", "0G", "AB", "0x", " 0", "0 ", "-1", "/0", ":0", "`0", "g0"}) {
    EXPECT_EQ(from_hex(text), std::nullopt) << text;
  }
}

TEST(DigestFromHex, TakesExactly64Digits) {
  const std::string hex(64, 'a');
  const auto digest = digest_from_hex(hex);
  ASSERT_TRUE(digest.has_value());
  EXPECT_EQ(to_hex(*digest), hex);
  EXPECT_EQ(digest_from_hex(hex.substr(2)), std::nullopt);
  EXPECT_EQ(digest_from_hex(hex + "aa"), std::nullopt);
  EXPECT_EQ(digest_from_hex(std::string(64, 'A')), std::nullopt);
  EXPECT_EQ(digest_from_hex(std::string(63, 'a') + "g"), std::nullopt);
}

TEST(Ids, OrderCompareAndHashByTheirText) {
  EXPECT_EQ(BoardId{"a"}, BoardId{"a"});
  EXPECT_LT(BoardId{"a"}, BoardId{"b"});
  EXPECT_TRUE(BoardId{}.empty());
  const std::unordered_set<BoardId> boards = {BoardId{"a"}, BoardId{"a"}, BoardId{"b"}};
  EXPECT_EQ(boards.size(), 2u);
  Digest one;
  one.bytes[0] = 1;
  EXPECT_EQ((std::unordered_set<Digest>{Digest{}, one, one}.size()), 2u);
  EXPECT_LT(Digest{}, one);
}

}  // namespace
}  // namespace bangtin
