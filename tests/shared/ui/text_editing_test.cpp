#include "shared/ui/text_editing.h"

#include <gtest/gtest.h>

#include "shared/model/text.h"
#include "tests/fakes/seeded_random.h"

namespace bangtin::ui {
namespace {

using namespace std::chrono_literals;

TextEdit edit_of(std::string text, bool lines = true, std::size_t characters_max = 20'000) {
  TextEdit edit;
  edit.lines = lines;
  edit.characters_max = characters_max;
  set_text(edit, std::move(text));
  put_cursor(edit, edit.text.size(), false);
  return edit;
}

/// As UniKey does it: so many Backspaces, then letters.
void correct(TextEdit& edit, int backspaces, std::string_view letters, Millis now = 0ms) {
  for (int i = 0; i < backspaces; ++i) erase(edit, TextUnit::Character, Toward::Begin, now);
  type(edit, letters, now);
}

TEST(TextEditing, BurstsOfTelexAndVniMakeTheWord) {
  TextEdit telex = edit_of("");
  for (const char* letter : {"T", "i", "e"}) type(telex, letter, 0ms);
  correct(telex, 1, "ê");
  for (const char* letter : {"n", "g"}) type(telex, letter, 0ms);
  correct(telex, 3, "ếng");
  type(telex, " Vie", 0ms);
  correct(telex, 1, "ê");
  correct(telex, 1, "ệt");
  EXPECT_EQ(telex.text, "Tiếng Việt");
  TextEdit vni = edit_of("");
  type(vni, "Tie", 0ms);
  correct(vni, 1, "ê");
  type(vni, "ng", 0ms);
  correct(vni, 3, "ếng");
  EXPECT_EQ(vni.text, "Tiếng");
}

TEST(TextEditing, AGapIsInBracketsWithinOneLineAndIsTypedOver) {
  const auto gap_at = [](std::string_view text, std::size_t from) {
    const std::optional<Gap> gap = gap_from(text, from);
    return gap ? std::string(text.substr(gap->begin, gap->end - gap->begin)) : "none";
  };
  EXPECT_EQ(gap_at("Tiêm [loại] cho [ai]", 0), "[loại]");
  EXPECT_EQ(gap_at("Tiêm [loại] cho [ai]", 8), "[ai]");
  EXPECT_EQ(gap_at("Tiêm [loại\n] cho [ai]", 0), "[ai]");
  for (const char* none : {"", "[", "]", "Tiêm [loại", "a] b"}) EXPECT_EQ(gap_at(none, 0), "none");
  EXPECT_EQ(gap_at("[ai]", 100), "none");
  TextEdit edit = edit_of("Tiêm [loại] cho [ai]");
  ASSERT_TRUE(select_gap(edit, 0));
  EXPECT_EQ(selected(edit), "[loại]");
  type(edit, "sơi", 0ms);
  correct(edit, 2, "ởi");
  EXPECT_EQ(edit.text, "Tiêm sởi cho [ai]");
  ASSERT_TRUE(select_gap(edit, edit.cursor));
  EXPECT_EQ(selected(edit), "[ai]");
  EXPECT_FALSE(select_gap(edit, selection_end(edit)));
  EXPECT_EQ(selected(edit), "[ai]");
}

TEST(TextEditing, LettersWithLooseMarksJoinAsTheyAreTyped) {
  TextEdit edit = edit_of("");
  for (const char* part : {"e", "\u0302", "\u0301", "n"}) type(edit, part, 0ms);
  EXPECT_EQ(edit.text, "ến");
  EXPECT_EQ(edit.cursor, edit.text.size());
  put_cursor(edit, 0, false);
  paste(edit, "Đo\u031B\u0300i ", 0ms);
  EXPECT_EQ(edit.text, "Đời ến");
  EXPECT_EQ(edit.cursor, std::string("Đời ").size());
}

TEST(TextEditing, OneStepIsOneCharacterAsAPersonSeesIt) {
  // A Khmer consonant with the one below it, a family of four, a flag.
  for (const std::string one : {"ស្រី", "👨‍👩‍👧‍👦", "🇻🇳", "ẫ"}) {
    TextEdit edit = edit_of("a" + one + "b");
    step(edit, TextUnit::Character, Toward::Begin, false);
    EXPECT_EQ(edit.cursor, 1 + one.size());
    step(edit, TextUnit::Character, Toward::Begin, false);
    EXPECT_EQ(edit.cursor, 1U) << one;
    step(edit, TextUnit::Character, Toward::End, false);
    EXPECT_EQ(edit.cursor, 1 + one.size()) << one;
    EXPECT_TRUE(erase(edit, TextUnit::Character, Toward::Begin, 0ms));
    EXPECT_EQ(edit.text, "ab");
  }
}

TEST(TextEditing, WordsAreSteppedOverErasedAndSelected) {
  TextEdit edit = edit_of("Kính gửi  bà con");
  step(edit, TextUnit::Word, Toward::Begin, false);
  EXPECT_EQ(edit.text.substr(edit.cursor), "con");
  step(edit, TextUnit::Word, Toward::Begin, false);
  step(edit, TextUnit::Word, Toward::Begin, false);
  EXPECT_EQ(edit.text.substr(edit.cursor), "gửi  bà con");
  step(edit, TextUnit::Word, Toward::End, true);
  EXPECT_EQ(selected(edit), "gửi  ");
  EXPECT_TRUE(erase(edit, TextUnit::Word, Toward::Begin, 0ms));
  EXPECT_EQ(edit.text, "Kính bà con");
  select_word(edit, edit.text.find("bà") + 1);
  EXPECT_EQ(selected(edit), "bà");
  EXPECT_TRUE(erase(edit, TextUnit::Word, Toward::End, 0ms));
  EXPECT_EQ(edit.text, "Kính  con");
  select_paragraph(edit, 3);
  EXPECT_EQ(selected(edit), edit.text);
}

TEST(TextEditing, ALimitKeepsWhatIsThereAndLeavesAwayWhatComes) {
  TextEdit edit = edit_of("mười chữ", false, 10);
  put_cursor(edit, 0, false);
  EXPECT_TRUE(paste(edit, "ẫẫẫẫẫ", 0ms));
  EXPECT_EQ(edit.text, "ẫẫmười chữ");
  EXPECT_FALSE(type(edit, "x", 0ms)) << "full";
  EXPECT_EQ(edit.text, "ẫẫmười chữ");
  select_all(edit);
  EXPECT_TRUE(paste(edit, "một 👨‍👩‍👧‍👦", 0ms));
  EXPECT_EQ(edit.text, "một ") << "no half family";
}

TEST(TextEditing, AMarkJoinsTheLastLetterOfAFullField) {
  TextEdit edit = edit_of("abe", false, 3);
  EXPECT_TRUE(type(edit, "\u0302", 0ms));
  EXPECT_EQ(edit.text, "abê");
}

TEST(TextEditing, ATextThatIsTooLongAlreadyIsKept) {
  TextEdit edit = edit_of("dài quá", false, 3);
  EXPECT_FALSE(type(edit, "x", 0ms));
  EXPECT_TRUE(erase(edit, TextUnit::Character, Toward::Begin, 0ms));
  EXPECT_EQ(edit.text, "dài qu");
}

TEST(TextEditing, AHugePasteEndsAtTheLimit) {
  TextEdit edit = edit_of("", true, 20'000);
  std::string huge;
  while (huge.size() < 5'000'000) huge += "Đo\u031B\u0300i so\u0302\u0301ng\r\n";
  EXPECT_TRUE(paste(edit, huge, 0ms));
  EXPECT_EQ(character_count(edit.text), 20'000U);
  EXPECT_TRUE(edit.text.starts_with("Đời sống\nĐời"));
}

TEST(TextEditing, TypingIsUndoneByWordsAndPausesAPasteAlone) {
  TextEdit edit = edit_of("");
  for (const char* letter : {"m", "o", "t", " "}) type(edit, letter, 0ms);
  for (const char* letter : {"h", "a"}) type(edit, letter, 100ms);
  type(edit, "i", 2'000ms);
  paste(edit, " ba", 2'100ms);
  EXPECT_EQ(edit.text, "mot hai ba");
  std::vector<std::string> back;
  while (undo(edit)) back.push_back(edit.text);
  EXPECT_EQ(back, (std::vector<std::string>{"mot hai", "mot ha", "mot ", ""}));
  while (redo(edit)) {
  }
  EXPECT_EQ(edit.text, "mot hai ba");
  undo(edit);
  type(edit, "!", 9'000ms);
  EXPECT_FALSE(redo(edit)) << "what was typed since is the way on";
}

TEST(TextEditing, ABurstIsOneStepOfUndoWithTheWordThatItCorrects) {
  TextEdit edit = edit_of("");
  type(edit, "Tieeng", 0ms);
  correct(edit, 4, "êng", 10ms);
  correct(edit, 3, "ếng", 20ms);
  ASSERT_EQ(edit.text, "Tiếng");
  EXPECT_TRUE(undo(edit));
  EXPECT_EQ(edit.text, "");
}

TEST(TextEditing, APreeditTakesThePlaceOfWhatIsSelectedAndIsTextOnce) {
  TextEdit edit = edit_of("một hai");
  select_word(edit, 6);
  EXPECT_TRUE(set_preedit(edit, "t", 0ms));
  EXPECT_FALSE(set_preedit(edit, "tie\u0302\u0301ng", 0ms));
  EXPECT_EQ(edit.text, "một ");
  EXPECT_EQ(edit.preedit, "tiếng");
  EXPECT_TRUE(commit_preedit(edit, 0ms));
  EXPECT_FALSE(commit_preedit(edit, 0ms));
  EXPECT_EQ(edit.text, "một tiếng");
  set_preedit(edit, "x", 0ms);
  type(edit, "!", 0ms);
  EXPECT_EQ(edit.text, "một tiếng!") << "what is committed takes the preedit's place";
  EXPECT_EQ(edit.preedit, "");
}

TEST(TextEditing, ALineFeedIsASpaceWhereThereIsOneLine) {
  TextEdit edit = edit_of("", false);
  paste(edit, "một\r\nhai", 0ms);
  EXPECT_EQ(edit.text, "một hai");
}

/// What a person may do, at random.
void do_something(TextEdit& edit, SeededRandom& random, Millis now) {
  static const std::vector<std::string> kPieces = {"a",
                                                   " ",
                                                   "ê",
                                                   "\u0301",
                                                   "\u0323",
                                                   "ng",
                                                   "Tie\u0302\u0301ng ",
                                                   "\n",
                                                   "ស",
                                                   "\u17D2",
                                                   "រី",
                                                   "👨‍👩‍👧",
                                                   "\u200D",
                                                   "👩",
                                                   "🇻",
                                                   "🇳",
                                                   "\u202E",
                                                   "\t",
                                                   "\x01",
                                                   "ẫ",
                                                   "ក\u17D2",
                                                   "\u200B",
                                                   "\xff"};
  const auto piece = [&]() -> const std::string& {
    return kPieces[std::size_t(random.below(kPieces.size()))];
  };
  const auto unit = random.below(3) == 0 ? TextUnit::Word : TextUnit::Character;
  const auto way = random.below(2) == 0 ? Toward::Begin : Toward::End;
  const bool selecting = random.below(3) == 0;
  const auto place = std::size_t(random.below(edit.text.size() + 1));
  switch (random.below(12)) {
    case 0:
    case 1:
    case 2:
      type(edit, piece(), now);
      break;
    case 3:
      paste(edit, piece() + piece() + piece(), now);
      break;
    case 4:
    case 5:
      erase(edit, unit, way, now);
      break;
    case 6:
      step(edit, unit, way, selecting);
      break;
    case 7:
      put_cursor(edit, place, selecting);
      break;
    case 8:
      set_preedit(edit, piece(), now);
      break;
    case 9:
      commit_preedit(edit, now);
      break;
    case 10:
      select_word(edit, place);
      break;
    default:
      random.below(2) == 0 ? undo(edit) : redo(edit);
      break;
  }
}

TEST(TextEditing, WhateverIsDoneTheTextIsCleanTheCursorBetweenCharactersAndUndoGoesBack) {
  for (int seed = 1; seed <= 150; ++seed) {
    SeededRandom random(std::uint64_t(seed) + 1'000);
    const std::string first = "Kính gửi ស្រី\nbà con";
    TextEdit edit = edit_of(first, seed % 4 != 0, 60);
    Millis now{0};
    for (int i = 0; i < 120; ++i) {
      now += Millis(std::int64_t(random.below(1'500)));
      do_something(edit, random, now);
      ASSERT_EQ(edit.text, to_nfc(edit.text)) << seed << " " << i;
      ASSERT_TRUE(is_boundary(edit.text, edit.cursor)) << seed << " " << i;
      ASSERT_TRUE(is_boundary(edit.text, edit.anchor)) << seed << " " << i;
      ASSERT_LE(character_count(edit.text), 60U);
      ASSERT_EQ(edit.text.find("\u202E"), edit.text.npos);
    }
    edit.redo.clear();
    const std::string last = edit.text;
    while (undo(edit)) {
    }
    ASSERT_EQ(edit.text, first) << seed;
    while (redo(edit)) {
    }
    ASSERT_EQ(edit.text, last) << seed;
  }
}

}  // namespace
}  // namespace bangtin::ui
