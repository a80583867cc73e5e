// The cage of a decode worker: limits, then a system call allow-list. Thread: the only one.
#pragma once

#include "shared/base/result.h"

namespace bangtin {

/// Before the coded bytes are touched: no core, no new privileges, no new files, bounded memory and
/// processor time, and the end when the parent ends. Errors: unavailable.
Status limit_this_process();

/// From here on only memory, time and exit are left; any other system call kills the process.
/// Source: seccomp(2). Errors: unavailable.
Status close_the_cage();

}  // namespace bangtin
