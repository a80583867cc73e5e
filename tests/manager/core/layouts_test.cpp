#include "manager/core/layouts.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "shared/base/limits.h"
#include "shared/model/validate.h"
#include "tests/fakes/sample_manifest.h"
#include "tests/fakes/seeded_random.h"

namespace bangtin {
namespace {

const Zone* zone_of(const Layout& layout, ZoneRole role) {
  const auto found = std::ranges::find(layout.zones, role, &Zone::role);
  return found == layout.zones.end() ? nullptr : &*found;
}

/// Empty when validate() finds nothing against the layout on its canvas.
std::string problems_of(Size canvas) {
  Selection selection = sample::manifest().selection;
  selection.canvas_px = canvas;
  selection.items.clear();
  selection.playlists.clear();
  selection.programs.clear();
  selection.windows.clear();
  selection.layouts = {default_layout(canvas)};
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

TEST(ZoneKinds, HoldsTheStandardOnesSortedAndOnce) {
  const auto kinds = zone_kinds({});
  EXPECT_EQ(kinds.size(), 10u);
  EXPECT_TRUE(std::ranges::is_sorted(kinds));
  EXPECT_EQ(zone_kinds({{1920, 1080}, {384, 192}}), kinds);
  EXPECT_TRUE(std::ranges::find(kinds, ZoneKind{ZoneRole::Main, {384, 128}}) != kinds.end());
  for (const ZoneKind& kind : kinds) EXPECT_NE(kind.role, ZoneRole::Header);
}

TEST(ZoneKinds, AddsThoseOfTheBoards) {
  const auto kinds = zone_kinds({{800, 600}, {800, 600}});
  EXPECT_EQ(kinds.size(), 12u);
  EXPECT_TRUE(std::ranges::find(kinds, ZoneKind{ZoneRole::Main, {800, 486}}) != kinds.end());
}

TEST(ZoneKinds, NeverAsksForMorePaginationsThanAVersionMayHave) {
  std::vector<Size> canvases;
  for (int i = 0; i < 200; ++i) canvases.push_back({200 + i, 300});
  const auto kinds = zone_kinds(canvases);
  const auto of_role = [&](ZoneRole role) {
    return static_cast<std::size_t>(std::ranges::count(kinds, role, &ZoneKind::role));
  };
  EXPECT_EQ(of_role(ZoneRole::Main), limits::kCanvasKindsMax);
  EXPECT_EQ(of_role(ZoneRole::Ticker), limits::kCanvasKindsMax);
}

}  // namespace
}  // namespace bangtin
