// PlayLedger: turns "this is on the glass from now on" into play records. Pure but for the sink.
// Thread: that of the stage.
#pragma once

#include <vector>

#include "player/core/ports.h"

namespace bangtin {

/// An item version that is on the glass.
struct ShownItem {
  ItemId item;
  Digest version;
  auto operator<=>(const ShownItem&) const = default;
};

class PlayLedger {
 public:
  explicit PlayLedger(PlaySink& sink) : sink_(&sink) {}

  /// From `now` on exactly these items are on the glass; one that goes on keeps its stretch.
  void show(const std::vector<ShownItem>& items, int utc_offset_minutes, Instant now);
  /// A frame was presented at `now` that drew this item; it counts once per call.
  void count_frame(const ShownItem& item);
  /// Emits what ended by being long enough or by the hour, up to `now`.
  void cut(Instant now);
  /// All stretches end at `now`.
  void close(Instant now);
  /// When cut() has to be called at the latest; nothing while nothing shows.
  std::optional<Instant> next_cut() const;

 private:
  struct Stretch {
    ShownItem shown;
    Instant begin;
    std::int64_t frames = 0;
  };
  Instant end_of(const Stretch& stretch) const;
  void cut(Stretch& stretch, Instant now);
  void emit(const Stretch& stretch, Instant end);

  PlaySink* sink_;
  std::vector<Stretch> open_;
  int utc_offset_minutes_ = 0;
};

}  // namespace bangtin
