// A33: wrong clocks, tried twice: against a board that believes what BoardClock says, and against
// one that believes its own clock. Judged by the true time, which neither of them knows: an item
// outside its validity on the glass, or a valid one taken down, is harm. A board that says that it
// does not know the time may take down what would end within the days that it cannot tell apart.
// The first must come to no harm, the second must.
#include <gtest/gtest.h>

#include <functional>

#include "player/core/board_clock.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

constexpr Instant kTrueNoon = std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 12h;

/// A clock without any guard.
struct OwnClock {
  explicit OwnClock(KeptTime) {}
  BoardClock::Reading read(Instant wall, Monotonic) {
    return {wall, std::nullopt, ClockState::CarriedOver, std::nullopt};
  }
  void asked(Monotonic) {}
  bool answered(Instant, Monotonic) { return true; }
};

/// An item that is to be seen from `from` until before `until`.
struct Validity {
  Instant from = kTrueNoon - 24h;
  Instant until = kTrueNoon + 1h;
};

/// One run of a board from noon on: its system's clock is off as `off_by` says after so long.
struct Attack {
  std::string name;
  Validity item;
  bool has_server;
  KeptTime kept;  ///< by the run before
  std::function<Millis(Millis passed)> off_by;
};

void PrintTo(const Attack& attack, std::ostream* out) { *out << attack.name; }

/// What the player asks of an item that is not urgent before it shows it.
bool may_show(const Validity& item, const BoardClock::Reading& reading) {
  return reading.now >= item.from && reading.now < item.until &&
         (!reading.doubt || *reading.doubt < item.until);
}

bool must_show(const Validity& item, const BoardClock::Reading& reading, Instant truth) {
  const bool may_take_down = reading.state == ClockState::Unknown &&
                             item.until < truth + 2 * Millis(BoardClock::kOutageReach);
  return truth >= item.from && truth < item.until && !may_take_down;
}

template <class Clock>
bool harms(const Attack& attack) {
  Clock clock(attack.kept);
  bool harmed = false;
  for (Millis passed{0}; passed <= 3h; passed += 30s) {
    const Instant truth = kTrueNoon + passed;
    const Monotonic at{passed};
    if (attack.has_server && passed == 0s) {
      clock.asked(at);
      (void)clock.answered(truth, at);
    }
    const auto reading = clock.read(truth + attack.off_by(passed), at);
    const bool shown = may_show(attack.item, reading);
    const bool valid = truth >= attack.item.from && truth < attack.item.until;
    harmed = harmed || (shown && !valid) || (!shown && must_show(attack.item, reading, truth));
  }
  return harmed;
}

/// Off by this much from the beginning.
std::function<Millis(Millis)> always(Millis off) {
  return [off](Millis) { return off; };
}
/// Right at first, off by this much from `since` on.
std::function<Millis(Millis)> later(Millis since, Millis off) {
  return [since, off](Millis passed) { return passed < since ? 0ms : off; };
}

const std::vector<Attack>& all_attacks() {
  static const Millis kTo1970 = -kTrueNoon.time_since_epoch();
  static const std::vector<Attack> attacks = {
      {"A33AClockAt1970", {}, true, {}, always(kTo1970)},
      {"A33AClockAt1970WithoutAServer",
       {kTrueNoon - 24h, kTrueNoon + 24h * 30},
       false,
       {kTrueNoon - 5min, kTrueNoon},
       always(kTo1970)},
      {"A33AClockAt1970WithoutAServerAfterANightWithoutPower",
       {kTrueNoon - 24h, kTrueNoon + 24h * 30},
       false,
       {kTrueNoon - 14h, kTrueNoon - 14h},
       always(kTo1970)},
      {"A33WhatIsOverUnderAClockAt1970WithoutAServerAfterANightWithoutPower",
       {Instant{}, kTrueNoon - 1h},
       false,
       {kTrueNoon - 14h, kTrueNoon - 14h},
       always(kTo1970)},
      {"A33AClockAnHourBehind", {}, true, {}, always(-1h)},
      {"A33AClockAYearAhead", {}, true, {}, always(24h * 365)},
      {"A33AClockPast2038", {}, true, {}, always(24h * 365 * 14)},
      {"A33AClockThatJumpsBackWhileItPlays", {}, true, {}, later(90min, -1h)},
      {"A33AClockThatJumpsBackAMomentWithoutAServer",
       {},
       false,
       {},
       [](Millis passed) { return passed > 61min && passed < 65min ? Millis(-1h) : 0ms; }},
      {"A33AClockSetAheadByAFalseTimeServer", {}, true, {}, later(10min, 2h)},
      {"A33WhatIsToComeUnderAClockThatLeapsAheadWithoutAServer",
       {kTrueNoon + 24h, kTrueNoon + 24h * 30},
       false,
       {},
       later(10min, 24h * 3)},
  };
  return attacks;
}

class ClockAttack : public testing::TestWithParam<Attack> {};

TEST_P(ClockAttack, ComesToNoHarm) { EXPECT_FALSE(harms<BoardClock>(GetParam())); }

TEST_P(ClockAttack, WouldDoHarmWithoutItsGuard) { EXPECT_TRUE(harms<OwnClock>(GetParam())); }

INSTANTIATE_TEST_SUITE_P(Clock, ClockAttack, testing::ValuesIn(all_attacks()),
                         [](const auto& attack) { return attack.param.name; });

TEST(ClockAttackList, ARightClockDoesNoHarmWhateverTheBoardBelieves) {
  const Attack none{"", {}, false, {}, always(0ms)};
  EXPECT_FALSE(harms<BoardClock>(none));
  EXPECT_FALSE(harms<OwnClock>(none));
}

}  // namespace
}  // namespace bangtin
