// BackupKeeper: how a backup gets onto a disk of this PC and back into a server of its own, as a
// port: ClientBackupKeeper is its adapter, tests have a fake. And what is said about it between the
// window and the thread that does it. Thread: one at a time (the backup link's); all block.
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "manager/client/backup_places.h"
#include "manager/client/backup_saver.h"
#include "manager/desk/desk_server.h"

namespace bangtin::desk {

/// A backup in the name of the person who is signed in.
struct BackupJob {
  int number = 0;  ///< names it until its end
  std::string place;
  std::string password;
  std::string address;
  std::string pin;
  std::string token;  ///< of his session
  int utc_offset_minutes = 0;
};

/// A backup becomes the server of this PC's own.
struct RestoreJob {
  int number = 0;
  std::string from;
};

/// What is plugged in, and what lies there.
struct LookForPlaces {
  bool to_write = true;
};

struct StopBackup {
  int number = 0;
};

using BackupOrder = std::variant<LookForPlaces, BackupJob, RestoreJob, StopBackup>;

struct PlacesSeen {
  std::vector<BackupPlace> places;
  std::vector<FoundBackup> found;
};

/// What a look saw, how far a job is, or how it ended.
struct BackupReport {
  int number = 0;  ///< 0: a look
  std::variant<PlacesSeen, BackupProgress, SavedBackup, OwnServerFacts, Error> what;
};

/// What a keeper asks and tells while it works. All outlive the call.
struct KeeperWatch {
  std::function<void(const BackupProgress&)> show;
  /// Waits; false once it is to end.
  std::function<bool(Millis)> rest;
};

class BackupKeeper {
 public:
  virtual ~BackupKeeper() = default;
  virtual PlacesSeen look(bool to_write) = 0;
  /// Errors: as save_backup.
  virtual Result<SavedBackup> save(const BackupJob& job, const KeeperWatch& watch) = 0;
  /// How the restored server is reached once it is started. Errors: not_found
  /// "desk.own.no_program"; those of `bangtin-server restore`, with keys "backup.restore_CODE".
  virtual Result<OwnServerFacts> restore(const RestoreJob& job, const KeeperWatch& watch) = 0;
};

}  // namespace bangtin::desk
