// Where backups are kept: sticks and disks that are plugged into this PC, folders of the person's
// own; and the backups that lie there. Thread: any; each call looks at the disk.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"

namespace bangtin {

struct BackupPlace {
  std::string folder;
  std::string name;             ///< for people: of the stick, or of the folder
  bool removable = false;       ///< a stick or a disk of its own
  std::int64_t free_bytes = 0;  ///< for this person
};

/// A complete backup.
struct FoundBackup {
  std::string folder;
  std::string commune;  ///< its name; may be empty
  std::string place;    ///< as BackupPlace::name
  Instant made_at{};
};

/// Folders that sticks and disks stand at, out of the text of /proc/self/mounts: below /media,
/// /run/media and /mnt. Pure.
std::vector<std::string> plugged_in(std::string_view mounts);

/// What is plugged in and can be read, `to_write` also written to; then `documents`.
std::vector<BackupPlace> backup_places(const std::filesystem::path& documents, bool to_write);

/// The backups in these places and one folder deeper, the newest first; of a place that is a
/// backup itself, that one.
std::vector<FoundBackup> backups_in(const std::vector<BackupPlace>& places);

}  // namespace bangtin
