// The last pass over a clip: all of what was made is decoded again. Nothing that does not decode
// whole leaves the worker. On the way the picture is chosen that stands for the clip. Only for the
// worker. Thread: one.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "manager/ingest/clip_scan.h"

namespace bangtin {

struct CheckedClip {
  Size size_px;
  Millis duration{};
  bool has_sound = false;
  std::string poster_png;     ///< of the clip's size
  std::string thumbnail_png;  ///< each side at most kThumbnailSide_px
};

/// Errors: damaged (a picture or a sound is broken, or too few are there).
std::variant<CheckedClip, ClipRefusal> check_clip(int output, const StepWatch& watch);

/// How well a picture stands for its clip: its contrast, less where it is nearly black or white.
double poster_score(const AVFrame& frame);

}  // namespace bangtin
