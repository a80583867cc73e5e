#include "manager/core/expand.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "shared/base/limits.h"
#include "tests/fakes/seeded_random.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;
using Items = std::vector<std::size_t>;

Instant at(std::int64_t ms) { return Instant(Millis(ms)); }
TimeFrame until(std::int64_t ms) { return {at(0), at(ms), 0}; }

/// One playlist that is always on.
Published always(std::vector<Airing> airings, Schedule schedule = {}) {
  return {std::move(schedule), std::move(airings)};
}

std::vector<Stretch> expanded(const std::vector<Published>& playlists, const TimeFrame& frame,
                              bool side_zone = true) {
  auto stretches = expand(playlists, frame, {}, side_zone);
  EXPECT_TRUE(stretches.ok());
  return stretches.ok() ? *stretches : std::vector<Stretch>{};
}

Stretch plays(std::int64_t begin, std::int64_t end, Items main) {
  return {at(begin), at(end), LayoutKind::Standard, std::move(main), {}, {}};
}

TEST(Expand, IsEmptyWhenNothingIsEverValid) {
  EXPECT_TRUE(expanded({}, until(100)).empty());
  EXPECT_TRUE(expanded({always({{0, at(-50), at(0)}, {1, at(100), at(200)}})}, until(100)).empty());
  EXPECT_TRUE(expanded({always({{0, at(0), at(100)}})}, {at(50), at(50), 0}).empty());
}

TEST(Expand, CutsAtEachEdgeAndLeavesGapsOut) {
  const auto stretches = expanded(
      {always({{0, at(-10), at(30)}, {1, at(20), at(40)}, {2, at(60), at(900)}})}, until(100));
  const std::vector<Stretch> wanted = {plays(0, 20, {0}), plays(20, 30, {0, 1}), plays(30, 40, {1}),
                                       plays(60, 100, {2})};
  EXPECT_EQ(stretches, wanted);
}

TEST(Expand, KeepsTheOrderAndRepetitionsOfThePlaylist) {
  const auto stretches =
      expanded({always({{5, at(0), at(9)}, {3, at(0), at(9)}, {5, at(0), at(9)}})}, until(9));
  ASSERT_EQ(stretches.size(), 1u);
  EXPECT_EQ(stretches[0].main, (Items{5, 3, 5}));
}

TEST(Expand, DoesNotCutWhereNothingChanges) {
  EXPECT_EQ(expanded({always({{7, at(0), at(50)}, {7, at(50), at(100)}})}, until(100)),
            (std::vector<Stretch>{plays(0, 100, {7})}));
  Schedule low;
  Schedule high;
  high.priority = 2;
  EXPECT_EQ(expanded({always({{0, at(20), at(50)}}, low), always({{1, at(0), at(100)}}, high)},
                     until(100)),
            (std::vector<Stretch>{plays(0, 100, {1})}))
      << "what is outranked cuts nothing";
}

TEST(Expand, LetsTheHighestPriorityHaveTheZoneAndEqualsShareInOrder) {
  Schedule high;
  high.priority = 5;
  const auto stretches =
      expanded({always({{0, at(0), at(100)}}), always({{1, at(20), at(40)}}, high),
                always({{2, at(0), at(100)}}), always({{3, at(30), at(60)}}, high)},
               until(100));
  const std::vector<Stretch> wanted = {plays(0, 20, {0, 2}), plays(20, 30, {1}),
                                       plays(30, 40, {1, 3}), plays(40, 60, {3}),
                                       plays(60, 100, {0, 2})};
  EXPECT_EQ(stretches, wanted);
}

TEST(Expand, ShowsTheBackgroundOnlyWhereNothingElseIsOn) {
  Schedule background;
  background.priority = Schedule::kPriorityBackground;
  const auto stretches = expanded({always({{0, at(0), at(100)}, {1, at(0), at(60)}}, background),
                                   always({{2, at(20), at(40)}, {3, at(30), at(50), true}})},
                                  until(100));
  const std::vector<Stretch> wanted = {
      plays(0, 20, {0, 1}),
      plays(20, 30, {2}),
      {at(30), at(40), LayoutKind::Standard, {2}, {}, {3}},
      {at(40), at(50), LayoutKind::Standard, {0, 1}, {}, {3}},
      plays(50, 60, {0, 1}),
      plays(60, 100, {0}),
  };
  EXPECT_EQ(stretches, wanted) << "in each zone by itself, and to its own end";
}

TEST(Expand, RanksEachZoneByItself) {
  Schedule high;
  high.priority = 2;
  Schedule side;
  side.zone = PageZone::Side;
  const std::vector<Published> playlists = {always({{0, at(0), at(9)}, {1, at(0), at(9), true}}),
                                            always({{2, at(0), at(9), true}}, high),
                                            always({{3, at(0), at(9)}}, side)};
  EXPECT_EQ(expanded(playlists, until(9)),
            (std::vector<Stretch>{{at(0), at(9), LayoutKind::Side, {0}, {3}, {2}}}));
  EXPECT_EQ(expanded(playlists, until(9), false),
            (std::vector<Stretch>{{at(0), at(9), LayoutKind::Standard, {0, 3}, {}, {2}}}))
      << "without room for a side zone its pages join the main one";
}

TEST(Expand, GivesAFullScreenToWhatAsksForItUnlessItIsOutranked) {
  Schedule full;
  full.layout = LayoutKind::Full;
  full.priority = 3;
  Schedule side;
  side.zone = PageZone::Side;
  side.priority = 9;
  std::vector<Published> playlists = {always({{0, at(0), at(9)}, {1, at(0), at(9), true}}),
                                      always({{2, at(3), at(6)}}, full),
                                      always({{3, at(0), at(9)}}, side)};
  const std::vector<Stretch> wanted = {{at(0), at(3), LayoutKind::Side, {0}, {3}, {1}},
                                       {at(3), at(6), LayoutKind::Full, {2}, {}, {}},
                                       {at(6), at(9), LayoutKind::Side, {0}, {3}, {1}}};
  EXPECT_EQ(expanded(playlists, until(9)), wanted);
  playlists[0].schedule.priority = 4;
  EXPECT_EQ(expanded(playlists, until(9)),
            (std::vector<Stretch>{{at(0), at(9), LayoutKind::Side, {0}, {3}, {1}}}));
  playlists[0].schedule = {{}, 4, LayoutKind::Plain, PageZone::Main};
  EXPECT_EQ(expanded(playlists, until(9)),
            (std::vector<Stretch>{{at(0), at(9), LayoutKind::Plain, {0}, {}, {1}}}));
}

TEST(Expand, DoesNotClearTheScreenForAPlaylistWhoseItemsAreOver) {
  Schedule full;
  full.layout = LayoutKind::Full;
  full.priority = 3;
  EXPECT_EQ(expanded({always({{0, at(0), at(9)}}), always({{1, at(-9), at(0)}}, full)}, until(9)),
            (std::vector<Stretch>{plays(0, 9, {0})}));
}

TEST(Expand, RefusesMoreChangesThanASelectionCanHold) {
  const Instant from = std::chrono::sys_days{std::chrono::year{2026} / 11 / 22};
  const TimeFrame frame{from, from + limits::kExpandHorizon, 420};
  std::vector<Published> playlists;
  for (int i = 0; i < 120; ++i) {
    ScheduleRule rule;
    rule.begin = std::chrono::minutes(i * 12);
    rule.end = rule.begin + 5min;
    playlists.push_back(always({{static_cast<std::size_t>(i), from, frame.until}}, {{rule}}));
  }
  const auto refused = expand(playlists, frame, {});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().key, "playlist.too_long");
}

/// What plays at one minute, by a plain reading of the rule.
Stretch oracle(const std::vector<Published>& playlists, const TimeFrame& frame, Instant t) {
  Stretch now;
  const auto on = [&](const Published& playlist) {
    if (playlist.schedule.rules.empty()) return true;
    const auto minutes = std::chrono::floor<std::chrono::minutes>(t.time_since_epoch()).count() +
                         frame.utc_offset_minutes;
    return std::ranges::any_of(playlist.schedule.rules, [&](const ScheduleRule& rule) {
      const auto time = minutes % 1440;
      if (rule.begin < rule.end) return rule.begin.count() <= time && time < rule.end.count();
      return rule.begin.count() <= time || time < rule.end.count();
    });
  };
  const auto items_of = [&](std::size_t zone) {
    Items items;
    int best = 0;
    bool full = false;
    bool plain = false;
    for (const Published& playlist : playlists) {
      if (!on(playlist)) continue;
      const bool here = zone == 2 || (zone == 1) == (playlist.schedule.zone == PageZone::Side);
      Items own;
      for (const Airing& airing : playlist.airings) {
        const bool valid = airing.valid_from <= t && t < airing.valid_until;
        if (here && valid && airing.ticker == (zone == 2)) own.push_back(airing.item);
      }
      if (own.empty() || playlist.schedule.priority < best) continue;
      if (playlist.schedule.priority > best) {
        best = playlist.schedule.priority;
        items.clear();
        full = plain = false;
      }
      items.insert(items.end(), own.begin(), own.end());
      full = full || playlist.schedule.layout == LayoutKind::Full;
      plain = plain || playlist.schedule.layout == LayoutKind::Plain;
    }
    if (zone == 0 && (full || plain)) now.layout = full ? LayoutKind::Full : LayoutKind::Plain;
    return items;
  };
  now.main = items_of(0);
  if (now.layout == LayoutKind::Full) return now;
  now.ticker = items_of(2);
  if (now.layout == LayoutKind::Plain) return now;
  now.side = items_of(1);
  if (!now.side.empty()) now.layout = LayoutKind::Side;
  return now;
}

TEST(Expand, ADrawnLayoutDividesTheScreenAsItWasDrawn) {
  const Layout with_side{{{ZoneRole::Main, {}}, {ZoneRole::Side, {}}}};
  const Layout with_ticker{{{ZoneRole::Main, {}}, {ZoneRole::Ticker, {}}}};
  Schedule side;
  side.zone = PageZone::Side;
  std::vector<Published> playlists = {always({{0, at(0), at(9)}, {1, at(0), at(9), true}}),
                                      always({{2, at(0), at(9)}}, side),
                                      always({{3, at(0), at(9)}})};
  playlists[0].drawn = &with_side;
  playlists[2].drawn = &with_ticker;
  Stretch wanted{at(0), at(9), LayoutKind::Standard, {0, 3}, {2}, {}, &with_side};
  EXPECT_EQ(expanded(playlists, until(9)), std::vector<Stretch>{wanted}) << "the first published";
  EXPECT_EQ(expanded(playlists, until(9), false), std::vector<Stretch>{wanted})
      << "it has room where the presets have none";
  playlists[0].drawn = nullptr;
  wanted = {at(0), at(9), LayoutKind::Standard, {0, 3}, {}, {1}, &with_ticker};
  EXPECT_EQ(expanded(playlists, until(9)), std::vector<Stretch>{wanted});
  wanted.main = {0, 2, 3};
  EXPECT_EQ(expanded(playlists, until(9), false), std::vector<Stretch>{wanted})
      << "nowhere else, so in main";
}

TEST(Expand, ADrawnLayoutStandsBehindAFullScreenAndBeforeTheOtherPresets) {
  const Layout drawn{{{ZoneRole::Main, {}}}};
  std::vector<Published> playlists = {always({{0, at(0), at(9)}}), always({{1, at(0), at(9)}})};
  playlists[1].drawn = &drawn;
  for (const LayoutKind kind : {LayoutKind::Standard, LayoutKind::Side, LayoutKind::Plain}) {
    playlists[0].schedule.layout = kind;
    EXPECT_EQ(expanded(playlists, until(9)).at(0).drawn, &drawn);
  }
  playlists[0].schedule.layout = LayoutKind::Full;
  EXPECT_EQ(expanded(playlists, until(9)).at(0).drawn, nullptr);
  EXPECT_EQ(expanded(playlists, until(9)).at(0).layout, LayoutKind::Full);
  playlists[0].schedule.layout = LayoutKind::Standard;
  playlists[0].schedule.priority = 5;
  EXPECT_EQ(expanded(playlists, until(9)).at(0).drawn, nullptr) << "outranked";
}

TEST(ExpandProperty, PlaysInEachMinuteWhatTheRuleSays) {
  int playing = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SeededRandom random(seed);
    const Instant from = at(between(random, 0, 1'000'000) * 60'000);
    const TimeFrame frame{from, from + 36h, static_cast<int>(between(random, 0, 28)) * 30};
    std::vector<Published> playlists;
    std::size_t item = 0;
    for (auto left = between(random, 0, 7); left > 0; --left) {
      Published& playlist = playlists.emplace_back();
      playlist.schedule.priority = static_cast<int>(between(random, 1, 3));
      static constexpr LayoutKind kKinds[] = {LayoutKind::Standard, LayoutKind::Plain,
                                              LayoutKind::Full};
      playlist.schedule.layout = kKinds[random.below(3)];
      if (playlist.schedule.layout == LayoutKind::Standard && chance(random, 40)) {
        playlist.schedule.zone = PageZone::Side;
      }
      for (auto rules = between(random, 0, 3); rules > 0; --rules) {
        ScheduleRule& rule = playlist.schedule.rules.emplace_back();
        rule.begin = std::chrono::minutes(between(random, 0, 1439));
        rule.end = std::chrono::minutes(between(random, 1, 1440));
      }
      for (auto airings = between(random, 0, 4); airings > 0; --airings) {
        const Instant begin = from + std::chrono::minutes(between(random, -600, 2000));
        playlist.airings.push_back({item++, begin,
                                    begin + std::chrono::minutes(between(random, 0, 1500)),
                                    chance(random, 30)});
      }
    }
    const std::vector<Stretch> stretches = expanded(playlists, frame);
    std::size_t next = 0;
    for (Instant t = frame.from; t < frame.until; t += 1min) {
      while (next < stretches.size() && stretches[next].end <= t) ++next;
      Stretch got;
      if (next < stretches.size() && stretches[next].begin <= t) got = stretches[next];
      playing += !got.main.empty();
      Stretch wanted = oracle(playlists, frame, t);
      const bool nothing = wanted.main.empty() && wanted.side.empty() && wanted.ticker.empty();
      if (nothing) wanted = {};
      wanted.begin = got.begin;
      wanted.end = got.end;
      ASSERT_EQ(got, wanted) << "seed " << seed;
    }
    for (std::size_t i = 1; i < stretches.size(); ++i) {
      Stretch moved = stretches[i];
      moved.begin = stretches[i - 1].begin;
      moved.end = stretches[i - 1].end;
      const bool touch = stretches[i - 1].end == stretches[i].begin;
      ASSERT_LE(stretches[i - 1].end, stretches[i].begin);
      ASSERT_FALSE(touch && moved == stretches[i - 1]) << "neighbours differ";
    }
  }
  EXPECT_GT(playing, 100'000);
}

}  // namespace
}  // namespace bangtin
