#include <algorithm>

#include "manager/client/answers.h"
#include "manager/client/client.h"

namespace bangtin {
namespace {

std::string backup_target(const BackupId& id) { return "/v1/backups/" + id.text; }

/// What is written to a disk is named by us, not by who sent it.
Status check_files(const std::vector<BackupFile>& files) {
  for (const BackupFile& file : files) {
    if (is_backup_file(file.name) && file.size_bytes >= 0) continue;
    return Error{Code::Corrupt, "no file of a backup: " + file.name, "backup.changed"};
  }
  const bool marked = !files.empty() && files.back().name == kBackupMark;
  if (marked) return {};
  return Error{Code::Corrupt, "a backup without its mark", "backup.changed"};
}

}  // namespace

Result<std::optional<LastBackup>> Client::last_backup() {
  return TRY(message_of<BackupSight>(TRY(call("GET", "/v1/backups")))).last;
}

Result<BackupRecord> Client::begin_backup(const std::string& password) {
  Json body;
  body.set("password", password);
  return message_of<BackupRecord>(TRY(call("POST", "/v1/backups", body.dump())));
}

Result<BackupRecord> Client::backup(const BackupId& id) {
  return message_of<BackupRecord>(TRY(call("GET", backup_target(id))));
}

Result<std::vector<BackupFile>> Client::backup_files(const BackupRecord& backup) {
  std::vector<BackupFile> all;
  while (std::int64_t(all.size()) < backup.files && all.size() < limits::kBackupFilesMax) {
    BackupFiles page = TRY(message_of<BackupFiles>(
        TRY(call("GET", backup_target(backup.id) + "/files?from=" + std::to_string(all.size())))));
    if (page.files.empty()) break;
    std::ranges::move(page.files, std::back_inserter(all));
  }
  TRY(check_files(all));
  return all;
}

Result<std::string> Client::backup_piece(const BackupId& id, std::size_t number,
                                         const BackupFile& file, std::int64_t offset_bytes) {
  const std::int64_t end = std::min(offset_bytes + limits::kBackupPieceBytes, file.size_bytes);
  HttpRequest request{"GET", backup_target(id) + "/files/" + std::to_string(number), {}, {}};
  request.headers.emplace_back("Authorization", "Bearer " + token_);
  request.headers.emplace_back(
      "Range", "bytes=" + std::to_string(offset_bytes) + "-" + std::to_string(end - 1));
  HttpResponse response = TRY(channel_.send(request));
  const bool whole = response.status == 200 && offset_bytes == 0;
  if (response.status != 206 && !whole) return error_from_body(response.body, response.status);
  if (std::int64_t(response.body.size()) == end - offset_bytes) return std::move(response.body);
  return Error{Code::Unavailable, "a piece of another size", {}};
}

Result<LastBackup> Client::finish_backup(const BackupId& id, const std::string& place) {
  Json body;
  body.set("place", place);
  return message_of<LastBackup>(TRY(call("POST", backup_target(id) + "/finish", body.dump())));
}

Status Client::drop_backup(const BackupId& id) {
  TRY(call("DELETE", backup_target(id)));
  return {};
}

}  // namespace bangtin
