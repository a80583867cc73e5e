// DataFolder: all that a server owns on disk, in one folder: db.sqlite, blobs/, keys/seal.key,
// keys/next.key while a new online key waits for the commune's signature, keys/tls.pem,
// keys/tls.key, and setup-token while nobody was set up. Also its backup and restore.
// Thread: the main one, at start; backup() also beside a running server.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/files.h"
#include "shared/crypto/certificate.h"
#include "shared/crypto/ed25519.h"
#include "shared/protocol/backup_messages.h"
#include "shared/storage/db.h"

namespace bangtin {

struct ServerKeys {
  KeyPair seal;  ///< signs selections and pairing answers
  Certificate tls;
  Digest tls_pin;
};

namespace data_folder {

inline constexpr const char* kDatabase = "db.sqlite";
inline constexpr const char* kBlobs = "blobs";
inline constexpr const char* kSetupToken = "setup-token";

/// The keys in `folder`; made when the folder is new. Half a set is never completed: a server with
/// another key than the boards have pinned is worse than none. Errors: corrupt, denied, full.
Result<ServerKeys> open_keys(const std::filesystem::path& folder, Random& random, Instant now);

/// The online key that waits for the commune's signature, as it lies there now; nothing where none
/// does. Errors: corrupt, denied.
Result<std::optional<KeyPair>> next_online_key(const std::filesystem::path& folder);
/// Makes one, unless one waits; gives that. The key of today signs on. Errors: full, denied (also
/// to another user than whose the key of today is).
Result<KeyPair> make_next_online_key(const std::filesystem::path& folder, Random& random);
/// The waiting key in the place of the one of today, which is gone then.
Status take_next_online_key(const std::filesystem::path& folder);

/// Held while a server runs, so that none starts twice on one folder. Errors: conflict.
Result<Fd> lock(const std::filesystem::path& folder);

/// Held for a moment by who removes blobs, and by a backup as long as it copies. Errors:
/// unavailable when the other holds it and `wait` is false.
Result<Fd> lock_blobs(const std::filesystem::path& folder, bool wait);

/// How much of a backup was checked, in bytes; false ends it.
using BackupWatch = std::function<bool(std::int64_t done_bytes, std::int64_t total_bytes)>;

/// A complete copy in the new folder `out`, while the server may run: database, blobs (by hard link
/// where the disk can), the key of the server's name but not its online key: a copy that is lost
/// must not sign. Read back and checked before it counts. Errors: conflict (`out` holds something,
/// or `watch` ended it), not_found (no server's folder), corrupt, full, unavailable.
Status backup(const std::filesystem::path& folder, const std::filesystem::path& out, Instant now,
              const BackupWatch& watch = {});

/// The files of a complete backup, its mark last. Errors: not_found, corrupt, unavailable.
Result<std::vector<BackupFile>> files_of(const std::filesystem::path& backup);

/// The backup of this folder that arrived last, as noted by note_backup. Errors: corrupt.
Result<std::optional<LastBackup>> last_backup(const std::filesystem::path& folder);
Status note_backup(const std::filesystem::path& folder, const LastBackup& last);

/// Puts a checked backup into an empty or missing `folder`, with an online key of its own: what the
/// server signed after the backup must not stand against what it signs from now on, and the
/// commune's key has to say so once (docs/OPERATING.md). Nobody is signed in there. What did not
/// work leaves an empty folder; one that a power cut left half done is no server's folder and may
/// be filled again. Errors: conflict (it holds something), not_found or corrupt (the backup), full,
/// unavailable.
Status restore(const std::filesystem::path& from, const std::filesystem::path& folder,
               Random& random);

}  // namespace data_folder
}  // namespace bangtin
