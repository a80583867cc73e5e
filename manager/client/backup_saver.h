// save_backup: the server makes a copy of everything, and it is written into a new folder of this
// PC, most often of a USB stick; for the desk and the command line. A cut of the line costs at most
// one piece; whatever ends it leaves nothing behind that looks like a backup. Thread: the client's;
// blocks until it is over.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "manager/client/client.h"

namespace bangtin {

struct BackupProgress {
  enum class Stage { Making, Saving, Finishing };
  Stage stage = Stage::Making;
  int permille = 0;             ///< of the stage
  std::optional<Seconds> left;  ///< of the stage; nothing while it is too early to say
};

/// What it needs from outside. All outlive the call.
struct BackupSaveWatch {
  std::function<void(const BackupProgress&)> show;
  /// Waits; false once the person wants it to end.
  std::function<bool(Millis)> rest;
  Random& random;
  Clock& clock;
};

struct SavedBackup {
  std::string folder;  ///< of its own, in the place that was chosen
  std::int64_t files = 0;
  std::int64_t size_bytes = 0;
  Instant made_at{};
};

/// `place` is a folder that is there. Errors: those of the server; not_found "backup.no_place",
/// denied "backup.no_writing", full "backup.no_room", unavailable "backup.disk"; corrupt
/// "backup.changed"; conflict "backup.cancelled"; unavailable when the server stayed away for
/// minutes.
Result<SavedBackup> save_backup(Client& client, const std::filesystem::path& place,
                                const std::string& password, int utc_offset_minutes,
                                const BackupSaveWatch& watch);

/// "bang-tin-2026-11-29-1610": what a backup's folder is called.
std::string backup_folder_name(Instant made_at, int utc_offset_minutes);

}  // namespace bangtin
