// BackupDesk: the copy of a running server that an administrator takes with him over the network.
// One at a time, made and kept in DATA/backup by a thread that nobody waits for, gone once it was
// fetched, given up or left lying. Thread: step() one; all others from any.
#pragma once

#include <atomic>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/protocol/backup_messages.h"

namespace bangtin {

class BackupDesk {
 public:
  /// `folder` is the server's; `spare_bytes` of its disk stay free.
  BackupDesk(std::filesystem::path folder, Random& random, std::int64_t spare_bytes);

  /// A new copy for this person, in place of the one before. Errors: conflict "backup.busy" while
  /// another person's is being made or fetched.
  Result<BackupRecord> begin(const std::string& who, Instant now);
  // Only its own person knows of it. Errors of all: not_found "backup.gone".
  Result<BackupRecord> record(const BackupId& id, const std::string& who, Instant now);
  /// At most kBackupFilesPage, from that number on. Errors also: conflict "backup.not_ready".
  Result<BackupFiles> files(const BackupId& id, const std::string& who, std::size_t from,
                            Instant now);
  struct File {
    BackupFile file;
    std::filesystem::path path;
  };
  Result<File> file(const BackupId& id, const std::string& who, std::size_t number, Instant now);
  /// It arrived: noted as the last one. Errors also: conflict "backup.not_ready"; those of the
  /// disk.
  Result<LastBackup> finish(const BackupId& id, const std::string& who, const std::string& place);
  /// Nobody wants it any more, though it is still being made.
  Status drop(const BackupId& id, const std::string& who);
  /// Errors: corrupt.
  Result<std::optional<LastBackup>> last() const;

  /// Makes what is asked for, removes what is no longer wanted. May take minutes.
  void step(Instant now);
  /// What is being made ends soon.
  void stop() { stopped_ = true; }

 private:
  struct Job {
    BackupRecord record;
    std::vector<BackupFile> files;
    Instant used_at{};
    bool begun = false;
  };

  /// With the lock held. Errors: not_found.
  Result<Job*> find(const BackupId& id, const std::string& who);
  std::filesystem::path folder_of(const BackupId& id) const;
  void remove_unwanted(Instant now);
  Result<std::vector<BackupFile>> make(const BackupRecord& record);
  bool goes_on(const BackupId& id, std::int64_t done_bytes, std::int64_t total_bytes);

  const std::filesystem::path folder_;
  Random& random_;
  const std::int64_t spare_bytes_;
  std::atomic<bool> stopped_ = false;
  mutable std::mutex mutex_;
  std::optional<Job> job_;
};

}  // namespace bangtin
