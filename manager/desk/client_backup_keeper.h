// ClientBackupKeeper: the BackupKeeper port over manager/client, HTTPS with a line of its own, and
// the disks of this PC. Thread: one at a time.
#pragma once

#include "manager/desk/backup_keeper.h"
#include "manager/desk/own_server.h"

namespace bangtin::desk {

class ClientBackupKeeper final : public BackupKeeper {
 public:
  /// `documents` is offered beside what is plugged in. Random and clock outlive it.
  ClientBackupKeeper(OwnServerOptions own, std::filesystem::path documents, Random& random,
                     Clock& clock)
      : own_(std::move(own)), documents_(std::move(documents)), random_(random), clock_(clock) {}

  PlacesSeen look(bool to_write) override;
  Result<SavedBackup> save(const BackupJob& job, const KeeperWatch& watch) override;
  Result<OwnServerFacts> restore(const RestoreJob& job, const KeeperWatch& watch) override;

 private:
  const OwnServerOptions own_;
  const std::filesystem::path documents_;
  Random& random_;
  Clock& clock_;
};

}  // namespace bangtin::desk
