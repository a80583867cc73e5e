// Stage: decides what is on the glass and when to look again, and tells what truly was there. No
// SDL, files or sockets; stepped by its owner. Thread: one, that of the glass.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "player/core/play_ledger.h"
#include "player/core/ports.h"

namespace bangtin {

/// A generation that shall come on the glass, as a whole, between two frames.
struct NewGeneration {
  GenerationPtr generation;
};
/// A frame was presented and the presentation returned.
struct Presented {
  Frame frame;
  std::vector<std::uint32_t> zones;  ///< those that were drawn anew, as indexes of the layout
};
/// The time moved without passing: without the jump it would be `from`.
struct ClockMoved {
  Instant from;
};
/// How far the time may be relied on.
struct ClockTrust {
  bool known = true;             ///< false: headers show no clock
  std::optional<Instant> doubt;  ///< it may be as late as this: what ends by then is left out
  bool operator==(const ClockTrust&) const = default;
};
/// The glass goes dark now: the program ends.
struct Stop {};

struct Plan {
  std::optional<Frame> frame;  ///< what to draw; nothing only before the first part is ready
  Instant look_again{};        ///< plan() says something new then, or when a part became ready
};

class Stage {
 public:
  /// How long the last frame stays while a page that is due is not ready. Then the next one that
  /// is ready takes its place.
  static constexpr Millis kPageHoldMax{500};
  /// How long the old generation plays on while the new one is made ready.
  static constexpr Millis kFlipHoldMax{1'500};
  /// Scene changes that are made ready ahead.
  static constexpr int kScenesAhead = 3;

  /// Both outlive the stage.
  Stage(PartShelf& shelf, PlaySink& plays) : shelf_(&shelf), ledger_(plays) {}

  void handle(NewGeneration message, Instant now);
  void handle(const Presented& message, Instant now);
  void handle(ClockMoved message, Instant now);
  void handle(ClockTrust message, Instant now);
  void handle(Stop message, Instant now);

  /// What shall be on the glass at `now`. Also tells the shelf what is needed next. `now` does not
  /// go back but after a ClockMoved.
  Plan plan(Instant now);

  /// What was presented last; null before the first frame.
  const GenerationPtr& on_glass() const { return presented_.generation; }
  /// True while a part of this generation is missing or broken.
  bool has_broken_parts() const { return !broken_.empty(); }

 private:
  /// What a part may be to stand in a draft.
  enum class Accept { Pending, ReadyOnly };
  struct Draft {
    Frame frame;
    Instant until;
    std::vector<PartKey> pending;  ///< parts of the frame that are not ready
  };
  Draft draft_of(const GenerationPtr& generation, Instant now, Accept accept);
  ZoneScene pick(const Frame& frame, const ZoneScene& zone, Instant now, Accept accept,
                 Instant& until);
  bool acceptable(const Part& part, Accept accept) const;
  /// Within its validity, whatever of the times that are possible it is.
  bool is_current(const Manifest& manifest, const ZoneScene& zone, Instant now) const;
  Frame current_part_of(Frame frame, Instant now, Instant& until) const;
  void note_broken(const Part& part);
  void take(Draft&& draft);
  void wait_for(Draft&& draft, Instant now, Plan& plan);
  /// Until when the frame may stay although another is due; `now` when it may not.
  Instant holdable_until(Instant now) const;
  bool is_awaited(const Draft& draft) const;
  void want(const Draft& draft, Instant now);

  PartShelf* shelf_;
  PlayLedger ledger_;
  GenerationPtr playing_;
  GenerationPtr incoming_;        ///< not on the glass yet
  std::optional<Frame> frame_;    ///< what plan() took last; of it, what is valid is shown
  Frame presented_;               ///< no generation before the first frame
  std::vector<PartKey> awaited_;  ///< what the glass is held for
  Instant awaited_since_{};
  ClockTrust clock_;
  std::vector<PartKey> broken_;
};

}  // namespace bangtin
