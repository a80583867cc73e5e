// What the pane of backups and the way in over one show and take. Plain values. Thread: the
// window's.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "manager/desk/backup_keeper.h"

namespace bangtin::desk {

/// One that is being written, or restored.
struct BackupRun {
  int number = 0;
  BackupProgress progress;
  bool restores = false;
  bool stopping = false;
};

struct BackupPane {
  bool looked = false;  ///< `places` and `found` are what a look saw
  std::vector<BackupPlace> places;
  std::vector<FoundBackup> found;
  std::string place;  ///< chosen or typed: where to, or the backup that is to be restored
  std::string password;
  std::optional<BackupRun> run;
  std::optional<SavedBackup> saved;  ///< the last one of this session
  std::string problem;               ///< a sentence
};

// What is asked for.
struct ShowBackups {};
struct LookAgain {
  bool to_write = true;
};
struct EditBackup {
  std::string place, password;
};
struct MakeBackup {};
struct RestoreBackup {};
struct EndBackup {};
struct BackupStep {
  std::variant<ShowBackups, LookAgain, EditBackup, MakeBackup, RestoreBackup, EndBackup> step;
};

}  // namespace bangtin::desk
