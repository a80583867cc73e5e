// The small files that the player writes: shown.json and setup.json into the board folder for the
// agent, clock.json into a folder of its own for itself; and what the agent says of the network and
// of pairing. Thread: that of the Disk.
#pragma once

#include <optional>

#include "shared/protocol/messages.h"
#include "shared/protocol/setup_messages.h"
#include "shared/storage/disk.h"

namespace bangtin {

/// Errors: full, unavailable.
Status write_shown(Disk& disk, const ShownFile& shown);

/// The lowest time that a board may believe at a start; 1970 when nothing (readable) was kept.
Instant read_clock_floor(Disk& disk);
/// Errors: full, unavailable.
Status write_clock_floor(Disk& disk, Instant floor);

/// What was set at the board; nothing set when the file is missing or broken.
BoardSetup read_setup(Disk& disk);
/// Errors: full, unavailable.
Status write_setup(Disk& disk, const BoardSetup& setup);

/// Nothing when there is none, or none that can be read.
std::optional<NetworkFacts> read_network(Disk& disk);
std::optional<PairingCard> read_pairing(Disk& disk);
std::optional<BoardPin> read_pin(Disk& disk);

}  // namespace bangtin
