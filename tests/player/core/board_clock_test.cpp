#include "player/core/board_clock.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

using namespace std::chrono_literals;

constexpr Instant kNoon = std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 12h;
constexpr Monotonic kStart{};

TEST(BoardClock, FollowsAWallClockThatRuns) {
  BoardClock clock(Instant{});
  for (int i = 0; i < 100; ++i) {
    const auto reading = clock.read(kNoon + Millis(17 * i), kStart + Millis(17 * i));
    EXPECT_EQ(reading.now, kNoon + Millis(17 * i));
    EXPECT_FALSE(reading.moved_from.has_value());
  }
}

TEST(BoardClock, CarriesTheFloorOnWhenTheWallClockIsAt1970) {
  BoardClock clock(kNoon);
  EXPECT_EQ(clock.read(Instant{}, kStart).now, kNoon);
  const auto later = clock.read(Instant{} + 90s, kStart + 90s);
  EXPECT_EQ(later.now, kNoon + 90s);
  EXPECT_FALSE(later.moved_from.has_value());
}

TEST(BoardClock, TakesAWallClockThatIsSetAheadAtOnceAndSaysSo) {
  BoardClock clock(kNoon);
  (void)clock.read(Instant{}, kStart);
  const auto reading = clock.read(kNoon + 72h, kStart + 10s);
  EXPECT_EQ(reading.now, kNoon + 72h);
  EXPECT_EQ(reading.moved_from, kNoon + 10s);
}

TEST(BoardClock, ShowsNothingOfAClockThatJumpsBackAndForth) {
  BoardClock clock(Instant{});
  (void)clock.read(kNoon, kStart);
  const auto back = clock.read(kNoon - 1h + 1s, kStart + 1s);
  EXPECT_EQ(back.now, kNoon + 1s);
  EXPECT_FALSE(back.moved_from.has_value());
  const auto forth = clock.read(kNoon + 2s, kStart + 2s);
  EXPECT_EQ(forth.now, kNoon + 2s);
  EXPECT_FALSE(forth.moved_from.has_value());
}

TEST(BoardClock, BelievesAWallClockThatStaysBehind) {
  BoardClock clock(Instant{});
  (void)clock.read(kNoon + 24h * 3650, kStart);  // Wrong by ten years.
  const auto patience = BoardClock::kBackwardPatience;
  (void)clock.read(kNoon, kStart + 1s);
  const auto waiting = clock.read(kNoon + patience - 1s, kStart + patience);
  EXPECT_EQ(waiting.now, kNoon + 24h * 3650 + patience);
  const auto healed = clock.read(kNoon + patience, kStart + 1s + patience);
  EXPECT_EQ(healed.now, kNoon + patience);
  EXPECT_EQ(healed.moved_from, kNoon + 24h * 3650 + 1s + patience);
}

TEST(BoardClock, NeverGoesBelowTheFloorHoweverLongTheWallClockStaysBehind) {
  BoardClock clock(Instant{});
  (void)clock.read(kNoon, kStart);
  clock.raise_floor(kNoon - 1h, kStart);
  Instant last{};
  for (auto passed = 0s; passed < 3h; passed += 30s) {
    last = clock.read(Instant{} + passed, kStart + passed).now;
    EXPECT_GE(last, kNoon - 1h + passed);
  }
  EXPECT_EQ(last, kNoon - 1h + 3h - 30s) << "the floor, carried on";
}

TEST(BoardClock, RaisesTimeToANewlyVerifiedFloor) {
  BoardClock clock(kNoon);
  (void)clock.read(Instant{}, kStart);
  clock.raise_floor(kNoon + 5h, kStart + 1s);
  const auto reading = clock.read(Instant{}, kStart + 3s);
  EXPECT_EQ(reading.now, kNoon + 5h + 2s);
  EXPECT_TRUE(reading.moved_from.has_value());
  clock.raise_floor(kNoon, kStart + 4s);
  EXPECT_EQ(clock.read(Instant{}, kStart + 4s).now, kNoon + 5h + 3s)
      << "an older one changes nothing";
}

TEST(BoardClock, NeverGoesBackUnlessItSaysSo) {
  std::uint64_t state = 42;
  const auto next = [&](std::uint64_t bound) {
    state = state * 6364136223846793005ull + 1442695040888963407ull;
    return (state >> 33) % bound;
  };
  BoardClock clock(kNoon);
  Instant last{};
  Instant wall = kNoon;
  Monotonic monotonic = kStart;
  for (int i = 0; i < 200'000; ++i) {
    const auto passed = Millis(next(2'000));
    monotonic += passed;
    wall += passed;
    if (next(50) == 0) wall += Millis(std::int64_t(next(7'200'000)) - 3'600'000);
    if (next(5'000) == 0) wall = Instant{};
    const auto reading = clock.read(wall, monotonic);
    if (!reading.moved_from) {
      ASSERT_GE(reading.now, last) << i;
    }
    ASSERT_GE(reading.now, kNoon);
    last = reading.now;
  }
}

}  // namespace
}  // namespace bangtin
