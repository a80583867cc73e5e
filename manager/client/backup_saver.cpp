#include "manager/client/backup_saver.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "manager/client/patient_work.h"
#include "shared/base/files.h"
#include "shared/crypto/sha256.h"

namespace bangtin {
namespace {

namespace fs = std::filesystem;

constexpr auto kLookEvery = std::chrono::milliseconds(500);
constexpr auto kServerPatience = std::chrono::minutes(5);
constexpr const char* kUnfinished = ".dang-ghi";  ///< at the end of a folder that is being written
constexpr int kNamesTried = 100;
/// A disk counts more than the bytes of the files.
constexpr std::int64_t kSlackPerFile = 32 << 10;
/// Larger files reach the stick one by one, so that the progress is true; small ones together.
constexpr std::int64_t kSyncedAloneBytes = 1 << 20;

Error stopped_by_person() { return {Code::Conflict, "a person stopped it", "backup.cancelled"}; }

Error disk_error(const Error& error) {
  const char* key = error.code == Code::Full       ? "backup.no_room"
                    : error.code == Code::Denied   ? "backup.no_writing"
                    : error.code == Code::NotFound ? "backup.no_place"
                                                   : "backup.disk";
  return {error.code, error.message, key};
}

Error disk_error(int number, const fs::path& path) {
  // A stick that is set to be read only says this of each file.
  if (number == EROFS) return {Code::Denied, path.string(), "backup.no_writing"};
  return disk_error(files::error_of(number, path.string()));
}

/// All that was written to the disk of this folder is on it.
Status sync_disk(const fs::path& folder) {
  const Fd fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd.valid() || ::syncfs(fd.get()) != 0) return disk_error(errno, folder);
  return {};
}

/// A new file of the backup.
class NewFile {
 public:
  explicit NewFile(const fs::path& path)
      : path_(path),
        fd_(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)),
        opened_(errno) {}

  Status write(std::string_view bytes) {
    if (!fd_.valid()) return disk_error(opened_, path_);
    while (!bytes.empty()) {
      const ssize_t put = ::write(fd_.get(), bytes.data(), bytes.size());
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) return disk_error(errno, path_);
      bytes.remove_prefix(std::size_t(put));
    }
    return {};
  }
  Status sync() {
    TRY(write({}));
    if (::fdatasync(fd_.get()) != 0) return disk_error(errno, path_);
    return {};
  }

 private:
  const fs::path path_;
  const Fd fd_;
  const int opened_;
};

/// One backup on its way.
class Saver : PatientWork {
 public:
  Saver(Client& client, const fs::path& place, int utc_offset_minutes, const BackupSaveWatch& watch)
      : PatientWork(watch.rest, watch.random, watch.clock, kServerPatience, stopped_by_person()),
        client_(client),
        place_(place),
        utc_offset_minutes_(utc_offset_minutes),
        watch_(watch) {}

  Result<SavedBackup> run(const std::string& password) {
    std::error_code error;
    if (!fs::is_directory(place_, error)) {
      return Error{Code::NotFound, place_.string(), "backup.no_place"};
    }
    const BackupRecord begun = TRY(client_.begin_backup(password));
    Result<SavedBackup> saved = save(begun);
    if (saved) return saved;
    if (!unfinished_.empty()) fs::remove_all(unfinished_, error);
    (void)client_.drop_backup(begun.id);
    return saved;
  }

 private:
  Result<SavedBackup> save(BackupRecord record) {
    TRY(wait_until_made(record));
    const auto files = TRY(patiently([&] { return client_.backup_files(record); }));
    TRY(check_room(record));
    SavedBackup saved{"", record.files, record.size_bytes, record.made_at};
    const std::string name = TRY(begin_folder(record.made_at));
    begun_ = watch_.clock.monotonic();
    for (std::size_t number = 0; number < files.size(); ++number) {
      TRY(fetch(record, number, files[number]));
    }
    saved.folder = (place_ / name).string();
    std::error_code error;
    fs::rename(unfinished_, saved.folder, error);
    if (error) return disk_error(error.value(), saved.folder);
    unfinished_.clear();
    TRY(sync_disk(place_));
    // It is whole, though the server may not hear of it.
    (void)patiently([&] { return client_.finish_backup(record.id, saved.folder); });
    return saved;
  }

  Status wait_until_made(BackupRecord& record) {
    while (record.state == BackupState::Making) {
      watch_.show({BackupProgress::Stage::Making,
                   int(std::clamp<std::int64_t>(record.permille, 0, 1'000)), std::nullopt});
      if (!rest(kLookEvery)) return stopped_by_person();
      record = TRY(patiently([&] { return client_.backup(record.id); }));
    }
    if (record.state == BackupState::Ready) return {};
    return Error{Code::Unavailable, "the server made no backup", record.problem};
  }

  Status check_room(const BackupRecord& record) const {
    std::error_code error;
    const fs::space_info space = fs::space(place_, error);
    if (error) return disk_error(error.value(), place_);
    if (std::int64_t(space.available) >= record.size_bytes + record.files * kSlackPerFile) {
      return {};
    }
    return Error{Code::Full, place_.string(), "backup.no_room"};
  }

  /// A folder of its own that nobody takes for a backup yet; returns what it is called in the end.
  Result<std::string> begin_folder(Instant made_at) {
    const std::string plain = backup_folder_name(made_at, utc_offset_minutes_);
    for (int number = 1; number < kNamesTried; ++number) {
      const std::string name = number == 1 ? plain : plain + "-" + std::to_string(number);
      std::error_code error;
      if (fs::exists(place_ / name, error)) continue;
      const fs::path unfinished = place_ / (name + kUnfinished);
      // What a cut left behind.
      fs::remove_all(unfinished, error);
      if (!fs::create_directory(unfinished, error)) return disk_error(error.value(), unfinished);
      unfinished_ = unfinished;
      for (const char* folder : {"blobs", "keys"}) {
        if (!fs::create_directory(unfinished / folder, error)) {
          return disk_error(error.value(), unfinished);
        }
      }
      fs::permissions(unfinished, fs::perms::owner_all, error);  // Where the disk knows of owners.
      return name;
    }
    return Error{Code::Conflict, place_.string(), "backup.disk"};
  }

  Status fetch(const BackupRecord& record, std::size_t number, const BackupFile& file) {
    const bool is_mark = file.name == kBackupMark;
    if (is_mark) {
      watch_.show({BackupProgress::Stage::Finishing, 1'000, std::nullopt});
      TRY(sync_disk(unfinished_));
    }
    NewFile out(unfinished_ / file.name);
    Sha256 hash;
    for (std::int64_t at = 0; at < file.size_bytes;) {
      if (!is_mark) show_saving(record);
      if (!rest(Millis(0))) return stopped_by_person();
      const std::string piece =
          TRY(patiently([&] { return client_.backup_piece(record.id, number, file, at); }));
      TRY(out.write(piece));
      hash.update(piece);
      at += std::int64_t(piece.size());
      done_bytes_ += std::int64_t(piece.size());
    }
    if (hash.finish() != file.sha256) {
      return Error{Code::Corrupt, file.name + " is not what the server has", "backup.changed"};
    }
    return is_mark || file.size_bytes >= kSyncedAloneBytes ? out.sync() : out.write({});
  }

  void show_saving(const BackupRecord& record) {
    const std::int64_t all = std::max<std::int64_t>(record.size_bytes, 1);
    BackupProgress progress{BackupProgress::Stage::Saving,
                            int(std::min<std::int64_t>(done_bytes_ * 1'000 / all, 1'000)),
                            std::nullopt};
    const auto taken = watch_.clock.monotonic() - begun_;
    if (done_bytes_ > 0 && taken > std::chrono::seconds(1)) {
      const double each = std::chrono::duration<double>(taken).count() / double(done_bytes_);
      progress.left =
          Seconds(std::int64_t(each * double(std::max<std::int64_t>(all - done_bytes_, 0))) + 1);
    }
    watch_.show(progress);
  }

  Client& client_;
  const fs::path place_;
  const int utc_offset_minutes_;
  const BackupSaveWatch& watch_;
  fs::path unfinished_;  ///< goes when it ends early
  Monotonic begun_{};
  std::int64_t done_bytes_ = 0;
};

}  // namespace

std::string backup_folder_name(Instant made_at, int utc_offset_minutes) {
  const std::string text = to_iso8601(made_at + std::chrono::minutes(utc_offset_minutes));
  return "bang-tin-" + text.substr(0, 10) + "-" + text.substr(11, 2) + text.substr(14, 2);
}

Result<SavedBackup> save_backup(Client& client, const fs::path& place, const std::string& password,
                                int utc_offset_minutes, const BackupSaveWatch& watch) {
  return Saver(client, place, utc_offset_minutes, watch).run(password);
}

}  // namespace bangtin
