#include "manager/server/data_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "shared/base/json.h"
#include "shared/crypto/sha256.h"
#include "shared/storage/disk.h"

namespace bangtin::data_folder {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSealKey = "keys/seal.key";
constexpr const char* kNextSealKey = "keys/next.key";
constexpr const char* kTlsCertificate = "keys/tls.pem";
constexpr const char* kTlsKey = "keys/tls.key";
constexpr const char* kCopiedKeys[] = {kTlsCertificate, kTlsKey};
constexpr const char* kLock = "server.lock";
constexpr const char* kBlobsLock = "blobs.lock";
constexpr const char* kLastBackup = "last-backup.json";
constexpr const char* kRestoring = "restoring";  ///< stands while a restore fills the folder
constexpr std::uintmax_t kKeyBytesMax = 64u << 10;
constexpr std::uintmax_t kNoteBytesMax = 64u << 10;
constexpr std::size_t kPieceBytes = 1u << 20;

/// Everything of ours is for its owner alone, whatever the umask of who started us.
Status make_private_folder(const fs::path& folder) {
  TRY(files::make_folders(folder));
  if (::chmod(folder.c_str(), 0700) != 0) return files::error_of(errno, folder.string());
  return {};
}

bool holds_something(const fs::path& folder) {
  std::error_code error;
  const fs::directory_iterator entries(folder, error);
  return !error && entries != fs::directory_iterator();
}

Status keep_key(const fs::path& path, const KeyPair& key) {
  const auto seed = to_hex(key.seed().data(), key.seed().size());
  return files::write_atomic(path, seed + "\n", true);
}

/// What another user than the server's makes, the server could not read.
Status check_owner(const fs::path& key) {
  struct stat found {};
  if (::stat(key.c_str(), &found) != 0) return files::error_of(errno, key.string());
  if (found.st_uid == ::geteuid()) return {};
  return Error{Code::Denied,
               key.string() + " is another user's: run it as that one (sudo -u bangtin-server)",
               {}};
}

Status make_online_key(const fs::path& folder, Random& random) {
  return keep_key(folder / kSealKey, KeyPair::generate(random));
}

Status make_keys(const fs::path& folder, Random& random, Instant now) {
  TRY(make_private_folder(folder / "keys"));
  const Certificate tls = TRY(make_certificate("bangtin-server", now));
  TRY(files::write_atomic(folder / kTlsCertificate, tls.certificate_pem, true));
  TRY(files::write_atomic(folder / kTlsKey, tls.private_key_pem, true));
  // That one last: when it is there, all are.
  return make_online_key(folder, random);
}

Result<KeyPair> read_key(const fs::path& path) {
  std::string text = TRY(files::read_all(path, kKeyBytesMax));
  if (!text.empty() && text.back() == '\n') text.pop_back();
  const auto bytes = from_hex(text);
  std::array<std::uint8_t, 32> seed{};
  if (!bytes || bytes->size() != seed.size()) {
    return Error{Code::Corrupt, path.filename().string() + " is no key", {}};
  }
  std::ranges::copy(*bytes, seed.begin());
  return KeyPair::from_seed(seed);
}

/// Of a file below the disk's root; `look` is told of each piece.
Result<Digest> digest_of(Disk& disk, const std::string& path,
                         const std::function<Status(std::size_t bytes)>& look = {}) {
  Sha256 hash;
  for (std::int64_t offset = 0;;) {
    const std::string piece = TRY(disk.read(path, offset, kPieceBytes));
    if (piece.empty()) break;
    hash.update(piece);
    offset += static_cast<std::int64_t>(piece.size());
    if (look) TRY(look(piece.size()));
  }
  return hash.finish();
}

/// The names of the blobs, without what is on its way in.
std::vector<std::string> blob_names(const fs::path& folder) {
  std::vector<std::string> names = files::list(folder / kBlobs);
  std::erase_if(names, [](const std::string& name) { return !digest_from_hex(name); });
  return names;
}

std::int64_t bytes_of_file(const fs::path& path) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  return error ? 0 : std::int64_t(size);
}

Status check_database(Db& db, const std::vector<std::string>& blobs) {
  const auto verdict = TRY(db.query("PRAGMA integrity_check"));
  if (verdict.empty() || text_of(verdict[0][0]) != "ok") {
    return Error{Code::Corrupt, "the database is damaged", {}};
  }
  for (const DbRow& row : TRY(db.query("SELECT blob FROM media"))) {
    const std::string name = to_hex(bytes_of(row[0]));
    if (!std::ranges::binary_search(blobs, name)) {
      return Error{Code::Corrupt, "blob " + name + " is missing", {}};
    }
  }
  return {};
}

Status check_blobs(const fs::path& folder, const std::vector<std::string>& names,
                   const BackupWatch& watch) {
  std::int64_t done = 0, total = 0;
  for (const std::string& name : names) total += bytes_of_file(folder / kBlobs / name);
  const auto look = [&](std::size_t bytes) -> Status {
    done += std::int64_t(bytes);
    if (!watch || watch(done, total)) return {};
    return Error{Code::Conflict, "a person stopped it", "backup.cancelled"};
  };
  const auto disk = TRY(open_posix_disk(folder));
  for (const std::string& name : names) {
    if (to_hex(TRY(digest_of(*disk, std::string(kBlobs) + "/" + name, look))) != name) {
      return Error{Code::Corrupt, "blob " + name + " is not what its name says", {}};
    }
  }
  return {};
}

/// Database sound, every blob it names there, every blob what its name says, the key of the
/// server's name readable.
Status check(const fs::path& folder, const BackupWatch& watch = {}) {
  std::error_code error;
  if (!fs::exists(folder / kDatabase, error)) {
    return Error{Code::NotFound, folder.string() + " holds no database", {}};
  }
  const std::vector<std::string> names = blob_names(folder);
  TRY(check_database(*TRY(open_sqlite((folder / kDatabase).string())), names));
  TRY(check_blobs(folder, names, watch));
  TRY(certificate_pin(TRY(files::read_all(folder / kTlsCertificate, kKeyBytesMax))));
  TRY(files::read_all(folder / kTlsKey, kKeyBytesMax));
  return {};
}

Status copy_durably(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::copy_file(from, to, error);
  if (error) return files::error_of(error.value(), to.string());
  const Fd fd(::open(to.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd.valid() || ::fdatasync(fd.get()) != 0) return files::error_of(errno, to.string());
  return {};
}

Status copy_blobs(const fs::path& from, const fs::path& to, bool may_link) {
  TRY(make_private_folder(to / kBlobs));
  for (const std::string& name : blob_names(from)) {
    const fs::path source = from / kBlobs / name;
    const fs::path target = to / kBlobs / name;
    std::error_code error = std::make_error_code(std::errc::not_supported);
    // A blob is never modified, so both folders may hold the same file.
    if (may_link) fs::create_hard_link(source, target, error);
    if (error) TRY(copy_durably(source, target));
  }
  return files::sync_folder(to / kBlobs);
}

Status copy_keys(const fs::path& from, const fs::path& to) {
  TRY(make_private_folder(to / "keys"));
  for (const char* name : kCopiedKeys) {
    TRY(files::write_atomic(to / name, TRY(files::read_all(from / name, kKeyBytesMax)), true));
  }
  return {};
}

/// What a backup says of itself: when it was made, whose it is, and of which bytes its database is.
Json mark_of(const std::string& commune, const Digest& database, Instant now) {
  Json mark;
  mark.set("format", 1);
  mark.set("made_at", to_iso8601(now));
  mark.set("commune", commune);
  mark.set("database", to_hex(database));
  return mark;
}

Result<std::string> commune_in(const fs::path& folder) {
  const auto db = TRY(open_sqlite((folder / kDatabase).string()));
  const auto rows = TRY(db->query("SELECT name FROM commune"));
  return rows.empty() ? std::string() : text_of(rows[0][0]);
}

Result<Json> read_mark(const fs::path& backup) {
  const std::string path(kBackupMark);
  std::error_code error;
  if (!fs::exists(backup / path, error)) {
    return Error{Code::NotFound, backup.string() + " holds no complete backup", {}};
  }
  return Json::parse(TRY(files::read_all(backup / path, kNoteBytesMax)));
}

/// Everything goes that a restore may have put there.
void clear(const fs::path& folder) {
  std::error_code error;
  const fs::directory_iterator entries(folder, error);
  std::vector<fs::path> found;
  if (!error) {
    for (const fs::directory_entry& entry : entries) found.push_back(entry.path());
  }
  // The mark goes last: until then the folder is no server's.
  std::ranges::stable_partition(found,
                                [](const fs::path& path) { return path.filename() != kRestoring; });
  for (const fs::path& path : found) fs::remove_all(path, error);
}

/// The database by its bytes: the backup may lie where nothing can be written.
Status fill(const fs::path& from, const fs::path& folder, const Json& mark, Random& random) {
  TRY(copy_blobs(from, folder, false));
  TRY(copy_durably(from / kDatabase, folder / kDatabase));
  if (::chmod((folder / kDatabase).c_str(), 0600) != 0) {
    return files::error_of(errno, kDatabase);
  }
  if (mark.find("database") != nullptr) {
    const auto disk = TRY(open_posix_disk(folder));
    if (to_hex(TRY(digest_of(*disk, kDatabase))) != TRY(mark.string_at("database"))) {
      return Error{Code::Corrupt, "the database is not the one that was backed up", {}};
    }
  }
  TRY(copy_keys(from, folder));
  TRY(check(folder));
  TRY(TRY(open_sqlite((folder / kDatabase).string()))->query("DELETE FROM session"));
  TRY(make_online_key(folder, random));
  LastBackup last;
  if (!from_iso8601(TRY(mark.string_at("made_at")))) return {};
  last.made_at = *from_iso8601(TRY(mark.string_at("made_at")));
  last.place = from.string();
  return note_backup(folder, last);
}

}  // namespace

Result<ServerKeys> open_keys(const fs::path& folder, Random& random, Instant now) {
  std::error_code error;
  if (fs::exists(folder / kRestoring, error)) {
    return Error{Code::Corrupt, "a restore into " + folder.string() + " did not end", {}};
  }
  if (!fs::exists(folder / kSealKey, error)) {
    if (fs::exists(folder / kDatabase, error)) {
      return Error{Code::Corrupt, "there is a database but no " + std::string(kSealKey), {}};
    }
    TRY(make_private_folder(folder));
    TRY(make_keys(folder, random, now));
  }
  KeyPair seal = TRY(read_key(folder / kSealKey));
  Certificate tls{TRY(files::read_all(folder / kTlsCertificate, kKeyBytesMax)),
                  TRY(files::read_all(folder / kTlsKey, kKeyBytesMax))};
  const Digest pin = TRY(certificate_pin(tls.certificate_pem));
  return ServerKeys{std::move(seal), std::move(tls), pin};
}

Result<std::optional<KeyPair>> next_online_key(const fs::path& folder) {
  std::error_code error;
  if (!fs::exists(folder / kNextSealKey, error)) return std::optional<KeyPair>();
  return std::optional(TRY(read_key(folder / kNextSealKey)));
}

Result<KeyPair> make_next_online_key(const fs::path& folder, Random& random) {
  TRY(check_owner(folder / kSealKey));
  if (auto waiting = TRY(next_online_key(folder))) return *std::move(waiting);
  KeyPair made = KeyPair::generate(random);
  TRY(keep_key(folder / kNextSealKey, made));
  return made;
}

/// Twice where a cut came between: both files hold the same then.
Status take_next_online_key(const fs::path& folder) {
  const auto next = TRY(next_online_key(folder));
  if (!next) return {};
  TRY(keep_key(folder / kSealKey, *next));
  return files::remove(folder / kNextSealKey);
}

Result<Fd> lock(const fs::path& folder) {
  Fd fd(::open((folder / kLock).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!fd.valid()) return files::error_of(errno, (folder / kLock).string());
  if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
    return Error{Code::Conflict, "another server runs on " + folder.string(), {}};
  }
  return fd;
}

Result<Fd> lock_blobs(const fs::path& folder, bool wait) {
  Fd fd(::open((folder / kBlobsLock).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!fd.valid()) return files::error_of(errno, (folder / kBlobsLock).string());
  int locked = 0;
  do {
    locked = ::flock(fd.get(), wait ? LOCK_EX : LOCK_EX | LOCK_NB);
  } while (locked != 0 && errno == EINTR);
  if (locked != 0) return Error{Code::Unavailable, "the blobs are in use", {}};
  return fd;
}

Status backup(const fs::path& folder, const fs::path& out, Instant now, const BackupWatch& watch) {
  std::error_code error;
  if (!fs::exists(folder / kDatabase, error)) {
    return Error{Code::NotFound, folder.string() + " is no server's folder", {}};
  }
  if (holds_something(out)) return Error{Code::Conflict, out.string() + " is not empty", {}};
  TRY(make_private_folder(out));
  const Fd nobody_removes_blobs = TRY(lock_blobs(folder, true));
  {
    // The database before the blobs: what it names was stored before it was named.
    const auto db = TRY(open_sqlite((folder / kDatabase).string()));
    TRY(db->backup_to((out / kDatabase).string()));
  }
  TRY(copy_blobs(folder, out, true));
  TRY(copy_keys(folder, out));
  TRY(check(out, watch));
  const std::string commune = TRY(commune_in(out));
  const auto disk = TRY(open_posix_disk(out));
  const Json mark = mark_of(commune, TRY(digest_of(*disk, kDatabase)), now);
  return files::write_atomic(out / std::string(kBackupMark), mark.dump(), true);
}

Result<std::vector<BackupFile>> files_of(const fs::path& backup) {
  const Json mark = TRY(read_mark(backup));
  const auto database = digest_from_hex(TRY(mark.string_at("database")));
  if (!database) return Error{Code::Corrupt, "the mark of the backup", {}};
  std::vector<BackupFile> all;
  for (const std::string& name : blob_names(backup)) {
    const std::string path = std::string(kBlobs) + "/" + name;
    all.push_back({path, bytes_of_file(backup / path), *digest_from_hex(name)});
  }
  all.push_back({kDatabase, bytes_of_file(backup / kDatabase), *database});
  for (const std::string& name :
       {std::string(kTlsCertificate), std::string(kTlsKey), std::string(kBackupMark)}) {
    const std::string bytes = TRY(files::read_all(backup / name, kKeyBytesMax));
    all.push_back({name, std::int64_t(bytes.size()), sha256(bytes)});
  }
  return all;
}

Result<std::optional<LastBackup>> last_backup(const fs::path& folder) {
  const auto bytes = files::read_all(folder / kLastBackup, kNoteBytesMax);
  if (!bytes && bytes.error().code == Code::NotFound) return std::optional<LastBackup>();
  if (!bytes) return bytes.error();
  LastBackup last;
  TRY(from_json(TRY(Json::parse(*bytes)), last));
  return std::optional(std::move(last));
}

Status note_backup(const fs::path& folder, const LastBackup& last) {
  return files::write_atomic(folder / kLastBackup, to_json(last).dump(), true);
}

Status restore(const fs::path& from, const fs::path& folder, Random& random) {
  std::error_code error;
  if (fs::exists(folder / kRestoring, error)) clear(folder);
  if (holds_something(folder)) return Error{Code::Conflict, folder.string() + " is not empty", {}};
  const Json mark = TRY(read_mark(from));
  TRY(make_private_folder(folder));
  TRY(files::write_atomic(folder / kRestoring, "", true));
  Status filled = fill(from, folder, mark, random);
  if (filled) filled = files::remove(folder / kRestoring);
  if (!filled) clear(folder);
  return filled;
}

}  // namespace bangtin::data_folder
