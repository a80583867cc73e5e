// ClipRun: one run of a clip from its first to its last frame, on a timeline that is given: which
// frame stands when, and how well that went. Pure but for the stream. Thread: that of the stage.
#pragma once

#include "player/glass/clip_stream.h"

namespace bangtin {

/// How a clip came out on the glass.
struct ClipCounts {
  std::int64_t presented = 0;  ///< different frames that stood on the glass
  std::int64_t late = 0;       ///< of those: more than half an interval after their time
  std::int64_t dropped = 0;    ///< never stood: their time was over when they could have
  std::int64_t repeated = 0;   ///< intervals in which a frame stood on as the next was not there
  ClipCounts& operator+=(const ClipCounts& other);
};

class ClipRun {
 public:
  explicit ClipRun(std::unique_ptr<ClipStream> stream) : stream_(std::move(stream)) {}

  /// The frame that stands at this place of the clip; null before the first one is there. Frames
  /// whose time is over are given back. `position` does not go back.
  const ClipFrame* at(Micros position);
  /// What at() gave last was presented, when the clip was here.
  void presented(Micros position);
  /// Where at() gives another frame; max() when only the stream can tell.
  Micros next_change() const;
  /// Where the clip ends, once that is known.
  std::optional<Micros> length() const;

  ClipStream& stream() { return *stream_; }
  const ClipStream& stream() const { return *stream_; }
  const ClipCounts& counts() const { return counts_; }

 private:
  Micros interval() const;

  std::unique_ptr<ClipStream> stream_;
  ClipCounts counts_;
  bool front_presented_ = false;
  std::int64_t front_repeats_ = 0;
};

}  // namespace bangtin
