// The small files that the player writes: shown.json into the board folder for the agent,
// clock.json into a folder of its own for itself. Thread: that of the Disk.
#pragma once

#include "shared/protocol/messages.h"
#include "shared/storage/disk.h"

namespace bangtin {

/// Errors: full, unavailable.
Status write_shown(Disk& disk, const ShownFile& shown);

/// The lowest time that a board may believe at a start; 1970 when nothing (readable) was kept.
Instant read_clock_floor(Disk& disk);
/// Errors: full, unavailable.
Status write_clock_floor(Disk& disk, Instant floor);

}  // namespace bangtin
