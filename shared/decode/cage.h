// The cage of a decode worker: limits, then a system call allow-list. Thread: the only one.
#pragma once

#include "shared/base/result.h"

namespace bangtin {

enum class Cage {
  Still,  ///< one picture: memory, time and exit
  Clip,   ///< a video: also threads, its control socket and reading its source (clip_wire.h)
};

/// Before the coded bytes are touched: no core, no new privileges, no new files, bounded memory and
/// processor time, and the end when the parent ends. The processor time of a clip can be raised by
/// its owner alone. Errors: unavailable.
Status limit_this_process(Cage cage);

/// From here on only what the cage names is left. Any other system call kills the process; only to
/// open a file is refused to a clip, since libraries of FFmpeg's try it for their tables.
/// Source: seccomp(2). Errors: unavailable.
Status close_the_cage(Cage cage);

}  // namespace bangtin
