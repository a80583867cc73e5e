// BoardClock: the time that a board believes. A board may have no clock of its own, a wrong one, or
// one that jumps; what is on the glass must not. Pure. Thread: that of the stage.
#pragma once

#include <optional>

#include "shared/base/clock.h"

namespace bangtin {

/// The rules:
/// - Never below the floor: the newest instant that a verified selection was issued at, carried on
///   by the monotonic clock.
/// - The wall clock is followed while it runs, and at once when it jumps ahead.
/// - When it jumps back, the time on the glass runs on by the monotonic clock; only a wall clock
///   that stays behind for kBackwardPatience is believed (then the time steps back once). So a
///   clock that jumps back and forth changes nothing, and one that was wrong by years heals.
class BoardClock {
 public:
  static constexpr auto kBackwardPatience = std::chrono::minutes(10);
  /// What a running clock may differ without having jumped.
  static constexpr Millis kSlack{50};

  explicit BoardClock(Instant floor) : floor_(floor) {}

  struct Reading {
    Instant now;
    /// Set when the time did not just pass: it would have been this without the jump.
    std::optional<Instant> moved_from;
  };
  /// Without `moved_from`, `now` never goes back.
  Reading read(Instant wall, Monotonic monotonic);

  /// A verified selection was issued then.
  void raise_floor(Instant issued_at, Monotonic monotonic);

 private:
  struct Base {
    Instant at;
    Monotonic monotonic;
  };
  static Instant carried(const Base& base, Monotonic monotonic);
  Instant floor_at(Monotonic monotonic) const;

  Instant floor_;
  std::optional<Monotonic> floor_since_;  ///< nothing until the first read
  std::optional<Base> base_;              ///< the last reading that followed the wall clock
  Instant last_{};
  std::optional<Monotonic> behind_since_;
};

}  // namespace bangtin
