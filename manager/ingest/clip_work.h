// What bangtin-ingest does to make a clip, from the open descriptors to an answer. Only for the
// worker. Thread: one.
#pragma once

#include <variant>

#include "manager/ingest/clip_check.h"

namespace bangtin {

struct MadeClip {
  CheckedClip clip;
  bool copied = false;
  bool sound_unknown = false;  ///< its sound was left out: nobody here can decode it
};

/// From the file's head alone.
std::variant<FileProbe, ClipRefusal> probe_clip(int input);

/// Three passes: look, make, check; a sound whose peaks are limited is listened to in between. When
/// pictures that were copied turn out broken they are made anew. `output` is an empty file for
/// reading and writing.
std::variant<MadeClip, ClipRefusal> convert(int input, int output, const StepWatch& watch);

}  // namespace bangtin
