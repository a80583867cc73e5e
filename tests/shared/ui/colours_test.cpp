#include "shared/ui/colours.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "shared/ui/canvas.h"
#include "shared/ui/fields.h"
#include "shared/ui/geo_map.h"
#include "shared/ui/theme.h"
#include "shared/ui/timeline.h"

namespace bangtin::ui {
namespace {

using enum Colour;

/// Relative luminance as WCAG 2.1 defines it.
double luminance(Rgb colour) {
  constexpr double kShares[] = {0.2126, 0.7152, 0.0722};
  double sum = 0;
  for (int i = 0; i < 3; ++i) {
    const double part = double((colour >> (16 - 8 * i)) & 0xFF) / 255;
    sum += kShares[i] * (part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4));
  }
  return sum;
}

double contrast(Rgb a, Rgb b) {
  const double first = luminance(a) + 0.05, second = luminance(b) + 0.05;
  return std::max(first, second) / std::min(first, second);
}

struct Pair {
  Colour words, ground;
};

/// All words on all grounds that they are drawn on.
std::vector<Pair> word_pairs() {
  std::vector<Pair> pairs;
  for (const Colour words : {Ink, Muted, Accent, Good, Wait, Bad}) {
    // Plain pages, cards and sheets; rows under the mouse and chosen ones; heads of tables.
    for (const Colour ground : {Background, Card, Hover, Selected, TableHead}) {
      pairs.push_back({words, ground});
    }
  }
  for (const Colour face : {NoteFace, GoodFace, WaitFace, BadFace}) pairs.push_back({Ink, face});
  pairs.insert(pairs.end(), {{Accent, NoteFace},
                             {Good, GoodFace},
                             {Wait, WaitFace},
                             {Bad, BadFace},
                             {Bad, BadPress},
                             {Muted, Rest},
                             {Muted, PictureGround},
                             {Ink, TextSelected},
                             {OnStrong, Accent},
                             {OnStrong, AccentStrong},
                             {OnStrong, Bad},
                             {OnPicture, OverPicture},
                             {RailInk, Alarm},
                             {RailInk, AlarmHover}});
  for (const Colour words : {RailInk, RailMuted, RailWait}) pairs.push_back({words, Rail});
  for (const Colour ground : {RailSelected, RailHover}) pairs.push_back({RailInk, ground});
  return pairs;
}

constexpr Colour kStretches[] = {Accent, Good, Wait,  Idle,  Amber, Violet,
                                 Pink,   Cyan, Brown, Slate, Teal,  Muted};

class BothSets : public testing::TestWithParam<ColourSet> {
 protected:
  void SetUp() override { use_colours(GetParam()); }
  void TearDown() override { use_colours(ColourSet::Light); }
};

TEST_P(BothSets, WordsCanBeReadOnEveryGroundThatTheyStandOn) {
  for (const Pair& pair : word_pairs()) {
    EXPECT_GE(contrast(rgb_of(pair.words), rgb_of(pair.ground)), 4.5)
        << int(pair.words) << " on " << int(pair.ground);
  }
}

TEST_P(BothSets, WordsCanBeReadOnThePaleGroundOfAStretch) {
  for (const Colour colour : kStretches) {
    for (const float pale : {kFilledPale, kShadedPale}) {
      const Rgb ground = between(rgb_of(colour), rgb_of(Card), pale);
      EXPECT_GE(contrast(rgb_of(Ink), ground), 4.5) << int(colour) << " at " << pale;
    }
  }
}

TEST_P(BothSets, SignsAndBarsStandOutFromTheirCard) {
  for (const Colour colour : {BoxLine, Idle, Violet, Pink, Cyan, Teal, Slate, Brown, Accent}) {
    EXPECT_GE(contrast(rgb_of(colour), rgb_of(Card)), 2.5) << int(colour);
  }
}

TEST_P(BothSets, NoTwoPlaylistsLookAlike) {
  const std::vector<Colour> lanes = {Accent, Good, Violet, Wait, Teal, Pink, Slate, Brown, Idle};
  for (const Colour one : lanes) {
    for (const Colour other : lanes) {
      if (one == other) continue;
      EXPECT_NE(rgb_of(one), rgb_of(other)) << int(one) << " " << int(other);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Sets, BothSets, testing::Values(ColourSet::Light, ColourSet::Dark),
                         [](const auto& one) {
                           return one.param == ColourSet::Dark ? "dark" : "light";
                         });

TEST(Colours, MeetOnTheWay) {
  EXPECT_EQ(between(0x000000, 0xFFFFFF, 0), 0x000000U);
  EXPECT_EQ(between(0x000000, 0xFFFFFF, 1), 0xFFFFFFU);
  EXPECT_EQ(between(0x102030, 0x304050, 0.5F), 0x203040U);
}

/// Pages in a bitmap.
class Drawn : public testing::Test {
 protected:
  void TearDown() override { use_colours(ColourSet::Light); }

  Bitmap draw(ColourSet set, const std::function<void()>& page) {
    use_colours(set);
    apply_colours();
    return canvas_->draw([&] {
      begin_screen(false);
      begin_card("card", 0, 0);
      page();
      end_card();
      end_screen();
    });
  }
  static std::size_t count(const Bitmap& bitmap, ColourSet set, Colour colour) {
    return std::size_t(std::ranges::count(bitmap.pixels, 0xFF000000U | rgb_of(set, colour)));
  }

  std::unique_ptr<Canvas> canvas_ = Canvas::open({640, 360}, 1.0F).value();
};

TEST_F(Drawn, AFieldThatStandsChangesItsColoursAtOnceAndBack) {
  std::string value = "Ấp Phước Lộc";
  const auto page = [&] {
    text_field({.id = "field", .label = "Địa chỉ"}, value);
    button("button", "", "Lưu", Look::Secondary);
  };
  const Bitmap light = draw(ColourSet::Light, page);
  const Bitmap dark = draw(ColourSet::Dark, page);
  EXPECT_GT(count(light, ColourSet::Light, Card), 100'000U);
  EXPECT_GT(count(dark, ColourSet::Dark, Card), 100'000U);
  EXPECT_EQ(count(dark, ColourSet::Light, Card), 0U) << "something is still white";
  EXPECT_EQ(count(dark, ColourSet::Light, Ink), 0U) << "something is still black";
  EXPECT_EQ(draw(ColourSet::Light, page).pixels, light.pixels);
}

TEST_F(Drawn, AMapStaysAsOnPaper) {
  GeoMap map;
  map.id = "map";
  map.label = "Bản đồ";
  map.north = "B";
  map.height = 300;
  for (const int latitude : {10'700'000, 10'800'000}) {
    map.marks.push_back(
        {{latitude, 106'200'000}, {"", "Tốt", Tone::Good}, "Chợ", "", latitude > 10'750'000});
  }
  const auto page = [&] { geo_map(map); };
  const Bitmap light = draw(ColourSet::Light, page);
  const Bitmap dark = draw(ColourSet::Dark, page);
  for (const Colour colour : {MapAround, Good, Accent, Muted}) {
    EXPECT_GT(count(light, ColourSet::Light, colour), 10U) << int(colour);
    EXPECT_EQ(count(dark, ColourSet::Light, colour), count(light, ColourSet::Light, colour))
        << int(colour);
  }
  EXPECT_EQ(colours_in_force(), ColourSet::Dark) << "only the map was drawn so";
}

}  // namespace
}  // namespace bangtin::ui
