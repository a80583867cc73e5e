// bangtin-player's App: the loop around the stage, and the only place that names its adapters.
// Thread: the main one.
#pragma once

namespace bangtin {

/// Reads the options, runs until SIGTERM, SIGINT or the end of --seconds and returns the exit code.
int player_app(int count, char** values);

}  // namespace bangtin
