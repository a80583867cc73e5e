#include "player/core/board_clock.h"

#include <algorithm>

namespace bangtin {

Instant BoardClock::carried(const Base& base, Monotonic monotonic) {
  return base.at + std::chrono::floor<Millis>(monotonic - base.monotonic);
}

Instant BoardClock::floor_at(Monotonic monotonic) const {
  return floor_since_ ? carried({floor_, *floor_since_}, monotonic) : floor_;
}

void BoardClock::raise_floor(Instant issued_at, Monotonic monotonic) {
  if (issued_at <= floor_at(monotonic)) return;
  floor_ = issued_at;
  floor_since_ = monotonic;
}

BoardClock::Reading BoardClock::read(Instant wall, Monotonic monotonic) {
  if (!floor_since_) floor_since_ = monotonic;
  const Instant told = std::max(wall, floor_at(monotonic));
  const auto follow = [&](Instant now) {
    base_ = {now, monotonic};
    last_ = now;
    behind_since_.reset();
  };
  if (!base_) {
    follow(told);
    return {last_, std::nullopt};
  }
  const Instant expected = std::max(last_, carried(*base_, monotonic));
  const Millis ahead = told - expected;
  if (ahead > kSlack) {
    follow(told);
    return {last_, expected};
  }
  if (ahead >= -kSlack) {
    follow(std::max(told, last_));
    return {last_, std::nullopt};
  }
  if (!behind_since_) behind_since_ = monotonic;
  if (monotonic - *behind_since_ >= kBackwardPatience) {
    follow(told);
    return {last_, expected};
  }
  last_ = expected;
  return {last_, std::nullopt};
}

}  // namespace bangtin
