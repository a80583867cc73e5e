// BoardClock: the time that a board believes. A board may have no clock of its own, a wrong one, or
// one that jumps or that somebody sets; what is on the glass must not follow. Pure. Thread: that of
// the stage.
#pragma once

#include <optional>

#include "shared/base/clock.h"

namespace bangtin {

/// How far a board may rely on its time.
enum class ClockState {
  Unknown,      ///< carried on from what was kept: it may be hours late. No clock is shown, and
                ///< what may be over by now is left out
  CarriedOver,  ///< the system's clock says so, and nothing speaks against it
  Trusted,      ///< the server signed it since the start, in answer to this board's own question
};

/// What a board knew of time when it ran last.
struct KeptTime {
  Instant floor{};  ///< it is never earlier: signed by the server
  Instant seen{};   ///< what was believed last
  bool operator==(const KeptTime&) const = default;
};

/// The rules:
/// - Never below the floor: the newest instant that the server signed, as a time or as the moment
///   that a selection was issued at, carried on by the monotonic clock.
/// - Once the server signed the time, that counts, carried on; the system's clock refines it while
///   it stays within kSignedTolerance, and is passed over otherwise.
/// - Until then the system's clock is followed while it runs, and when it jumps ahead by less than
///   kForwardDoubt. One that leaps further is doubted: time runs on as it did, and what ends before
///   the doubtful time is to be left out, since either may be right.
/// - A system's clock far below the floor says nothing: time is carried on from what was kept. How
///   long the board was off nobody knows; what ends within kOutageReach is to be left out.
/// - When it jumps back, the time on the glass runs on by the monotonic clock; only a system's
/// clock
///   that stays behind for kBackwardPatience is believed (then the time steps back once). So a
///   clock that jumps back and forth changes nothing, and one that was wrong by years heals.
class BoardClock {
 public:
  static constexpr auto kBackwardPatience = std::chrono::minutes(10);
  static constexpr auto kForwardDoubt = std::chrono::hours(26);
  /// So long may a board have been without power and still not show what is over.
  static constexpr auto kOutageReach = std::chrono::hours(24);
  /// Beside half of what the answer took.
  static constexpr auto kSignedTolerance = std::chrono::minutes(1);
  /// An answer that comes later than this after its question is none: the time in between is not
  /// known to the board. So old a question is asked anew.
  static constexpr auto kAnswerPatience = std::chrono::minutes(10);
  static constexpr auto kAskEvery = std::chrono::hours(6);
  /// A system's clock this little below the floor still says something.
  static constexpr auto kFloorSlack = std::chrono::minutes(1);
  /// What a running clock may differ without having jumped.
  static constexpr Millis kSlack{50};

  explicit BoardClock(KeptTime kept) : floor_(kept.floor), seen_(kept.seen) {}

  struct Reading {
    Instant now;
    /// Set when the time did not just pass: it would have been this without the jump.
    std::optional<Instant> moved_from;
    ClockState state = ClockState::Unknown;
    /// It may be as late as this, up to the minute: what a doubted clock says, or what is possible
    /// while the time is unknown. What ends by then is not to be shown.
    std::optional<Instant> doubt;
  };
  /// Without `moved_from`, `now` never goes back.
  Reading read(Instant wall, Monotonic monotonic);

  /// A verified selection was issued then. False when that is no news.
  bool raise_floor(Instant issued_at, Monotonic monotonic);

  /// What is to be kept for the next run. After a read().
  KeptTime kept(Monotonic monotonic) const { return {floor_at(monotonic), last_}; }

  /// From when on the server is to be asked what time it is.
  Monotonic ask_at() const { return ask_at_; }
  /// It is asked, by a new question.
  void asked(Monotonic monotonic);
  /// It answered the question of last: `time` lies between that question and now. False when that
  /// was too long ago.
  bool answered(Instant time, Monotonic monotonic);

 private:
  struct Base {
    Instant at;
    Monotonic monotonic;
  };
  struct Step {
    Instant now;
    std::optional<Instant> moved_from;
  };
  static Instant carried(const Base& base, Monotonic monotonic);
  Instant floor_at(Monotonic monotonic) const;
  Instant expected(Monotonic monotonic) const;
  Instant told(Instant wall, Monotonic monotonic) const;
  Step step(Instant told, Monotonic monotonic);

  Instant floor_;
  Instant seen_;
  std::optional<Monotonic> floor_since_;  ///< nothing until the first read
  std::optional<Base> base_;              ///< the last reading that followed
  std::optional<Base> signed_;
  Millis signed_tolerance_{};
  bool signed_anew_ = false;  ///< since the last reading
  bool wall_known_ = false;   ///< the system's clock was above the floor
  Instant last_{};
  std::optional<Monotonic> behind_since_;
  std::optional<Monotonic> asked_at_;  ///< the question that has no answer yet
  Monotonic ask_at_ = Monotonic::min();
};

}  // namespace bangtin
