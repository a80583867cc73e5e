// How the sound of a clip comes to its level: where peaks have to be held, it is listened to again
// behind the limiter. Only for the worker. Thread: one.
#pragma once

#include <variant>

#include "manager/ingest/clip_scan.h"

namespace bangtin {

struct SoundLevel {
  double gain_db = 0;
  bool limited = false;  ///< peaks are held at kPeakMax_db
};

/// Of a file whose scan heard something. Reads the sound anew, at most kListenMax times, when its
/// peaks are to be limited, else not at all.
std::variant<SoundLevel, ClipRefusal> find_level(int input, const ClipScan& scan,
                                                 const StepWatch& watch);

}  // namespace bangtin
