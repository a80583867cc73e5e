// How the programs of a board hear that they shall end. Thread: the main one.
#pragma once

#include "shared/base/files.h"

namespace bangtin {

/// Readable when the program shall end, or a child did. Before any other thread is started: they
/// inherit that these signals are blocked. Errors: unavailable.
Result<Fd> watch_signals();

/// True when a signal asked to end. Never blocks.
bool take_signals(int signal_fd);

}  // namespace bangtin
