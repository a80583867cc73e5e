// An animated GIF or WebP becomes a clip: libvips decodes its frames, the rest is as for a video.
// Only for the worker. Thread: one.
#pragma once

#include <string>
#include <string_view>

#include "manager/ingest/clip_work.h"

namespace bangtin {

/// A picture, or an animation when it has several frames.
std::variant<FileProbe, ClipRefusal> probe_animation(std::string_view bytes);

/// As convert(). A short animation is repeated, whole, until it lasts a second at least.
std::variant<MadeClip, ClipRefusal> convert_animation(const std::string& bytes, int output,
                                                      const StepWatch& watch);

}  // namespace bangtin
