// The first pass over a clip: every packet's time and weight, and how loud the sound is. Only for
// the worker. Thread: one.
#pragma once

#include <functional>
#include <optional>
#include <variant>

#include "manager/ingest/clip_input.h"

namespace bangtin {

struct ClipScan {
  FrameTimes times;
  std::int64_t first_us = 0;  ///< when the first picture shows
  Millis duration{};          ///< from the first picture to the end of the last
  CopyFacts copy;
  int reorder_frames = 0;         ///< how much later a picture may show than its packet comes
  std::optional<Loudness> sound;  ///< nothing without a sound that can be heard
  bool sound_fits = false;        ///< AAC-LC, stereo, 48 kHz
  bool sound_unknown = false;     ///< there is one, but nobody here can decode it
};

/// Called with what is done, of 1000; false stops the work.
using StepWatch = std::function<bool(int permille)>;

std::variant<ClipScan, ClipRefusal> scan_clip(ClipInput& input, const StepWatch& watch);

}  // namespace bangtin
