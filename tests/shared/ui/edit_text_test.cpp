#include "shared/ui/edit_text.h"

#include <gtest/gtest.h>

namespace bangtin::ui {
namespace {

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

TEST(EditText, EveryWayToEndALineIsALineFeed) {
  EXPECT_EQ(tidied({"a\r\nb\rc\u2028d\u2029e\u0085"
                    "f",
                    0},
                   100, true)
                .text,
            "a\nb\nc\nd\ne\nf");
  EXPECT_EQ(tidied({"a\r\nb", 0}, 100, false).text, "a b");
}

TEST(EditText, KeepsTheZeroWidthSpaceThatKhmerHasBetweenWords) {
  EXPECT_EQ(tidied({"ស្រី\u200Bល្អ", 0}, 100, false).text, "ស្រី\u200Bល្អ");
}

TEST(EditText, CutsAtTheLimitInCharactersNotBytes) {
  EXPECT_EQ(tidied({"ẫẫẫẫ", 12}, 3, false), (EditedText{"ẫẫẫ", 9}));
}

}  // namespace
}  // namespace bangtin::ui
