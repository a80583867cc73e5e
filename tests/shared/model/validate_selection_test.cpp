#include <gtest/gtest.h>

#include <functional>

#include "shared/base/limits.h"
#include "shared/model/validate.h"
#include "tests/fakes/sample_manifest.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

std::string told(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) text += problem.field + ":" + problem.key + " ";
  if (!text.empty()) text.pop_back();
  return text;
}

std::string after(const std::function<void(Selection&)>& change) {
  Selection selection = sample::manifest().selection;
  change(selection);
  return told(validate(selection));
}

std::string manifest_after(const std::function<void(Manifest&)>& change) {
  Manifest manifest = sample::manifest();
  change(manifest);
  return told(validate(manifest));
}

TEST(ValidateSelection, FindsNothingWrongWithTheSample) {
  EXPECT_EQ(after([](auto&) {}), "");
}

TEST(ValidateSelection, ChecksItsHead) {
  EXPECT_EQ(after([](auto& s) { s.board.text = "A"; }), "board:rule.id");
  EXPECT_EQ(after([](auto& s) { s.generation = 0; }), "generation:rule.number");
  EXPECT_EQ(after([](auto& s) { s.issued_at = Instant::min(); }), "issued_at:rule.time_range");
  EXPECT_EQ(after([](auto& s) { s.utc_offset_minutes = 841; }),
            "utc_offset_minutes:rule.utc_offset");
  EXPECT_EQ(after([](auto& s) { s.utc_offset_minutes = -721; }),
            "utc_offset_minutes:rule.utc_offset");
  EXPECT_EQ(after([](auto& s) { s.place.commune_code = "1"; }),
            "place.commune_code:rule.commune_code");
  EXPECT_EQ(after([](auto& s) { s.place.province_code = ""; }),
            "place.province_code:rule.province_code");
  EXPECT_EQ(after([](auto& s) { s.place.agency = "\n"; }), "place.agency:rule.text_missing");
  for (const Size size : {Size{4'097, 480}, Size{600, 4'097}}) {
    EXPECT_EQ(after([&](auto& s) { s.canvas_px = size; }), "canvas_px:rule.canvas_size");
  }
  EXPECT_TRUE(after([&](auto& s) { s.canvas_px = {63, 480}; }).starts_with("canvas_px:"));
}

TEST(ValidateSelection, WantsEachItemOnce) {
  EXPECT_EQ(after([](auto& s) { s.items.push_back(s.items[0]); }), "items[3]:rule.item_twice");
}

TEST(ValidateSelection, WantsListsWithinTheirBounds) {
  EXPECT_EQ(after([](auto& s) { s.items.resize(limits::kItemsPerManifestMax + 1); }),
            "items:rule.list_too_long");
  EXPECT_EQ(after([](auto& s) { s.layouts.resize(limits::kLayoutsMax + 1); }),
            "layouts:rule.list_too_long");
  EXPECT_EQ(after([](auto& s) { s.playlists.resize(limits::kPlaylistsMax + 1); }),
            "playlists:rule.list_too_long");
  EXPECT_EQ(after([](auto& s) { s.programs.resize(limits::kProgramsMax + 1); }),
            "programs:rule.list_too_long");
  EXPECT_EQ(after([](auto& s) { s.windows.resize(limits::kWindowsMax + 1); }),
            "windows:rule.list_too_long");
  EXPECT_EQ(after([](auto& s) {
              s.playlists[0].entries.resize(limits::kPlaylistEntriesMax + 1, {0, 0, 10s});
            }),
            "playlists[0].entries:rule.entries_too_many");
}

TEST(ValidateSelection, WantsZonesInsideTheCanvasAndApart) {
  constexpr int kMax = 2147483647;
  for (const Rect rect :
       {Rect{-1, 0, 10, 10}, Rect{0, -1, 10, 10}, Rect{0, 0, 0, 10}, Rect{0, 0, 10, -10},
        Rect{591, 0, 10, 10}, Rect{0, 471, 10, 10}, Rect{1, 0, kMax, 10}, Rect{kMax, 0, kMax, 10},
        Rect{0, 0, -kMax - 1, 1}}) {
    EXPECT_EQ(after([&](auto& s) { s.layouts[0].zones[0].rect_px = rect; }),
              "layouts[0].zones[0]:rule.zone_outside");
  }
  EXPECT_EQ(after([](auto& s) { s.layouts[0].zones[0].rect_px.height_px = 41; }),
            "layouts[0].zones[1]:rule.zone_overlap");
  EXPECT_EQ(after([](auto& s) { s.layouts.push_back({}); }), "layouts[1].zones:rule.zone_count");
  EXPECT_EQ(after([](auto& s) {
              s.layouts.push_back({});
              for (int i = 0; i < 13; ++i) {
                s.layouts[1].zones.push_back({ZoneRole::Main, {i, 0, 1, 1}});
              }
            }),
            "layouts[1].zones:rule.zone_count");
}

TEST(ValidateSelection, WantsIndexesThatExist) {
  EXPECT_EQ(after([](auto& s) { s.playlists[0].entries[1].item = 3; }),
            "playlists[0].entries[1].item:rule.index");
  EXPECT_EQ(after([](auto& s) { s.programs[0].layout = 1; }), "programs[0].layout:rule.index");
  EXPECT_EQ(after([](auto& s) { s.programs[0].playlists[1] = 2; }),
            "programs[0].playlists[1]:rule.index");
  EXPECT_EQ(after([](auto& s) { s.programs[0].playlists[0] = 0; }),
            "programs[0].playlists[0]:rule.index")
      << "a header plays nothing";
  EXPECT_EQ(after([](auto& s) { s.programs[0].playlists[1] = Program::kNoPlaylist; }), "");
  EXPECT_EQ(after([](auto& s) { s.programs[0].playlists.pop_back(); }),
            "programs[0].playlists:rule.program_zones");
  EXPECT_EQ(after([](auto& s) { s.windows[0].program = 1; }), "windows[0].program:rule.index");
  EXPECT_EQ(after([](auto& s) { s.playlists[1].entries[0].duration = 999ms; }),
            "playlists[1].entries[0].duration:rule.duration");
}

TEST(ValidateSelection, WantsWindowsSortedAndApart) {
  const auto two = [](Millis begin, Millis end) {
    return after([&](auto& s) {
      s.windows.push_back({sample::midnight() + begin, sample::midnight() + end, 0});
    });
  };
  EXPECT_EQ(two(12h, 13h), "");
  EXPECT_EQ(two(12h - 1ms, 13h), "windows[1]:rule.window_overlap");
  EXPECT_EQ(two(-2h, -1h), "windows[1]:rule.window_overlap");
  EXPECT_EQ(two(13h, 13h), "windows[1]:rule.window_order");
  EXPECT_EQ(after([](auto& s) { s.windows[0].begin = Instant::min(); }),
            "windows[0]:rule.time_range");
}

TEST(ValidateSelection, KnowsForEachZoneHowLongItsPlaylistHadRun) {
  const auto ran = [](std::vector<Millis> list) {
    return after([&](Selection& s) { s.windows[0].ran = std::move(list); });
  };
  EXPECT_EQ(ran({}), "");
  EXPECT_EQ(ran({0ms, 5s, 400 * 24h}), "");
  EXPECT_EQ(ran({0ms, 5s}), "windows[0].ran:rule.window_ran");
  EXPECT_EQ(ran({0ms, 5s, -1ms}), "windows[0].ran:rule.window_ran");
  EXPECT_EQ(ran({0ms, 5s, Millis::max()}), "windows[0].ran:rule.window_ran");
}

TEST(ValidateSelection, TellsNoMoreThanAPersonCanRead) {
  Selection selection = sample::manifest().selection;
  selection.windows.assign(limits::kWindowsMax, {Instant{}, Instant{}, 9});
  EXPECT_EQ(validate(selection).size(), limits::kProblemsMax);
}

TEST(ValidateManifest, FindsNothingWrongWithTheSample) {
  EXPECT_EQ(manifest_after([](auto&) {}), "");
}

TEST(ValidateManifest, WantsAsManyItemsAsTheSelectionNames) {
  EXPECT_EQ(manifest_after([](auto& m) { m.items.pop_back(); }), "items:rule.items_count");
  EXPECT_EQ(manifest_after([](auto& m) { m.items.push_back(m.items[0]); }),
            "items:rule.items_count");
}

TEST(ValidateManifest, LooksIntoItsPartsToo) {
  EXPECT_EQ(manifest_after([](auto& m) { m.selection.generation = 0; }), "generation:rule.number");
  EXPECT_EQ(manifest_after([](auto& m) { m.items[1].number = 0; }), "items[1].number:rule.number");
}

TEST(ValidateManifest, WantsTickersInTickerZonesOnly) {
  EXPECT_EQ(manifest_after([](auto& m) {
              m.selection.programs[0].playlists = {Program::kNoPlaylist, 1, 1};
            }),
            "playlists[1].entries[0]:rule.entry_kind");
  EXPECT_EQ(manifest_after([](auto& m) {
              m.selection.playlists[1].entries[0] = {0, 0, 10s};
            }),
            "playlists[1].entries[0]:rule.entry_kind");
}

TEST(ValidateManifest, WantsEachEntrysPageAndItsDuration) {
  EXPECT_EQ(manifest_after([](auto& m) { m.selection.playlists[0].entries[0].page = 3; }),
            "playlists[0].entries[0].page:rule.entry_page");
  EXPECT_EQ(manifest_after([](auto& m) { m.items[2].paginations.clear(); }),
            "playlists[1].entries[0].page:rule.entry_page");
  EXPECT_EQ(manifest_after([](auto& m) { m.selection.playlists[0].entries[4].duration = 11s; }),
            "playlists[0].entries[4].duration:rule.entry_duration");
}

TEST(ValidateManifest, TakesAnExpiredItemInAnOtherwiseGoodPlaylist) {
  EXPECT_EQ(
      manifest_after([](auto& m) { m.items[0].content.valid_until = sample::midnight() - 12h; }),
      "");
}

}  // namespace
}  // namespace bangtin
