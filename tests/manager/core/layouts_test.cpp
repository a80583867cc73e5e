#include "manager/core/layouts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "shared/base/limits.h"
#include "shared/model/validate.h"
#include "tests/fakes/sample_layout.h"
#include "tests/fakes/sample_manifest.h"
#include "tests/fakes/seeded_random.h"

namespace bangtin {
namespace {

const Zone* zone_of(const Layout& layout, ZoneRole role) {
  const auto found = std::ranges::find(layout.zones, role, &Zone::role);
  return found == layout.zones.end() ? nullptr : &*found;
}

/// Empty when validate() finds nothing against the layout on its canvas.
std::string problems_of(Size canvas, LayoutKind kind = LayoutKind::Standard) {
  Selection selection = sample::manifest().selection;
  selection.canvas_px = canvas;
  selection.items.clear();
  selection.playlists.clear();
  selection.programs.clear();
  selection.windows.clear();
  selection.layouts = {layout_of(canvas, kind)};
  std::string text;
  for (const Problem& problem : validate(selection)) text += problem.field + problem.key + " ";
  return text;
}

TEST(DefaultLayout, IsRightForEveryCanvasThatABoardMayHave) {
  SeededRandom random(7);
  std::vector<Size> canvases = {{64, 64}, {4096, 64}, {64, 4096}, {4096, 4096}, {384, 192}};
  for (int i = 0; i < 300; ++i) {
    canvases.push_back(
        {static_cast<int>(between(random, 64, 4096)), static_cast<int>(between(random, 64, 4096))});
  }
  for (const Size& canvas : canvases) {
    const Layout layout = default_layout(canvas);
    ASSERT_EQ(problems_of(canvas), "") << canvas.width_px << "x" << canvas.height_px;
    int height = 0;
    for (const Zone& zone : layout.zones) {
      EXPECT_EQ(zone.rect_px.width_px, canvas.width_px);
      EXPECT_EQ(zone.rect_px.y_px, height);
      height += zone.rect_px.height_px;
    }
    ASSERT_EQ(height, canvas.height_px) << "no row of pixels belongs to nobody";
    const Zone* main = zone_of(layout, ZoneRole::Main);
    ASSERT_NE(main, nullptr);
    EXPECT_GE(main->rect_px.height_px * 2, canvas.height_px) << canvas.height_px;
    ASSERT_NE(zone_of(layout, ZoneRole::Ticker), nullptr);
    if (const Zone* header = zone_of(layout, ZoneRole::Header)) {
      EXPECT_GE(header->rect_px.height_px, 32);
      EXPECT_EQ(header->rect_px.height_px % 2, 0);
    } else {
      EXPECT_LT(canvas.height_px, 160);
    }
  }
}

TEST(DefaultLayout, LeavesTheSmallestLedBoardAUsableMainZone) {
  const Layout layout = default_layout({384, 192});
  EXPECT_EQ(zone_of(layout, ZoneRole::Header)->rect_px, (Rect{0, 0, 384, 32}));
  EXPECT_EQ(zone_of(layout, ZoneRole::Main)->rect_px, (Rect{0, 32, 384, 128}));
  EXPECT_EQ(zone_of(layout, ZoneRole::Ticker)->rect_px, (Rect{0, 160, 384, 32}));
}

TEST(DefaultLayout, HasBarsOfOneHeightOnLandscapeAndPortrait) {
  const Layout landscape = default_layout({1920, 1080});
  const Layout portrait = default_layout({1080, 1920});
  EXPECT_EQ(zone_of(landscape, ZoneRole::Header)->rect_px.height_px, 108);
  EXPECT_EQ(zone_of(portrait, ZoneRole::Header)->rect_px.height_px, 108);
  EXPECT_EQ(zone_of(portrait, ZoneRole::Ticker)->rect_px, (Rect{0, 1824, 1080, 96}));
}

TEST(LayoutOf, IsRightForEveryPresetOnEveryCanvas) {
  SeededRandom random(8);
  std::vector<Size> canvases = {{64, 64}, {4096, 64}, {64, 4096}, {4096, 4096}, {384, 192}};
  for (int i = 0; i < 300; ++i) {
    canvases.push_back(
        {static_cast<int>(between(random, 64, 4096)), static_cast<int>(between(random, 64, 4096))});
  }
  for (const Size& canvas : canvases) {
    for (const LayoutKind kind : {LayoutKind::Side, LayoutKind::Plain, LayoutKind::Full}) {
      ASSERT_EQ(problems_of(canvas, kind), "") << canvas.width_px << "x" << canvas.height_px;
      const Layout layout = layout_of(canvas, kind);
      std::int64_t area = 0;
      for (const Zone& zone : layout.zones) {
        area += std::int64_t{zone.rect_px.width_px} * zone.rect_px.height_px;
      }
      ASSERT_EQ(area, std::int64_t{canvas.width_px} * canvas.height_px);
      ASSERT_NE(zone_of(layout, ZoneRole::Main), nullptr);
      const bool side = zone_of(layout, ZoneRole::Side) != nullptr;
      ASSERT_EQ(side, kind == LayoutKind::Side && has_side_zone(canvas));
      ASSERT_EQ(zone_of(layout, ZoneRole::Ticker) == nullptr, kind == LayoutKind::Full);
    }
    if (!has_side_zone(canvas)) {
      ASSERT_EQ(layout_of(canvas, LayoutKind::Side), default_layout(canvas));
    }
  }
}

TEST(LayoutOf, PutsTheSideZoneWhereTheCanvasIsLong) {
  const Layout landscape = layout_of({1920, 1080}, LayoutKind::Side);
  EXPECT_EQ(zone_of(landscape, ZoneRole::Main)->rect_px, (Rect{0, 108, 1280, 876}));
  EXPECT_EQ(zone_of(landscape, ZoneRole::Side)->rect_px, (Rect{1280, 108, 640, 876}));
  const Layout portrait = layout_of({1080, 1920}, LayoutKind::Side);
  EXPECT_EQ(zone_of(portrait, ZoneRole::Main)->rect_px, (Rect{0, 108, 1080, 1144}));
  EXPECT_EQ(zone_of(portrait, ZoneRole::Side)->rect_px, (Rect{0, 1252, 1080, 572}));
  EXPECT_FALSE(has_side_zone({384, 192}));
  EXPECT_FALSE(has_side_zone({300, 200}));
  EXPECT_TRUE(has_side_zone({1366, 768}));
  EXPECT_EQ(layout_of({384, 192}, LayoutKind::Full).zones,
            (std::vector<Zone>{{ZoneRole::Main, {0, 0, 384, 192}}}));
  EXPECT_EQ(zone_of(layout_of({384, 192}, LayoutKind::Plain), ZoneRole::Main)->rect_px,
            (Rect{0, 0, 384, 160}));
}

TEST(ZoneKinds, HoldsTheStandardOnesSortedAndOnce) {
  const auto kinds = zone_kinds({});
  EXPECT_EQ(kinds.size(), 10u + 2 * 4) << "full, two for a side zone and plain of the common two";
  EXPECT_TRUE(std::ranges::is_sorted(kinds));
  EXPECT_EQ(zone_kinds({{1920, 1080}, {1080, 1920}}), kinds);
  EXPECT_TRUE(std::ranges::find(kinds, ZoneKind{ZoneRole::Main, {384, 128}}) != kinds.end());
  for (const ZoneKind& kind : kinds) EXPECT_NE(kind.role, ZoneRole::Header);
}

TEST(ZoneKinds, AddsThoseOfTheBoards) {
  const auto kinds = zone_kinds({{800, 600}, {800, 600}});
  EXPECT_EQ(kinds.size(), 18u + 2 + 4);
  EXPECT_TRUE(std::ranges::find(kinds, ZoneKind{ZoneRole::Main, {800, 600}}) != kinds.end());
  EXPECT_TRUE(std::ranges::find(kinds, ZoneKind{ZoneRole::Side, {266, 486}}) != kinds.end());
  EXPECT_TRUE(std::ranges::find(kinds, ZoneKind{ZoneRole::Main, {800, 486}}) != kinds.end());
}

TEST(ZoneKinds, AddsThoseOfTheDrawnLayouts) {
  const auto kinds = zone_kinds({}, {sample::layout()});
  EXPECT_EQ(kinds.size(), 18u + 4) << "main, side and ticker of the one, main of the other drawing";
  for (const ZoneKind& kind :
       {ZoneKind{ZoneRole::Main, {960, 810}}, ZoneKind{ZoneRole::Side, {672, 810}},
        ZoneKind{ZoneRole::Ticker, {1728, 108}}, ZoneKind{ZoneRole::Main, {1080, 1728}}}) {
    EXPECT_TRUE(std::ranges::find(kinds, kind) != kinds.end());
  }
  EXPECT_EQ(zone_kinds({}, {}, {sample::layout()}), kinds) << "those that nobody uses yet too";
}

TEST(ZoneKinds, GivesWayToTheDrawnLayoutsInUseWhereThereIsNotRoomForAll) {
  std::vector<Size> canvases;
  for (int i = 0; i < 40; ++i) canvases.push_back({1000 + i, 600});
  const LayoutRecord layout = sample::layout();
  const ZoneKind wanted{ZoneRole::Main, {500, 450}};
  const auto has = [&](const std::vector<ZoneKind>& kinds) {
    return std::ranges::find(kinds, wanted) != kinds.end();
  };
  EXPECT_TRUE(has(zone_kinds(canvases, {layout})));
  EXPECT_FALSE(has(zone_kinds(canvases, {}, {layout})));
}

TEST(ZoneKinds, NeverAsksForMorePaginationsThanAVersionMayHave) {
  std::vector<Size> canvases;
  for (int i = 0; i < 200; ++i) canvases.push_back({200 + i, 300});
  const auto kinds = zone_kinds(canvases);
  const auto tickers = std::ranges::count(kinds, ZoneRole::Ticker, &ZoneKind::role);
  EXPECT_EQ(static_cast<std::size_t>(tickers), limits::kCanvasKindsMax);
  EXPECT_EQ(kinds.size(), 2 * limits::kCanvasKindsMax) << "main and side together are the pages";
  std::set<Size> pages;
  for (const ZoneKind& kind : kinds) {
    if (kind.role == ZoneRole::Ticker) continue;
    EXPECT_TRUE(pages.insert(kind.size_px).second);
  }
}

}  // namespace
}  // namespace bangtin
