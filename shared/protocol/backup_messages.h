// A backup that an administrator takes with him over the network, as the HTTP API speaks of it.
// Paths and meaning: docs/PROTOCOL.md. Thread: any; pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/base/backup_limits.h"
#include "shared/protocol/messages.h"

namespace bangtin {

using BackupId = Id<struct BackupTag>;

/// The file of a backup that is written last: without it there is no backup.
inline constexpr std::string_view kBackupMark = "backup.json";

/// True for the names that files of a backup may have, "db.sqlite" or "blobs/" and 64 hexadecimal
/// digits: whoever writes them down trusts no other.
bool is_backup_file(std::string_view name);

struct BackupFile {
  std::string name;  ///< below the backup's folder, with "/"
  std::int64_t size_bytes = 0;
  Digest sha256;
};

enum class BackupState { Making, Ready, Failed };
std::string_view name_of(BackupState state);
bool from_name(std::string_view name, BackupState& out);

/// A copy that the server makes, or keeps until it was fetched.
struct BackupRecord {
  BackupId id;
  std::string who;  ///< login of the only one who may fetch it
  Instant made_at{};
  BackupState state = BackupState::Making;
  std::int64_t permille = 0;    ///< of the making
  std::int64_t files = 0;       ///< once it is ready
  std::int64_t size_bytes = 0;  ///< of all of them
  std::string problem;          ///< key of assets/lang: why it failed; or empty
};

/// The files from one number on; the mark is the last of all.
struct BackupFiles {
  std::vector<BackupFile> files;
};

/// The backup that arrived last.
struct LastBackup {
  Instant made_at{};
  std::string who;    ///< login; empty: made on the server itself
  std::string place;  ///< for people: the folder
  bool operator==(const LastBackup&) const = default;
};

struct BackupSight {
  std::optional<LastBackup> last;
};

/// No backup, or none that is younger than kBackupDue. One from the future counts as none: nobody
/// knows how old it is.
bool is_backup_due(const std::optional<LastBackup>& last, Instant now);

Json to_json(const BackupFile& message);
Result<void> from_json(const Json& json, BackupFile& out);
Json to_json(const BackupRecord& message);
Result<void> from_json(const Json& json, BackupRecord& out);
Json to_json(const BackupFiles& message);
Result<void> from_json(const Json& json, BackupFiles& out);
Json to_json(const LastBackup& message);
Result<void> from_json(const Json& json, LastBackup& out);
Json to_json(const BackupSight& message);
Result<void> from_json(const Json& json, BackupSight& out);

}  // namespace bangtin
