// --play: plays local files full screen without a server, and tells how well that went. Thread: the
// main one.
#pragma once

#include "player/player_options.h"

namespace bangtin {

/// Until the files are through (or for PlayOptions::loops 0 for ever), `run_for` is over or a
/// signal says so. A file that cannot be played is told of on stderr and on the glass, in words.
/// Errors: unavailable (no display; nothing could be played), and what writing the figures may say.
Status play_files(const PlayerOptions& options);

}  // namespace bangtin
