// The small files that the player writes: shown.json and setup.json into the board folder for the
// agent, clock.json into a folder of its own for itself; and what the agent says of the network and
// of pairing. Thread: that of the Disk.
#pragma once

#include <optional>

#include "player/core/board_clock.h"
#include "shared/protocol/messages.h"
#include "shared/protocol/setup_messages.h"
#include "shared/storage/disk.h"

namespace bangtin {

/// Errors: full, unavailable.
Status write_shown(Disk& disk, const ShownFile& shown);

/// The picture from the glass and what is said of it, for the agent. Errors: full, unavailable.
Status write_glass_picture(Disk& disk, const GlassPicture& about, std::string_view png);

/// What the board knew of time when it ran last; 1970 when nothing (readable) was kept.
KeptTime read_kept_time(Disk& disk);
/// Errors: full, unavailable.
Status write_kept_time(Disk& disk, const KeptTime& kept);

/// What was set at the board; nothing set when the file is missing or broken.
BoardSetup read_setup(Disk& disk);
/// Errors: full, unavailable.
Status write_setup(Disk& disk, const BoardSetup& setup);

/// Nothing when there is none, or none that can be read.
std::optional<NetworkFacts> read_network(Disk& disk);
std::optional<PairingCard> read_pairing(Disk& disk);
std::optional<BoardPin> read_pin(Disk& disk);

}  // namespace bangtin
