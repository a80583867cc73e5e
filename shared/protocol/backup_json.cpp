#include <algorithm>

#include "shared/model/names.h"
#include "shared/protocol/backup_messages.h"
#include "shared/protocol/message_json.h"

namespace bangtin {
namespace {

constexpr Named<BackupState> kBackupStates[] = {
    {BackupState::Making, "making"},
    {BackupState::Ready, "ready"},
    {BackupState::Failed, "failed"},
};

constexpr std::string_view kBackupFileNames[] = {"db.sqlite", "keys/tls.pem", "keys/tls.key",
                                                 kBackupMark};

}  // namespace

bool is_backup_file(std::string_view name) {
  constexpr std::string_view kBlobFolder = "blobs/";
  if (name.starts_with(kBlobFolder)) {
    return digest_from_hex(name.substr(kBlobFolder.size())).has_value();
  }
  return std::ranges::find(kBackupFileNames, name) != std::ranges::end(kBackupFileNames);
}

std::string_view name_of(BackupState state) { return name_in(kBackupStates, state); }
bool from_name(std::string_view name, BackupState& out) {
  return value_in(kBackupStates, name, out);
}

bool is_backup_due(const std::optional<LastBackup>& last, Instant now) {
  if (!last) return true;
  constexpr auto kClocksApart = std::chrono::hours(24);
  return now - last->made_at > limits::kBackupDue || last->made_at - now > kClocksApart;
}

template <class Visitor, Is<BackupFile> Value>
void fields(Visitor& field, Value& file) {
  field("name", file.name);
  field("size_bytes", file.size_bytes);
  field("sha256", file.sha256);
}

template <class Visitor, Is<BackupRecord> Value>
void fields(Visitor& field, Value& record) {
  field("id", record.id);
  field("who", record.who);
  field("made_at", record.made_at);
  field("state", record.state);
  field("permille", record.permille);
  field("files", record.files);
  field("size_bytes", record.size_bytes);
  field("problem", record.problem);
}

template <class Visitor, Is<BackupFiles> Value>
void fields(Visitor& field, Value& page) {
  field.list("files", page.files, limits::kBackupFilesPage);
}

template <class Visitor, Is<LastBackup> Value>
void fields(Visitor& field, Value& last) {
  field("made_at", last.made_at);
  field("who", last.who);
  field("place", last.place);
}

template <class Visitor, Is<BackupSight> Value>
void fields(Visitor& field, Value& sight) {
  field("last", sight.last);
}

BANGTIN_DEFINE_MESSAGE(BackupFile)
BANGTIN_DEFINE_MESSAGE(BackupRecord)
BANGTIN_DEFINE_MESSAGE(BackupFiles)
BANGTIN_DEFINE_MESSAGE(LastBackup)
BANGTIN_DEFINE_MESSAGE(BackupSight)

}  // namespace bangtin
