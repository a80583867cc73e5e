#include "shared/compose/edit_layout.h"

#include <gtest/gtest.h>

#include "shared/compose/breaks.h"
#include "shared/model/text.h"

namespace bangtin {
namespace {

class EditLayoutTest : public testing::Test {
 protected:
  EditLayout lay(std::string_view text, int width_px, EditLayout previous = {}) {
    TextStyle style;
    style.size_px = 16;
    return lay_out(*fonts_, text, style, 22, width_px, std::move(previous));
  }
  std::vector<std::string> lines(const EditLayout& layout) {
    std::vector<std::string> all;
    for (const EditLine& line : layout.lines) {
      all.push_back(layout.block.shaped.text.substr(std::size_t(line.begin_byte),
                                                    std::size_t(line.end_byte - line.begin_byte)));
    }
    return all;
  }
  std::shared_ptr<Fonts> fonts_ = Fonts::open().value();
};

using Lines = std::vector<std::string>;

TEST_F(EditLayoutTest, AnEmptyTextHasOneLineToStandIn) {
  const EditLayout layout = lay("", 200);
  ASSERT_EQ(layout.lines.size(), 1U);
  EXPECT_EQ(layout.lines[0].stops.size(), 1U);
  EXPECT_EQ(layout.height_px(), 22);
  EXPECT_EQ(byte_at(layout, line_at(layout, -5), 100), 0U);
}

TEST_F(EditLayoutTest, OnlyLineFeedsAreEmptyLines) {
  const EditLayout layout = lay("\n\n\n", 200);
  EXPECT_EQ(lines(layout), (Lines{"", "", "", ""}));
  for (std::size_t byte = 0; byte <= 3; ++byte) EXPECT_EQ(line_of(layout, byte, false), byte);
  EXPECT_EQ(line_at(layout, 22 * 2 + 3), 2U);
  EXPECT_EQ(line_at(layout, 10'000), 3U);
}

TEST_F(EditLayoutTest, LinesEndBehindSpacesAndAllTextIsInThem) {
  const std::string text =
      "Điện lực sẽ tạm ngừng cấp điện  từ 7 giờ 30.\nĐề nghị bà con chuẩn bị.  ";
  const EditLayout layout = lay(text, 120);
  std::string all;
  for (std::size_t i = 0; i < layout.lines.size(); ++i) {
    const EditLine& line = layout.lines[i];
    all += lines(layout)[i];
    if (!line.soft && i + 1 < layout.lines.size()) all += "\n";
    if (line.soft) {
      EXPECT_EQ(text[std::size_t(line.end_byte - 1)], ' ') << lines(layout)[i];
    }
    EXPECT_LE(line.stops.back().x_64 / 64, 120 + 12) << "only spaces hang over";
  }
  EXPECT_EQ(all, text);
  EXPECT_GT(layout.lines.size(), 4U);
}

TEST_F(EditLayoutTest, AWordIsBrokenOnlyWhereItAloneIsTooWide) {
  const EditLayout layout = lay("ấp xxxxxxxxxxxxxxxxxxxxxxxxxxxx hai", 100);
  const Lines all = lines(layout);
  EXPECT_EQ(all[0], "ấp ");
  EXPECT_TRUE(all[1].starts_with("xxxxxxxx") && !all[1].ends_with(" "));
  EXPECT_TRUE(all[2].starts_with("x"));
}

TEST_F(EditLayoutTest, WithoutAWidthOnlyLineFeedsEndLines) {
  EXPECT_EQ(lay(std::string(4'000, 'x') + "\n ", 0).lines.size(), 2U);
}

TEST_F(EditLayoutTest, StopsStandBetweenCharactersAsAPersonSeesThem) {
  const std::string text = "aស្រីb 👨‍👩‍👧 ễ";
  const EditLayout layout = lay(text, 0);
  std::vector<int> stops;
  int x = -1;
  for (const EditStop& stop : layout.lines[0].stops) {
    stops.push_back(stop.byte);
    EXPECT_TRUE(is_boundary(text, std::size_t(stop.byte))) << stop.byte;
    EXPECT_GE(stop.x_64, x);
    x = stop.x_64;
  }
  std::vector<int> expected;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (is_boundary(text, at)) expected.push_back(int(at));
  }
  EXPECT_EQ(stops, expected);
  EXPECT_EQ(stops.size(), 8U);
}

TEST_F(EditLayoutTest, ADecomposedLetterStandsAsWideAsTheComposedOne) {
  const EditLayout apart = lay("Tie\u0302\u0301ng", 0), one = lay("Tiếng", 0);
  EXPECT_EQ(apart.lines[0].stops.size(), one.lines[0].stops.size());
  EXPECT_NEAR(apart.lines[0].stops.back().x_64, one.lines[0].stops.back().x_64, 64);
}

TEST_F(EditLayoutTest, AClickOnAStopGivesThatStop) {
  const EditLayout layout = lay("Kính gửi bà con ស្រី xã Tân Hưng, huyện Tân Châu", 140);
  for (std::size_t i = 0; i < layout.lines.size(); ++i) {
    for (const EditStop& stop : layout.lines[i].stops) {
      const int x = x_of(layout, i, std::size_t(stop.byte));
      EXPECT_EQ(x_of(layout, i, byte_at(layout, i, x)), x);
    }
    EXPECT_EQ(byte_at(layout, i, -50), std::size_t(layout.lines[i].begin_byte));
    EXPECT_EQ(byte_at(layout, i, 5'000), std::size_t(layout.lines[i].end_byte));
  }
}

TEST_F(EditLayoutTest, WhereALineWrapsTheCursorCanBeSeenInEither) {
  const EditLayout layout = lay("một hai ba bốn năm sáu bảy", 70);
  ASSERT_TRUE(layout.lines[0].soft);
  const auto end = std::size_t(layout.lines[0].end_byte);
  EXPECT_EQ(line_of(layout, end, false), 1U);
  EXPECT_EQ(line_of(layout, end, true), 0U);
  EXPECT_EQ(x_of(layout, 1, end), 0);
  EXPECT_GT(x_of(layout, 0, end), 0);
}

TEST_F(EditLayoutTest, WhatIsKeptOfThePreviousLayoutChangesNothing) {
  const Lines texts = {"một\nhai\nba",     "một\nhai!\nba", "một\nba",          "một\nhai\nhai\nba",
                       "một\nhai\nba\nba", "ស្រី\nhai\nba\n", "\nmột\nhai\n\nba", ""};
  EditLayout kept;
  for (const std::string& text : texts) {
    kept = lay(text, 60, std::move(kept));
    const EditLayout anew = lay(text, 60);
    ASSERT_EQ(kept.lines.size(), anew.lines.size()) << text;
    Bitmap first({80, 150}, 0xffffffff), second({80, 150}, 0xffffffff);
    draw(*fonts_, kept.block, first, 2, 2);
    draw(*fonts_, anew.block, second, 2, 2);
    EXPECT_EQ(first, second) << text;
    for (std::size_t i = 0; i < kept.lines.size(); ++i) {
      EXPECT_EQ(kept.lines[i].begin_byte, anew.lines[i].begin_byte);
      EXPECT_EQ(kept.lines[i].stops.back().x_64, anew.lines[i].stops.back().x_64);
    }
  }
}

TEST_F(EditLayoutTest, TenThousandCharactersHaveAllTheirStops) {
  std::string text;
  while (character_count(text) < 10'000) text += "Điện lực tạm ngừng cấp điện. ";
  const EditLayout layout = lay(text, 600);
  std::size_t stops = 0;
  for (const EditLine& line : layout.lines) stops += line.stops.size() - 1;
  EXPECT_EQ(stops, character_count(text));
}

TEST_F(EditLayoutTest, ALineIsAsHighAsAskedAndAtLeastAsItsLetters) {
  EXPECT_EQ(lay("xã", 0).line_height_px, 22);
  TextStyle large;
  large.size_px = 32;
  EXPECT_EQ(lay_out(*fonts_, "xã", large, 22, 0).line_height_px, 44);
}

}  // namespace
}  // namespace bangtin
