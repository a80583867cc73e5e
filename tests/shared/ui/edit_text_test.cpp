#include "shared/ui/edit_text.h"

#include <gtest/gtest.h>

#include "shared/model/text.h"

namespace bangtin::ui {
namespace {

/// Every character is ten pixels wide.
float ten_each(std::string_view run) { return 10.0F * float(character_count(run)); }

TEST(EditText, ComposesWhatCameDecomposedAndKeepsTheCursorBehindIt) {
  const EditedText edited{"tie\u0302\u0301ng", 7};
  EXPECT_EQ(tidied(edited, 100, false), (EditedText{"tiếng", 5}));
}

TEST(EditText, DropsWhatCannotBeSeenAndTurnsLinesOfOneLineFieldsIntoSpaces) {
  EXPECT_EQ(tidied({"a\u202Eb\x01"
                    "c\nd\te\uFEFF",
                    0},
                   100, false)
                .text,
            "abc d e");
  EXPECT_EQ(tidied({"a\nb", 0}, 100, true).text, "a\nb");
}

TEST(EditText, CutsAtTheLimitInCharactersNotBytes) {
  EXPECT_EQ(tidied({"ẫẫẫẫ", 12}, 3, false), (EditedText{"ẫẫẫ", 9}));
}

TEST(EditText, BreaksLinesAfterSpacesAndGivesThePlainTextBack) {
  const std::string plain = "một hai ba bốn\nnăm";
  const EditedText shown = with_soft_breaks({plain, plain.find("ba")}, ten_each, 80);
  EXPECT_EQ(shown.text, "một hai " + std::string(kSoftBreak) + "ba bốn\nnăm");
  EXPECT_EQ(without_soft_breaks(shown), (EditedText{plain, plain.find("ba")}));
}

TEST(EditText, BreaksAWordThatIsWiderThanTheLine) {
  const EditedText shown = with_soft_breaks({"abcdefgh ij", 11}, ten_each, 40);
  EXPECT_EQ(shown.text,
            "abcd" + std::string(kSoftBreak) + "efgh " + std::string(kSoftBreak) + "ij");
  EXPECT_EQ(without_soft_breaks(shown).text, "abcdefgh ij");
}

TEST(EditText, EveryCursorSurvivesTheWayThereAndBack) {
  const std::string plain = "Kính gửi bà con! Điện lực tạm ngừng cấp điện\n\nĐề nghị chuẩn bị.";
  for (std::size_t at = 0; at <= plain.size(); ++at) {
    if (at < plain.size() && (static_cast<unsigned char>(plain[at]) & 0xC0) == 0x80) continue;
    EXPECT_EQ(without_soft_breaks(with_soft_breaks({plain, at}, ten_each, 120)),
              (EditedText{plain, at}));
  }
}

TEST(EditText, BackspaceAtTheBeginOfASoftLineTakesTheCharacterBeforeIt) {
  EXPECT_EQ(without_soft_breaks({"một \u200B\nhai", 9}), (EditedText{"mộthai", 5}));
}

TEST(EditText, DeleteAtTheEndOfASoftLineTakesTheCharacterAfterIt) {
  EXPECT_EQ(without_soft_breaks({"một \n\u200Bhai", 6}), (EditedText{"một ai", 6}));
}

TEST(EditText, TheCursorNeverRestsInsideASoftBreak) {
  const std::string shown = "ab" + std::string(kSoftBreak) + "cd";
  EXPECT_EQ(outside_soft_break(shown, 2, false, false), 2U);
  EXPECT_EQ(outside_soft_break(shown, 5, false, false), 2U) << "End stays on its line";
  EXPECT_EQ(outside_soft_break(shown, 5, true, false), 9U) << "Right goes on";
  EXPECT_EQ(outside_soft_break(shown, 6, false, false), 9U) << "Home stays on its line";
  EXPECT_EQ(outside_soft_break(shown, 6, false, true), 2U) << "Left goes back";
  EXPECT_EQ(outside_soft_break(shown, 9, false, false), 9U);
}

}  // namespace
}  // namespace bangtin::ui
