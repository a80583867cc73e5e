// The player's own folder, and --set-pin: how an administrator sets or replaces the PIN of the
// set-up page at a shell. Thread: the main one.
#pragma once

#include <filesystem>
#include <memory>

#include "shared/storage/disk.h"

namespace bangtin {

/// `data`/player, which nobody else may read. Errors: as open_posix_disk().
Result<std::unique_ptr<Disk>> open_player_folder(const std::filesystem::path& data);

/// Reads six digits from standard input; the exit code.
int set_pin(const std::filesystem::path& data);

}  // namespace bangtin
