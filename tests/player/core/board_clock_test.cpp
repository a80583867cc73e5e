#include "player/core/board_clock.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

using namespace std::chrono_literals;

constexpr Instant kNoon = std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 12h;
constexpr Monotonic kStart{};

TEST(BoardClock, FollowsAWallClockThatRuns) {
  BoardClock clock({});
  for (int i = 0; i < 100; ++i) {
    const auto reading = clock.read(kNoon + Millis(17 * i), kStart + Millis(17 * i));
    EXPECT_EQ(reading.now, kNoon + Millis(17 * i));
    EXPECT_FALSE(reading.moved_from.has_value());
  }
}

TEST(BoardClock, CarriesTheFloorOnWhenTheWallClockIsAt1970) {
  BoardClock clock({kNoon, {}});
  EXPECT_EQ(clock.read(Instant{}, kStart).now, kNoon);
  const auto later = clock.read(Instant{} + 90s, kStart + 90s);
  EXPECT_EQ(later.now, kNoon + 90s);
  EXPECT_FALSE(later.moved_from.has_value());
}

TEST(BoardClock, TakesAWallClockThatIsSetAheadAtOnceAndSaysSo) {
  BoardClock clock({kNoon, {}});
  (void)clock.read(Instant{}, kStart);
  const auto reading = clock.read(kNoon + 72h, kStart + 10s);
  EXPECT_EQ(reading.now, kNoon + 72h);
  EXPECT_EQ(reading.moved_from, kNoon + 10s);
}

TEST(BoardClock, ShowsNothingOfAClockThatJumpsBackAndForth) {
  BoardClock clock({});
  (void)clock.read(kNoon, kStart);
  const auto back = clock.read(kNoon - 1h + 1s, kStart + 1s);
  EXPECT_EQ(back.now, kNoon + 1s);
  EXPECT_FALSE(back.moved_from.has_value());
  const auto forth = clock.read(kNoon + 2s, kStart + 2s);
  EXPECT_EQ(forth.now, kNoon + 2s);
  EXPECT_FALSE(forth.moved_from.has_value());
}

TEST(BoardClock, BelievesAWallClockThatStaysBehind) {
  BoardClock clock({});
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
  BoardClock clock({});
  (void)clock.read(kNoon, kStart);
  clock.raise_floor(kNoon - 1h, kStart);
  Instant last{};
  for (auto passed = 0s; passed < 3h; passed += 30s) {
    last = clock.read(Instant{} + passed, kStart + passed).now;
    EXPECT_GE(last, kNoon - 1h + passed);
  }
  EXPECT_EQ(last, kNoon + 3h - 30s) << "a clock below the floor says nothing: time passes";
}

TEST(BoardClock, RaisesTimeToANewlyVerifiedFloor) {
  BoardClock clock({kNoon, {}});
  (void)clock.read(Instant{}, kStart);
  clock.raise_floor(kNoon + 5h, kStart + 1s);
  const auto reading = clock.read(Instant{}, kStart + 3s);
  EXPECT_EQ(reading.now, kNoon + 5h + 2s);
  EXPECT_TRUE(reading.moved_from.has_value());
  clock.raise_floor(kNoon, kStart + 4s);
  EXPECT_EQ(clock.read(Instant{}, kStart + 4s).now, kNoon + 5h + 3s)
      << "an older one changes nothing";
}

TEST(BoardClock, IsUnknownWhileTheSystemsClockSaysNothing) {
  BoardClock clock({kNoon, kNoon + 3h});
  const auto first = clock.read(Instant{}, kStart);
  EXPECT_EQ(first.state, ClockState::Unknown);
  EXPECT_EQ(first.now, kNoon + 3h) << "what was believed last";
  EXPECT_EQ(clock.read(Instant{} + 20min, kStart + 20min).now, kNoon + 3h + 20min);
  const auto set = clock.read(kNoon + 72h, kStart + 21min);
  EXPECT_EQ(set.state, ClockState::CarriedOver);
  EXPECT_EQ(set.now, kNoon + 72h) << "the first that says anything is followed";
  EXPECT_EQ(clock.read(Instant{}, kStart + 22min).state, ClockState::CarriedOver);
}

TEST(BoardClock, MayBeADayLateWhileItIsUnknown) {
  BoardClock clock({kNoon, kNoon + 3h});
  EXPECT_EQ(clock.read(Instant{}, kStart).doubt, kNoon + 27h);
  EXPECT_EQ(clock.read(Instant{}, kStart + 20min + 1s).doubt, kNoon + 27h + 21min)
      << "up to the minute";
  EXPECT_FALSE(clock.read(kNoon + 4h, kStart + 30min).doubt.has_value()) << "the clock was set";
}

TEST(BoardClock, IsInNoDoubtOnceTheServerAnswered) {
  BoardClock clock({kNoon, kNoon});
  EXPECT_TRUE(clock.read(Instant{}, kStart).doubt.has_value());
  clock.asked(kStart);
  ASSERT_TRUE(clock.answered(kNoon + 5h, kStart + 1s));
  EXPECT_FALSE(clock.read(Instant{}, kStart + 1s).doubt.has_value());
}

TEST(BoardClock, WhatWasBelievedIsNoFloor) {
  BoardClock clock({kNoon, kNoon + 24h * 3650});  // It ran with a clock that was wrong by years.
  const auto reading = clock.read(kNoon + 1h, kStart);
  EXPECT_EQ(reading.now, kNoon + 1h);
  EXPECT_EQ(reading.state, ClockState::CarriedOver);
}

TEST(BoardClock, DoubtsASystemsClockThatLeapsAhead) {
  BoardClock clock({});
  (void)clock.read(kNoon, kStart);
  const auto near = clock.read(kNoon + 26h, kStart + 1s);
  EXPECT_EQ(near.now, kNoon + 26h) << "less than the doubt begins at";
  EXPECT_FALSE(near.doubt.has_value());
  const auto far = clock.read(kNoon + 24h * 3650, kStart + 2s);
  EXPECT_EQ(far.now, kNoon + 26h + 1s);
  EXPECT_EQ(far.doubt, kNoon + 24h * 3650);
  EXPECT_FALSE(far.moved_from.has_value());
  const auto back = clock.read(kNoon + 26h + 2s, kStart + 3s);
  EXPECT_EQ(back.now, kNoon + 26h + 2s);
  EXPECT_FALSE(back.doubt.has_value()) << "it came to its senses";
}

TEST(BoardClock, TakesTheServersWordAtOnceInBothDirections) {
  for (const auto wrong : {-24h * 30, -1h, 1h, 24h * 30}) {
    BoardClock clock({kNoon - 24h * 60, {}});
    (void)clock.read(kNoon + wrong, kStart);
    clock.asked(kStart + 1s);
    ASSERT_TRUE(clock.answered(kNoon, kStart + 3s));
    const auto reading = clock.read(kNoon + wrong + 4s, kStart + 4s);
    EXPECT_EQ(reading.now, kNoon + 1s + 1s)
        << "half of what the answer took, and what passed since";
    EXPECT_EQ(reading.moved_from, kNoon + wrong + 4s);
    EXPECT_EQ(reading.state, ClockState::Trusted);
  }
}

TEST(BoardClock, AfterTheServersWordTheSystemsClockOnlyRefines) {
  BoardClock clock({});
  (void)clock.read(kNoon, kStart);
  clock.asked(kStart);
  ASSERT_TRUE(clock.answered(kNoon, kStart));
  EXPECT_EQ(clock.read(kNoon + 59s, kStart + 1s).now, kNoon + 59s) << "within the tolerance";
  const auto set = clock.read(kNoon + 24h * 400, kStart + 2s);
  EXPECT_EQ(set.now, kNoon + 59s + 1s) << "somebody set it";
  EXPECT_FALSE(set.doubt.has_value());
  EXPECT_FALSE(set.moved_from.has_value());
  const auto later = clock.read(kNoon + 24h * 400 + 1h, kStart + 1h + 2s);
  EXPECT_EQ(later.state, ClockState::Trusted);
  EXPECT_EQ(later.now, kNoon + 1h + 2s) << "the server's word, carried on";
}

TEST(BoardClock, TheServersWordIsAFloorThatOutlivesTheRun) {
  BoardClock clock({});
  (void)clock.read(kNoon - 1h, kStart);
  clock.asked(kStart);
  ASSERT_TRUE(clock.answered(kNoon, kStart + 1s));
  EXPECT_EQ(clock.read(Instant{}, kStart + 1h + 1s).now, kNoon + 1h + Millis(500));
}

TEST(BoardClock, ALateAnswerIsNone) {
  BoardClock clock({});
  (void)clock.read(kNoon, kStart);
  EXPECT_FALSE(clock.answered(kNoon + 24h, kStart)) << "nothing was asked";
  clock.asked(kStart);
  const auto patience = BoardClock::kAnswerPatience;
  EXPECT_FALSE(clock.answered(kNoon + 24h, kStart + patience + 1ms));
  EXPECT_EQ(clock.read(kNoon + patience + 1s, kStart + patience + 1s).state,
            ClockState::CarriedOver);
  clock.asked(kStart + patience + 1s);
  EXPECT_TRUE(clock.answered(kNoon + 24h, kStart + patience + 2s));
  EXPECT_FALSE(clock.answered(kNoon + 48h, kStart + patience + 3s)) << "one answer a question";
}

TEST(BoardClock, AsksAtOnceAgainWhenNothingComesAndEverySixHours) {
  BoardClock clock({});
  EXPECT_LE(clock.ask_at(), kStart);
  clock.asked(kStart);
  EXPECT_EQ(clock.ask_at(), kStart + BoardClock::kAnswerPatience);
  ASSERT_TRUE(clock.answered(kNoon, kStart + 1s));
  EXPECT_EQ(clock.ask_at(), kStart + 1s + BoardClock::kAskEvery);
}

TEST(BoardClock, NeverGoesBackUnlessItSaysSo) {
  std::uint64_t state = 42;
  const auto next = [&](std::uint64_t bound) {
    state = state * 6364136223846793005ull + 1442695040888963407ull;
    return (state >> 33) % bound;
  };
  BoardClock clock({kNoon, {}});
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
