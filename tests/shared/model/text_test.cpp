#include "shared/model/text.h"

#include <gtest/gtest.h>

#include "tests/fakes/seeded_random.h"

namespace bangtin {
namespace {

std::string cleaned(std::string_view text) {
  const auto clean = clean_text(text, 1'000, true);
  return clean.ok() ? *clean : "refused: " + clean.error().key;
}

std::string key_of(std::string_view text, std::size_t max = 1'000, bool lines = true) {
  const auto clean = clean_text(text, max, lines);
  return clean.ok() ? "" : clean.error().key;
}

TEST(CleanText, MakesDecomposedTheSameAsComposed) {
  const std::string composed = "ẨM Ỹ Ẳ Ỗ Ễ Ự đường";
  const std::string decomposed =
      "A\xcc\x82\xcc\x89M Y\xcc\x83 A\xcc\x86\xcc\x89 O\xcc\x82\xcc\x83 E\xcc\x82\xcc\x83 "
      "U\xcc\x9b\xcc\xa3 \xc4\x91\x75\xcc\x9bo\xcc\x9b\xcc\x80ng";
  EXPECT_EQ(cleaned(decomposed), composed);
  EXPECT_EQ(cleaned(composed), composed);
}

TEST(CleanText, MakesEveryLineEndALineFeed) {
  EXPECT_EQ(cleaned("a\r\nb\rc\nd\xc2\x85"
                    "e\xe2\x80\xa8"
                    "f\xe2\x80\xa9g"),
            "a\nb\nc\nd\ne\nf\ng");
}

TEST(CleanText, TakesAwayWhatNobodySees) {
  EXPECT_EQ(cleaned("\n  \n Một  \n\nhai\tba \n \n"), " Một\n\nhai ba");
  EXPECT_EQ(cleaned("   "), "");
  EXPECT_EQ(cleaned("\r\n\r\n"), "");
  EXPECT_EQ(cleaned("12\xc2\xa0kg"), "12\xc2\xa0kg") << "NBSP stays";
}

TEST(CleanText, KeepsWhatKhmerNeeds) {
  for (const char* joiner : {"\xe2\x80\x8b", "\xe2\x80\x8c", "\xe2\x80\x8d"}) {
    const std::string text = std::string("ភូមិ") + joiner + "ខ្មែរ";
    EXPECT_EQ(cleaned(text), text);
  }
}

TEST(CleanText, RefusesControlAndHiddenCharacters) {
  for (const char* bad : {"\x01", "\x07", "\x0b", "\x0c", "\x1b[2J", "\x7f", "\xc2\x80", "\xc2\x9f",
                          "\xef\xbb\xbf",                         // U+FEFF
                          "\xee\x80\x80", "\xf3\xb0\x80\x80",     // private use
                          "\xef\xbf\xbf", "\xcd\xb8",             // noncharacter, unassigned
                          "\xd8\x9c", "\xef\xbf\xb9",             // U+061C, U+FFF9
                          "\xf3\xa0\x80\x81", "\xe2\x81\xaa"}) {  // U+E0001, U+206A
    EXPECT_EQ(key_of(std::string("a") + bad + "b"), "text.control") << bad;
  }
  EXPECT_EQ(key_of(std::string_view("a\0b", 3)), "text.control");
}

TEST(CleanText, RefusesEveryBidiControl) {
  for (const auto& [first, last] :
       {std::pair{0x202A, 0x202E}, {0x2066, 0x2069}, {0x200E, 0x200F}}) {
    for (int c = first; c <= last; ++c) {
      std::string text = "a";
      text += static_cast<char>(0xE0 | c >> 12);
      text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
      text += static_cast<char>(0x80 | (c & 0x3F));
      EXPECT_EQ(key_of(text), "text.control") << std::hex << c;
    }
  }
}

TEST(CleanText, RefusesWhatIsNotUtf8) {
  for (const char* bad : {"\xff", "\xc3", "\xc0\x80", "\xe1\xba", "\xed\xa0\x80",
                          "\xf4\x90\x80\x80", "\x80", "\xf8\x88\x80\x80\x80"}) {
    EXPECT_EQ(key_of(std::string("Xã ") + bad + " Tân"), "text.not_utf8");
    EXPECT_EQ(key_of(bad), "text.not_utf8");
  }
}

TEST(CleanText, CountsCodePointsAfterNormalizing) {
  EXPECT_EQ(key_of("Ẩ", 1), "");
  EXPECT_EQ(key_of("A\xcc\x82\xcc\x89", 1), "");
  EXPECT_EQ(key_of("Ẩm", 1), "text.too_long");
  EXPECT_EQ(key_of("ab   ", 2), "");
  EXPECT_EQ(key_of("", 0), "");
}

TEST(CleanText, RefusesTwoHundredThousandCharacters) {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += "ệ";
  EXPECT_EQ(key_of(text, 20'000), "text.too_long");
  EXPECT_EQ(key_of(text, 200'000), "");
  EXPECT_EQ(key_of(std::string((8u << 20) + 1, ' '), 10), "text.too_long");
}

TEST(CleanText, TakesOneLineOnlyWhereAskedTo) {
  EXPECT_EQ(key_of("a\nb", 10, false), "text.one_line");
  EXPECT_EQ(key_of("a\xe2\x80\xa8"
                   "b",
                   10, false),
            "text.one_line");
  EXPECT_EQ(key_of("a\n", 10, false), "");
}

TEST(CleanText, LeavesCleanTextAsItIs) {
  const char* pieces[] = {"a",  " ",        "\n",       "\r",           "\t", "Ẩ", "\xcc\x82",
                          "đ ", "\xcc\x89", "\xc2\xa0", "\xe2\x80\x8b", "ក",  "្",  "\xe2\x84\xab"};
  SeededRandom random(7);
  for (int i = 0; i < 5'000; ++i) {
    std::string text;
    for (auto left = random.below(12); left > 0; --left) text += pieces[random.below(14)];
    const auto once = clean_text(text, 100, true);
    ASSERT_TRUE(once.ok());
    ASSERT_EQ(clean_text(*once, 100, true).value(), *once);
    ASSERT_EQ(to_nfc(*once), *once);
  }
}

TEST(CleanText, AnswersForRandomBytes) {
  SeededRandom random(8);
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes(random.below(24), '\0');
    random.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
    (void)clean_text(bytes, 100, true);
    to_nfc(bytes);
    fold_for_search(bytes);
    is_blank(bytes);
    EXPECT_LE(character_count(bytes), bytes.size());
  }
}

TEST(ToNfc, ReplacesBytesThatAreNotUtf8) {
  EXPECT_EQ(to_nfc("a\xff"), "a\xef\xbf\xbd");
  EXPECT_EQ(to_nfc("e\xcc\x82"), "ê");
}

TEST(MadeClean, LeavesAwayWhatCleanTextRefuses) {
  EXPECT_EQ(made_clean("Tin\x01 \xe2\x80\xaen\xc3\xb3ng\xef\xbb\xbf \xee\x80\x80", 100, true),
            "Tin nóng");
  EXPECT_EQ(made_clean("m\xc3\xb4\xff\xfet", 100, true), "môt");
  EXPECT_EQ(made_clean("Một\n\nhai\r\nba", 100, false), "Một  hai ba");
  EXPECT_EQ(made_clean("sạch", 100, true), "sạch");
}

TEST(MadeClean, CutsAfterAWholeWord) {
  EXPECT_EQ(made_clean("một hai ba bốn", 10, true), "một hai…");
  EXPECT_EQ(made_clean("khôngcódấucách", 6, true), "không…");
  EXPECT_EQ(made_clean("một hai", 7, true), "một hai");
  EXPECT_EQ(made_clean("một", 0, true), "");
}

TEST(MadeClean, GivesWhatCleanTextTakes) {
  SeededRandom random(7);
  for (int round = 0; round < 2'000; ++round) {
    std::string text(random.below(60), '\0');
    for (char& c : text) c = static_cast<char>(random.below(256));
    const std::string made = made_clean(text, 20, round % 2 == 0);
    const auto clean = clean_text(made, 20, round % 2 == 0);
    ASSERT_TRUE(clean.ok()) << clean.error().key;
    EXPECT_EQ(*clean, made);
  }
}

TEST(CharacterCount, CountsCodePoints) {
  EXPECT_EQ(character_count(""), 0u);
  EXPECT_EQ(character_count("Ẩm Ỹ"), 4u);
  EXPECT_EQ(character_count("a\xcc\x82"), 2u);
}

TEST(IsBlank, SeesWhatAReaderSees) {
  EXPECT_TRUE(is_blank(""));
  EXPECT_TRUE(is_blank(" \n\t\xc2\xa0\xe3\x80\x80\xe2\x80\x8b"));
  EXPECT_FALSE(is_blank(" . "));
  EXPECT_FALSE(is_blank("\xff"));
}

TEST(FoldForSearch, FindsWhatWasTypedWithoutMarks) {
  EXPECT_EQ(fold_for_search("ĐƯỜNG Nguyễn Huệ"), "duong nguyen hue");
  EXPECT_EQ(fold_for_search("A\xcc\x82\xcc\x89M"), "am");
  EXPECT_EQ(fold_for_search("ភូមិ"), "ភូមិ") << "Khmer keeps its vowels";
}

TEST(LetterCase, KnowsACapitalOfAnyScript) {
  for (const char* capital : {"Anh", "Đường", "Ủy ban", "Ơn", "Ж"}) {
    EXPECT_TRUE(begins_with_capital(capital)) << capital;
  }
  for (const char* other : {"anh", "đường", "ủy ban", "1", " A", "ភូមិ", "\xff", ""}) {
    EXPECT_FALSE(begins_with_capital(other)) << other;
  }
}

TEST(Letters, SizesAreCountedAndChangedOfEveryScriptThatHasThem) {
  EXPECT_EQ(letter_sizes("Đường Ấp 3").capital, 2U);
  EXPECT_EQ(letter_sizes("Đường Ấp 3").small, 5U);
  EXPECT_EQ(letter_sizes("ភូមិ 12").capital + letter_sizes("ភូមិ 12").small, 0U);
  EXPECT_EQ(in_small_letters("ĐƯỜNG ẤP ỨNG"), "đường ấp ứng");
  EXPECT_EQ(in_small_letters("U\u031bng"), "ưng") << "NFC";
  EXPECT_EQ(with_capital("ủy ban NHÂN dân"), "Ủy ban NHÂN dân");
  EXPECT_EQ(with_capital("1 lần"), "1 lần");
  EXPECT_EQ(with_capital(""), "");
  EXPECT_EQ(in_small_letters("A\xff"), "a\ufffd");
}

}  // namespace
}  // namespace bangtin
