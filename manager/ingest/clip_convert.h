// The second pass over a clip: the file of the signage profile is made. Only for the worker.
// Thread: one.
#pragma once

#include <optional>

#include "manager/ingest/clip_level.h"

namespace bangtin {

/// How the clip is made.
struct ConvertPlan {
  bool copy_pictures = false;
  bool copy_sound = false;
  SoundLevel sound;  ///< of a sound that is made anew
  Ratio rate;
  Size size_px;
};
/// The rule: pictures are copied when may_copy() says so; sound is copied with them when it is
/// AAC-LC, stereo, 48 kHz and within 1 LU of -23 LUFS, else made anew. Silence is left out.
ConvertPlan plan_of(const ClipInput& input, const ClipScan& scan);

/// Reads the input from its begin and writes the clip into the empty file. Nothing when it is
/// done.
std::optional<ClipRefusal> make_clip(ClipInput& input, const ClipScan& scan,
                                     const ConvertPlan& plan, int output, const StepWatch& watch);

}  // namespace bangtin
