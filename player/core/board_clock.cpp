#include "player/core/board_clock.h"

#include <algorithm>
#include <utility>

namespace bangtin {

Instant BoardClock::carried(const Base& base, Monotonic monotonic) {
  return base.at + std::chrono::floor<Millis>(monotonic - base.monotonic);
}

Instant BoardClock::floor_at(Monotonic monotonic) const {
  return floor_since_ ? carried({floor_, *floor_since_}, monotonic) : floor_;
}

bool BoardClock::raise_floor(Instant issued_at, Monotonic monotonic) {
  if (issued_at <= floor_at(monotonic)) return false;
  floor_ = issued_at;
  floor_since_ = monotonic;
  return true;
}

void BoardClock::asked(Monotonic monotonic) {
  asked_at_ = monotonic;
  ask_at_ = monotonic + kAnswerPatience;
}

bool BoardClock::answered(Instant time, Monotonic monotonic) {
  if (!asked_at_) return false;
  const auto age = monotonic - *asked_at_;
  if (age > kAnswerPatience) return false;
  asked_at_.reset();
  ask_at_ = monotonic + kAskEvery;
  (void)raise_floor(time, monotonic);
  const Millis half = std::chrono::floor<Millis>(age / 2);
  signed_ = Base{std::max(time + half, floor_at(monotonic)), monotonic};
  signed_tolerance_ = half + kSignedTolerance;
  signed_anew_ = true;
  return true;
}

/// What there is to be said of the time now, whatever was said before.
Instant BoardClock::told(Instant wall, Monotonic monotonic) const {
  const Instant floor = floor_at(monotonic);
  if (signed_) {
    const Instant by_server = carried(*signed_, monotonic);
    const bool agrees =
        wall >= by_server - signed_tolerance_ && wall <= by_server + signed_tolerance_;
    return std::max(agrees ? wall : by_server, floor);
  }
  if (wall >= floor - kFloorSlack) return std::max(wall, floor);
  return std::max(floor, carried(base_ ? *base_ : Base{seen_, monotonic}, monotonic));
}

BoardClock::Reading BoardClock::read(Instant wall, Monotonic monotonic) {
  if (!floor_since_) floor_since_ = monotonic;
  const bool doubtful = !signed_ && wall_known_ && wall - expected(monotonic) > kForwardDoubt;
  wall_known_ = wall_known_ || wall >= floor_at(monotonic) - kFloorSlack;
  const Step taken =
      step(doubtful ? std::max(expected(monotonic), floor_at(monotonic)) : told(wall, monotonic),
           monotonic);
  Reading reading{taken.now, taken.moved_from, ClockState::CarriedOver, std::nullopt};
  if (signed_) {
    reading.state = ClockState::Trusted;
  } else if (!wall_known_) {
    reading.state = ClockState::Unknown;
    reading.doubt = std::chrono::ceil<std::chrono::minutes>(taken.now + kOutageReach);
  } else if (doubtful) {
    reading.doubt = std::chrono::ceil<std::chrono::minutes>(wall);
  }
  return reading;
}

/// Where the time is when it just passed. There was a reading.
Instant BoardClock::expected(Monotonic monotonic) const {
  return std::max(last_, carried(*base_, monotonic));
}

BoardClock::Step BoardClock::step(Instant told, Monotonic monotonic) {
  const auto follow = [&](Instant now) {
    base_ = {now, monotonic};
    last_ = now;
    behind_since_.reset();
  };
  const bool at_once = std::exchange(signed_anew_, false);
  if (!base_) {
    follow(told);
    return {last_, std::nullopt};
  }
  const Instant passed = expected(monotonic);
  const Millis ahead = told - passed;
  if (ahead > kSlack) {
    follow(told);
    return {last_, passed};
  }
  if (ahead >= -kSlack) {
    follow(std::max(told, last_));
    return {last_, std::nullopt};
  }
  if (!behind_since_) behind_since_ = monotonic;
  if (at_once || monotonic - *behind_since_ >= kBackwardPatience) {
    follow(told);
    return {last_, passed};
  }
  last_ = passed;
  return {last_, std::nullopt};
}

}  // namespace bangtin
