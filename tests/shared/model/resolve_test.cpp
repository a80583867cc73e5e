#include "shared/model/resolve.h"

#include <gtest/gtest.h>

#include "tests/fakes/sample_manifest.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;
using Content = ZoneScene::Content;

const Instant kMidnight = sample::midnight();

/// The sample with one zone of this role that plays these entries from midnight to noon.
Manifest one_zone(ZoneRole role, std::vector<PlaylistEntry> entries) {
  Manifest manifest = sample::manifest();
  manifest.selection.layouts = {{{{role, {0, 0, 600, 480}}}}};
  manifest.selection.playlists = {{std::move(entries)}};
  manifest.selection.programs = {{0, {0}}};
  return manifest;
}

TEST(Resolve, ShowsTheCardUntilTheFirstWindowBegins) {
  const Manifest manifest = sample::manifest();
  const Resolved before = resolve(manifest, kMidnight - 1ms);
  EXPECT_EQ(before.scene, Scene{});
  EXPECT_EQ(before.valid_until, kMidnight);
  EXPECT_EQ(resolve(manifest, kMidnight - 100h).valid_until, kMidnight - 76h);
}

TEST(Resolve, ShowsTheCardAfterTheLastWindowAndLooksAgainWithinADay) {
  const Resolved after = resolve(sample::manifest(), kMidnight + 12h);
  EXPECT_EQ(after.scene, Scene{});
  EXPECT_EQ(after.valid_until, kMidnight + 36h);
  EXPECT_EQ(resolve(sample::manifest(), kMidnight + 12h - 1ms).valid_until, kMidnight + 12h);
}

TEST(Resolve, ShowsEachZoneOfTheLayout) {
  const Resolved resolved = resolve(sample::manifest(), kMidnight + 25s);
  ASSERT_EQ(resolved.scene.kind, Scene::Kind::Layout);
  ASSERT_EQ(resolved.scene.zones.size(), 3u);
  EXPECT_EQ(resolved.scene.zones[0],
            (ZoneScene{Content::Header, 0, 0, 0, kMidnight, kMidnight + 1min}));
  EXPECT_EQ(resolved.scene.zones[1],
            (ZoneScene{Content::Page, 1, 0, 2, kMidnight + 20s, kMidnight + 30s}));
  EXPECT_EQ(resolved.scene.zones[2],
            (ZoneScene{Content::Ticker, 2, 2, 0, kMidnight + 20s, kMidnight + 30s}));
  EXPECT_EQ(resolved.valid_until, kMidnight + 30s);
}

TEST(Resolve, RepeatsThePlaylistFromTheWindowsBegin) {
  const Manifest manifest = sample::manifest();
  for (int page = 0; page < 20; ++page) {
    const Instant begin = kMidnight + page * 10s;
    for (const Millis into : {0ms, 1ms, 9'999ms}) {
      const ZoneScene zone = resolve(manifest, begin + into).scene.zones[1];
      EXPECT_EQ(zone.item, page % 5 < 3 ? 0u : 1u);
      EXPECT_EQ(zone.page, static_cast<std::uint32_t>(page % 5 < 3 ? page % 5 : page % 5 - 3));
      EXPECT_EQ(zone.since, begin);
      EXPECT_EQ(zone.until, begin + 10s);
    }
  }
}

TEST(Resolve, DropsAnItemAtTheMillisecondItEndsAndTakesItAtTheMillisecondItBegins) {
  Manifest manifest = one_zone(ZoneRole::Main, {{0, 0, 10s}, {1, 0, 10s}});
  manifest.items[0].content.valid_until = kMidnight + 25s;
  EXPECT_EQ(resolve(manifest, kMidnight + 25s - 1ms).scene.zones[0].item, 0u);
  EXPECT_EQ(resolve(manifest, kMidnight + 24s).valid_until, kMidnight + 25s);
  EXPECT_EQ(resolve(manifest, kMidnight + 25s).scene.zones[0].item, 1u);

  manifest.items[0].content.valid_from = kMidnight + 5s;
  manifest.items[0].content.valid_until = kMidnight + 1h;
  EXPECT_EQ(resolve(manifest, kMidnight + 5s - 1ms).scene.zones[0].item, 1u);
  EXPECT_EQ(resolve(manifest, kMidnight + 4s).valid_until, kMidnight + 5s);
  EXPECT_EQ(resolve(manifest, kMidnight + 5s).scene.zones[0].item, 0u);
}

TEST(Resolve, PlaysOnWithoutAnExpiredItem) {
  Manifest manifest = sample::manifest();
  manifest.items[0].content.valid_until = kMidnight;
  const Resolved resolved = resolve(manifest, kMidnight + 15s);
  EXPECT_EQ(resolved.scene.zones[1],
            (ZoneScene{Content::Page, 1, 1, 1, kMidnight + 10s, kMidnight + 20s}));
}

TEST(Resolve, LetsAPageAloneStandUntilSomethingChanges) {
  Manifest manifest = one_zone(ZoneRole::Main, {{0, 0, 10s}});
  for (const Millis into : {0ms, 9'999ms, 10'000ms, 7'200'000ms}) {
    const Resolved resolved = resolve(manifest, kMidnight + into);
    EXPECT_EQ(resolved.scene.zones[0].since, kMidnight);
    EXPECT_EQ(resolved.scene.zones[0].until, kMidnight + 12h);
    EXPECT_EQ(resolved.valid_until, kMidnight + 12h);
  }
  // Another item of the playlist that becomes valid later ends the stillness.
  manifest.selection.playlists[0].entries.push_back({1, 0, 10s});
  manifest.items[1].content.valid_from = kMidnight + 3h;
  EXPECT_EQ(resolve(manifest, kMidnight + 1h).valid_until, kMidnight + 3h);
  EXPECT_EQ(resolve(manifest, kMidnight + 1h).scene.zones[0].until, kMidnight + 3h);
}

TEST(Resolve, WakesForTheMinuteOnlyWhereAHeaderShowsIt) {
  Manifest manifest = one_zone(ZoneRole::Main, {{0, 0, 10s}});
  auto& zones = manifest.selection.layouts[0].zones;
  zones = {{ZoneRole::Main, {0, 40, 600, 440}}, {ZoneRole::Header, {0, 0, 600, 40}}};
  manifest.selection.programs[0].playlists = {0, Program::kNoPlaylist};
  const Resolved resolved = resolve(manifest, kMidnight + 90s);
  EXPECT_EQ(resolved.valid_until, kMidnight + 2min);
  EXPECT_EQ(resolved.scene.zones[1].since, kMidnight + 1min);
}

TEST(Resolve, StartsATickerAloneAnewForEachRun) {
  const Manifest manifest = one_zone(ZoneRole::Ticker, {{2, 0, 10s}});
  const Resolved resolved = resolve(manifest, kMidnight + 25s);
  EXPECT_EQ(resolved.scene.zones[0],
            (ZoneScene{Content::Ticker, 0, 2, 0, kMidnight + 20s, kMidnight + 30s}));
}

TEST(Resolve, KeepsTickersAndPagesInTheirOwnZones) {
  EXPECT_EQ(resolve(one_zone(ZoneRole::Ticker, {{0, 0, 10s}}), kMidnight).scene.zones[0].content,
            Content::Empty);
  EXPECT_EQ(resolve(one_zone(ZoneRole::Main, {{2, 0, 10s}}), kMidnight).scene.zones[0].content,
            Content::Empty);
}

TEST(Resolve, ShowsAnEmptyZoneWhereNothingIsValid) {
  Manifest manifest = one_zone(ZoneRole::Main, {{0, 0, 10s}});
  manifest.items[0].content.valid_from = kMidnight + 2h;
  const Resolved resolved = resolve(manifest, kMidnight + 1h);
  EXPECT_EQ(resolved.scene.kind, Scene::Kind::Layout);
  EXPECT_EQ(resolved.scene.zones[0], (ZoneScene{}));
  EXPECT_EQ(resolved.valid_until, kMidnight + 2h);
  EXPECT_EQ(resolve(one_zone(ZoneRole::Main, {}), kMidnight).scene.zones[0], (ZoneScene{}));
}

TEST(Resolve, PassesOverEntriesThatNoRuleAllows) {
  const Manifest manifest = one_zone(ZoneRole::Main, {{99, 0, 10s},
                                                      {0, 0, 0s},
                                                      {0, 1, -10s},
                                                      {0, 2, 25h},
                                                      {1, 1, 24h},
                                                      {0, 0, Millis::max()},
                                                      {0, 0, Millis::min()}});
  const Resolved resolved = resolve(manifest, kMidnight + 1h);
  EXPECT_EQ(resolved.scene.zones[0],
            (ZoneScene{Content::Page, 0, 1, 1, kMidnight, kMidnight + 12h}));
}

TEST(Resolve, ShowsTheCardForAWindowWithoutProgramLayoutOrZones) {
  for (int what = 0; what < 3; ++what) {
    Manifest manifest = sample::manifest();
    if (what == 0) manifest.selection.windows[0].program = 1;
    if (what == 1) manifest.selection.programs[0].layout = 1;
    if (what == 2) manifest.selection.layouts[0].zones.clear();
    EXPECT_EQ(resolve(manifest, kMidnight + 1h).scene, Scene{});
    EXPECT_EQ(resolve(manifest, kMidnight + 1h).valid_until, kMidnight + 25h);
  }
}

TEST(Resolve, LetsALaterWindowTakeOverFromAnOverlongOne) {
  Manifest manifest = sample::manifest();
  manifest.selection.windows.push_back({kMidnight + 15s, kMidnight + 20s, 0});
  EXPECT_EQ(resolve(manifest, kMidnight + 14s).valid_until, kMidnight + 15s);
  EXPECT_EQ(resolve(manifest, kMidnight + 15s).scene.zones[1].since, kMidnight + 15s);
  EXPECT_EQ(resolve(manifest, kMidnight + 20s).scene, Scene{});
}

TEST(Resolve, CountsFromAWindowThatBeganAtTheDawnOfTime) {
  Manifest manifest = sample::manifest();
  manifest.selection.windows[0] = {Instant::min(), Instant::max(), 0};
  const Resolved resolved = resolve(manifest, kMidnight);
  const ZoneScene& zone = resolved.scene.zones[1];
  EXPECT_LE(zone.since, kMidnight);
  EXPECT_GT(zone.until, kMidnight);
  const auto since_begin = static_cast<std::uint64_t>(zone.since.time_since_epoch().count()) -
                           static_cast<std::uint64_t>(Instant::min().time_since_epoch().count());
  EXPECT_EQ(since_begin % 10'000, 0u);
}

TEST(Resolve, AnswersAtTheEndsOfTime) {
  Manifest manifest = sample::manifest();
  manifest.selection.windows[0] = {Instant::min(), Instant::max(), 0};
  EXPECT_EQ(resolve(manifest, Instant::min()).scene, Scene{});
  EXPECT_EQ(resolve(manifest, Instant::min()).valid_until, Instant::min() + 24h);
  EXPECT_EQ(resolve(manifest, Instant::max()).valid_until, Instant::max());
  EXPECT_EQ(resolve(manifest, Instant::max() - 1ms).valid_until, Instant::max());
  const Instant year_10000 = std::chrono::sys_days{std::chrono::year{10'000} / 1 / 1};
  EXPECT_EQ(resolve(manifest, year_10000 - 1ms).scene.kind, Scene::Kind::Layout);
  EXPECT_EQ(resolve(manifest, year_10000 - 1ms).valid_until, year_10000);
  EXPECT_EQ(resolve(manifest, year_10000).scene, Scene{});
  const Instant year_0 = std::chrono::sys_days{std::chrono::year{0} / 1 / 1};
  EXPECT_EQ(resolve(manifest, year_0 - 1ms).valid_until, year_0);
  EXPECT_EQ(resolve(manifest, year_0).scene.kind, Scene::Kind::Layout);
}

TEST(Resolve, EndsAStillPageWhereTheNextWindowOrTheCalendarEnds) {
  Manifest manifest = one_zone(ZoneRole::Main, {{0, 0, 10s}});
  manifest.selection.windows.push_back({kMidnight + 1h, kMidnight + 13h, 0});
  EXPECT_EQ(resolve(manifest, kMidnight).scene.zones[0].until, kMidnight + 1h);

  const Instant year_10000 = std::chrono::sys_days{std::chrono::year{10'000} / 1 / 1};
  manifest.selection.windows = {{kMidnight, Instant::max(), 0}};
  manifest.items[0].content.valid_until = Instant::max();
  EXPECT_EQ(resolve(manifest, year_10000 - 3h).valid_until, year_10000);
}

TEST(Resolve, IsSilentInQuietTimesAndDarkInOffTimes) {
  Manifest manifest = one_zone(ZoneRole::Main, {{0, 0, 10s}});
  manifest.selection.quiet = {{kMidnight - 2h, kMidnight + 1h}, {kMidnight + 1h, kMidnight + 2h}};
  manifest.selection.panel_off = {{kMidnight + 3h, kMidnight + 4h}};
  EXPECT_TRUE(resolve(manifest, kMidnight - 2h - 1ms).scene.sound);
  EXPECT_EQ(resolve(manifest, kMidnight - 3h).valid_until, kMidnight - 2h);
  EXPECT_FALSE(resolve(manifest, kMidnight - 2h).scene.sound) << "the card is silent too";
  EXPECT_FALSE(resolve(manifest, kMidnight + 1h).scene.sound);
  EXPECT_EQ(resolve(manifest, kMidnight + 1h).valid_until, kMidnight + 2h);
  EXPECT_TRUE(resolve(manifest, kMidnight + 2h).scene.sound);
  EXPECT_TRUE(resolve(manifest, kMidnight + 2h).scene.panel_on);
  EXPECT_EQ(resolve(manifest, kMidnight + 2h).valid_until, kMidnight + 3h);
  EXPECT_FALSE(resolve(manifest, kMidnight + 3h).scene.panel_on);
  EXPECT_EQ(resolve(manifest, kMidnight + 3h).valid_until, kMidnight + 4h);
  EXPECT_TRUE(resolve(manifest, kMidnight + 4h).scene.panel_on);
}

TEST(Resolve, PlaysPagesBesideTheMainZone) {
  const Manifest manifest = one_zone(ZoneRole::Side, {{0, 0, 10s}, {1, 0, 10s}, {2, 0, 10s}});
  EXPECT_EQ(resolve(manifest, kMidnight + 15s).scene.zones[0],
            (ZoneScene{Content::Page, 0, 1, 0, kMidnight + 10s, kMidnight + 20s}));
  EXPECT_EQ(resolve(manifest, kMidnight + 20s).scene.zones[0].item, 0u) << "no ticker at the side";
}

TEST(Resolve, GoesOnWhereThePlaylistWasBeforeTheWindow) {
  Manifest manifest = one_zone(ZoneRole::Main, {{0, 0, 10s}, {1, 0, 10s}});
  manifest.selection.windows = {{kMidnight, kMidnight + 12s, 0},
                                {kMidnight + 12s, kMidnight + 12h, 0, {12s}}};
  EXPECT_EQ(resolve(manifest, kMidnight + 11s).scene.zones[0].since, kMidnight + 10s);
  EXPECT_EQ(resolve(manifest, kMidnight + 12s).scene.zones[0],
            (ZoneScene{Content::Page, 0, 1, 0, kMidnight + 10s, kMidnight + 20s}));
  EXPECT_EQ(resolve(manifest, kMidnight + 20s).scene.zones[0].item, 0u);

  manifest = one_zone(ZoneRole::Main, {{0, 0, 10s}});
  manifest.selection.windows[0].ran = {1h};
  EXPECT_EQ(resolve(manifest, kMidnight).scene.zones[0].since, kMidnight - 1h) << "alone";
  manifest.selection.windows[0].ran = {Millis::min()};
  EXPECT_EQ(resolve(manifest, kMidnight).scene.zones[0].since, kMidnight);
  manifest.selection.windows[0] = {Instant::min(), Instant::max(), 0, {1h}};
  EXPECT_EQ(resolve(manifest, kMidnight).scene.zones[0].since, Instant::min());
}

TEST(Resolve, ShowsTheCardForAnEmptyManifest) {
  const Resolved resolved = resolve(Manifest{}, kMidnight);
  EXPECT_EQ(resolved.scene, Scene{});
  EXPECT_EQ(resolved.valid_until, kMidnight + 24h);
}

}  // namespace
}  // namespace bangtin
