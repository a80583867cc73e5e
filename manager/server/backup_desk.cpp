#include "manager/server/backup_desk.h"

#include <algorithm>

#include "manager/server/data_folder.h"
#include "manager/store/rows.h"
#include "shared/base/files.h"
#include "shared/base/log.h"

namespace bangtin {
namespace {

namespace fs = std::filesystem;

constexpr const char* kCopies = "backup";

/// What is found only because something else broke, in words of a backup.
std::string problem_of(const Error& error) {
  if (!error.key.empty()) return error.key;
  if (error.code == Code::Full) return "backup.server_full";
  if (error.code == Code::Corrupt) return "backup.server_damaged";
  return "backup.failed";
}

}  // namespace

BackupDesk::BackupDesk(fs::path folder, Random& random, std::int64_t spare_bytes)
    : folder_(std::move(folder)), random_(random), spare_bytes_(spare_bytes) {}

fs::path BackupDesk::folder_of(const BackupId& id) const { return folder_ / kCopies / id.text; }

Result<BackupDesk::Job*> BackupDesk::find(const BackupId& id, const std::string& who) {
  if (job_ && job_->record.id == id && job_->record.who == who) return &*job_;
  return Error{Code::NotFound, "there is no such backup", "backup.gone"};
}

Result<BackupRecord> BackupDesk::begin(const std::string& who, Instant now) {
  const std::lock_guard lock(mutex_);
  if (job_ && job_->record.who != who && job_->record.state != BackupState::Failed) {
    return Error{Code::Conflict, "another person takes a backup", "backup.busy"};
  }
  Job job;
  job.record.id = BackupId{new_id_text(random_)};
  job.record.who = who;
  job.record.made_at = job.used_at = now;
  job_ = std::move(job);
  return job_->record;
}

Result<BackupRecord> BackupDesk::record(const BackupId& id, const std::string& who, Instant now) {
  const std::lock_guard lock(mutex_);
  Job& job = *TRY(find(id, who));
  job.used_at = now;
  return job.record;
}

Result<BackupFiles> BackupDesk::files(const BackupId& id, const std::string& who, std::size_t from,
                                      Instant now) {
  const std::lock_guard lock(mutex_);
  Job& job = *TRY(find(id, who));
  if (job.record.state != BackupState::Ready) {
    return Error{Code::Conflict, "the backup is not ready", "backup.not_ready"};
  }
  job.used_at = now;
  const std::size_t begin = std::min(from, job.files.size());
  const std::size_t end = std::min(begin + limits::kBackupFilesPage, job.files.size());
  return BackupFiles{
      {job.files.begin() + std::ptrdiff_t(begin), job.files.begin() + std::ptrdiff_t(end)}};
}

Result<BackupDesk::File> BackupDesk::file(const BackupId& id, const std::string& who,
                                          std::size_t number, Instant now) {
  const std::lock_guard lock(mutex_);
  Job& job = *TRY(find(id, who));
  if (number >= job.files.size()) {
    return Error{Code::NotFound, "the backup has no such file", "backup.gone"};
  }
  job.used_at = now;
  return File{job.files[number], folder_of(id) / job.files[number].name};
}

Result<LastBackup> BackupDesk::finish(const BackupId& id, const std::string& who,
                                      const std::string& place) {
  const std::lock_guard lock(mutex_);
  const Job& job = *TRY(find(id, who));
  if (job.record.state != BackupState::Ready) {
    return Error{Code::Conflict, "the backup is not ready", "backup.not_ready"};
  }
  const LastBackup last{job.record.made_at, who, place};
  TRY(data_folder::note_backup(folder_, last));
  job_.reset();
  return last;
}

Status BackupDesk::drop(const BackupId& id, const std::string& who) {
  const std::lock_guard lock(mutex_);
  TRY(find(id, who));
  job_.reset();
  return {};
}

Result<std::optional<LastBackup>> BackupDesk::last() const {
  return data_folder::last_backup(folder_);
}

void BackupDesk::remove_unwanted(Instant now) {
  std::string wanted;
  {
    const std::lock_guard lock(mutex_);
    const bool lies = job_ && job_->record.state != BackupState::Making &&
                      now - job_->used_at >= limits::kBackupIdle;
    if (lies) job_.reset();
    if (job_) wanted = job_->record.id.text;
  }
  std::error_code error;
  for (const std::string& name : files::list(folder_ / kCopies)) {
    if (name != wanted) fs::remove_all(folder_ / kCopies / name, error);
  }
}

bool BackupDesk::goes_on(const BackupId& id, std::int64_t done_bytes, std::int64_t total_bytes) {
  if (stopped_) return false;
  const std::lock_guard lock(mutex_);
  if (!job_ || job_->record.id != id) return false;
  job_->record.permille = done_bytes * 1'000 / std::max<std::int64_t>(total_bytes, 1);
  return true;
}

Result<std::vector<BackupFile>> BackupDesk::make(const BackupRecord& record) {
  std::error_code error;
  // Only the database is copied; of blobs both folders hold the same files.
  const auto needed = std::int64_t(fs::file_size(folder_ / data_folder::kDatabase, error));
  const fs::space_info space = fs::space(folder_, error);
  if (!error && std::int64_t(space.available) < needed + spare_bytes_) {
    return Error{Code::Full, "no room for a copy of the database", "backup.server_full"};
  }
  const fs::path out = folder_of(record.id);
  TRY(data_folder::backup(folder_, out, record.made_at,
                          [&](std::int64_t done_bytes, std::int64_t total_bytes) {
                            return goes_on(record.id, done_bytes, total_bytes);
                          }));
  return data_folder::files_of(out);
}

void BackupDesk::step(Instant now) {
  remove_unwanted(now);
  std::optional<BackupRecord> wanted;
  {
    const std::lock_guard lock(mutex_);
    if (job_ && !std::exchange(job_->begun, true)) wanted = job_->record;
  }
  if (!wanted) return;
  Result<std::vector<BackupFile>> made = make(*wanted);
  const std::lock_guard lock(mutex_);
  // Given up meanwhile: the next step removes what there is of it.
  if (!job_ || job_->record.id != wanted->id) return;
  BackupRecord& record = job_->record;
  if (!made) {
    log::warn("server", "no backup was made", {{"why", made.error().message}});
    record.state = BackupState::Failed;
    record.problem = problem_of(made.error());
    return;
  }
  job_->files = std::move(made).value();
  record.files = std::int64_t(job_->files.size());
  for (const BackupFile& file : job_->files) record.size_bytes += file.size_bytes;
  record.permille = 1'000;
  record.state = BackupState::Ready;
}

}  // namespace bangtin
