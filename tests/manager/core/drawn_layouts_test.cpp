#include "manager/core/drawn_layouts.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "manager/core/layouts.h"
#include "shared/base/texts.h"
#include "tests/fakes/sample_layout.h"
#include "tests/fakes/sample_manifest.h"
#include "tests/fakes/seeded_random.h"

namespace bangtin {
namespace {

std::string told(const std::vector<Problem>& problems) {
  std::string words;
  for (const Problem& problem : problems) words += problem.field + " " + problem.key + "\n";
  return words;
}

/// A drawing with one zone beside main.
std::string told_with(DrawnZone zone) {
  LayoutRecord layout = sample::layout();
  layout.landscape = {{ZoneRole::Main, 0, 0, 5000, 10'000}, zone};
  return told(validate(layout));
}

/// Empty when validate() finds nothing against the layout on its canvas.
std::string problems_on(Size canvas, const Layout& layout) {
  Selection selection = sample::manifest().selection;
  selection.canvas_px = canvas;
  selection.items.clear();
  selection.playlists.clear();
  selection.programs.clear();
  selection.windows.clear();
  selection.layouts = {layout};
  return told(validate(selection));
}

TEST(DrawnLayouts, SayWhatStandsAgainstOneAtItsZone) {
  EXPECT_EQ(told(validate(sample::layout())), "");
  EXPECT_EQ(told_with({ZoneRole::Side, 5000, 0, 5000, 10'000}), "");
  EXPECT_EQ(told_with({ZoneRole::Side, 4999, 0, 5000, 10'000}),
            "landscape[0] layout.overlap\nlandscape[1] layout.overlap\n");
  EXPECT_EQ(told_with({ZoneRole::Side, 5001, 0, 5000, 10'000}), "landscape[1] layout.outside\n");
  EXPECT_EQ(told_with({ZoneRole::Side, 9000, 0, 1000, 10'000}), "landscape[1] layout.small\n");
  EXPECT_EQ(told_with({ZoneRole::Ticker, 5000, 0, 5000, 300}), "landscape[1] layout.bar_small\n");
  EXPECT_EQ(told_with({ZoneRole::Main, 5000, 0, 5000, 10'000}),
            "landscape[0] layout.role_twice\nlandscape[1] layout.role_twice\n");
  EXPECT_EQ(told_with({ZoneRole::Side, 2'147'483'647, 5, 2'147'483'647, 5}),
            "landscape[1] layout.outside\n")
      << "wild numbers overflow nothing";
}

TEST(DrawnLayouts, NeedANameAndAMainZoneInWhatIsDrawn) {
  LayoutRecord layout;
  EXPECT_EQ(told(validate(layout)), "name layout.name_missing\nlandscape layout.no_main\n");
  layout = sample::layout();
  layout.portrait = {{ZoneRole::Ticker, 0, 0, 10'000, 1000}};
  EXPECT_EQ(told(validate(layout)), "portrait layout.no_main\n");
  layout.portrait.clear();
  EXPECT_EQ(told(validate(layout)), "") << "portrait may be left out";
}

TEST(DrawnLayouts, HaveWordsForEveryFault) {
  for (const char* key :
       {"layout.name_missing", "layout.no_main", "layout.role_twice", "layout.outside",
        "layout.overlap", "layout.small", "layout.bar_small", "layout.unknown"}) {
    EXPECT_TRUE(has_text(key)) << key;
  }
}

TEST(DrawnLayouts, StandWhereTheyWereDrawn) {
  const LayoutRecord layout = sample::layout();
  const Layout wide = drawn_on({1920, 1080}, layout).value();
  EXPECT_EQ(wide.zones, (std::vector<Zone>{{ZoneRole::Main, {96, 216, 960, 810}},
                                           {ZoneRole::Side, {1152, 216, 672, 810}},
                                           {ZoneRole::Ticker, {96, 54, 1728, 108}}}));
  const Layout high = drawn_on({1080, 1920}, layout).value();
  EXPECT_EQ(high.zones, (std::vector<Zone>{{ZoneRole::Header, {0, 0, 1080, 192}},
                                           {ZoneRole::Main, {0, 192, 1080, 1728}}}));
}

TEST(DrawnLayouts, NeighboursMeetOnEveryCanvasAndNothingReachesOut) {
  SeededRandom random(22);
  for (int i = 0; i < 2'000; ++i) {
    const Size canvas{static_cast<int>(between(random, 64, 4096)),
                      static_cast<int>(between(random, 64, 4096))};
    const auto cut = static_cast<int>(between(random, 3500, 6500));
    const auto bar = static_cast<int>(between(random, 900, 2000));
    LayoutRecord layout;
    layout.name = "x";
    layout.landscape = {{ZoneRole::Main, 0, 0, cut, kShareWhole - bar},
                        {ZoneRole::Side, cut, 0, kShareWhole - cut, kShareWhole - bar},
                        {ZoneRole::Ticker, 0, kShareWhole - bar, kShareWhole, bar}};
    layout.portrait = layout.landscape;
    ASSERT_EQ(told(validate(layout)), "") << cut << " " << bar;
    const auto drawn = drawn_on(canvas, layout);
    if (!drawn) {
      EXPECT_EQ(preset_for(canvas, layout), LayoutKind::Side);
      continue;
    }
    ASSERT_EQ(problems_on(canvas, *drawn), "") << canvas.width_px << "x" << canvas.height_px;
    std::int64_t area = 0;
    for (const Zone& zone : drawn->zones) {
      const Rect& rect = zone.rect_px;
      area += std::int64_t{rect.width_px} * rect.height_px;
      EXPECT_EQ(rect.x_px % 2 + rect.y_px % 2, 0);
      EXPECT_GE(rect.width_px, least_px(zone.role, canvas).width_px);
      EXPECT_GE(rect.height_px, least_px(zone.role, canvas).height_px);
    }
    ASSERT_EQ(area, std::int64_t{canvas.width_px} * canvas.height_px) << "no seam, no overlap";
  }
}

TEST(DrawnLayouts, AreNotWhereTheyCannotBeReadAndThePresetMostAlikeIs) {
  LayoutRecord layout = sample::layout();
  EXPECT_EQ(drawn_on({384, 192}, layout), std::nullopt) << "main would be 192 wide";
  EXPECT_EQ(preset_for({384, 192}, layout), LayoutKind::Side);
  layout.landscape = {{ZoneRole::Main, 0, 0, 10'000, 9500},
                      {ZoneRole::Ticker, 0, 9500, 10'000, 500}};
  EXPECT_EQ(told(validate(layout)), "");
  EXPECT_EQ(drawn_on({384, 192}, layout), std::nullopt) << "a ticker of 10 pixels";
  EXPECT_EQ(preset_for({384, 192}, layout), LayoutKind::Plain);
  layout.landscape.resize(1);
  EXPECT_EQ(preset_for({384, 192}, layout), LayoutKind::Full);
  layout.landscape.push_back({ZoneRole::Header, 0, 9500, 10'000, 500});
  EXPECT_EQ(preset_for({384, 192}, layout), LayoutKind::Standard);
  layout.portrait.clear();
  EXPECT_EQ(drawn_on({1080, 1920}, layout), std::nullopt);
  EXPECT_EQ(preset_for({1080, 1920}, layout), LayoutKind::Standard) << "nobody drew it";
}

TEST(DrawnLayouts, AScheduleNamesOneThatIsThere) {
  const std::vector<LayoutRecord> layouts = {sample::layout()};
  Schedule schedule;
  EXPECT_TRUE(check_drawn(schedule, {}).ok());
  schedule.drawn = layouts[0].id;
  EXPECT_TRUE(check_drawn(schedule, layouts).ok());
  EXPECT_EQ(check_drawn(schedule, {}).error().key, "layout.unknown");
  schedule.zone = PageZone::Side;
  EXPECT_TRUE(check_drawn(schedule, layouts).ok()) << "its landscape drawing has a side zone";
  LayoutRecord plain = layouts[0];
  plain.landscape.resize(1);
  EXPECT_EQ(check_drawn(schedule, {plain}).error().key, "schedule.zone_layout");
}

}  // namespace
}  // namespace bangtin
