#include "shared/base/files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace bangtin {
namespace files {
namespace {

namespace fs = std::filesystem;

Error last_error(std::string_view verb, const fs::path& path) {
  return error_of(errno, std::string(verb) + " " + path.string());
}

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

bool is_same_file(int fd, const fs::path& path) {
  struct stat open_file {};
  struct stat named {};
  return ::fstat(fd, &open_file) == 0 && ::lstat(path.c_str(), &named) == 0 &&
         open_file.st_dev == named.st_dev && open_file.st_ino == named.st_ino;
}

/// Opens and locks the temp file. Its name is fixed, so what a crash leaves behind is overwritten
/// by the next write; the lock lets two writers of one path take turns. Whoever waited for the
/// lock may hold a file that was meanwhile renamed away: then once more.
Result<Fd> open_temp(const fs::path& temp) {
  for (;;) {
    Fd fd(::open(temp.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!fd.valid()) return last_error("open", temp);
    while (::flock(fd.get(), LOCK_EX) != 0) {
      if (errno != EINTR) return last_error("lock", temp);
    }
    if (is_same_file(fd.get(), temp)) return fd;
  }
}

Status fill_and_sync(int fd, std::string_view bytes, bool secret, const fs::path& temp) {
  if (::ftruncate(fd, 0) != 0) return last_error("truncate", temp);
  if (::fchmod(fd, secret ? 0600 : 0644) != 0) return last_error("chmod", temp);
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return last_error("write", temp);
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  // A second fsync after a failed one may report success for bytes that are gone: never retried.
  if (::fdatasync(fd) != 0) return last_error("fdatasync", temp);
  return {};
}

}  // namespace

Error error_of(int error_number, std::string_view what) {
  const auto code = [error_number] {
    switch (error_number) {
      case ENOENT:
      case ENOTDIR:
        return Code::NotFound;
      case EACCES:
      case EPERM:
      case EROFS:
        return Code::Denied;
      case ENOSPC:
      case EDQUOT:
      case EFBIG:
        return Code::Full;
      case EEXIST:
        return Code::Conflict;
      case EINVAL:
      case EISDIR:
      case ELOOP:
      case ENAMETOOLONG:
        return Code::Invalid;
      default:
        return Code::Unavailable;
    }
  }();
  return {code, std::string(what) + ": " + std::generic_category().message(error_number), {}};
}

Result<std::string> read_all(const fs::path& path, std::uintmax_t bytes_max) {
  // Without O_NONBLOCK a FIFO in the place of a file would hold the caller for ever.
  Fd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!fd.valid()) return last_error("open", path);
  struct stat status {};
  if (::fstat(fd.get(), &status) != 0) return last_error("stat", path);
  if (!S_ISREG(status.st_mode)) return error_of(EINVAL, "no regular file: " + path.string());
  const Error too_large{
      Code::Invalid, path.string() + ": larger than " + std::to_string(bytes_max) + " bytes", {}};
  if (static_cast<std::uintmax_t>(status.st_size) > bytes_max) return too_large;
  // The size is only a hint: the file may grow, and files under /proc say 0.
  constexpr std::size_t kStepBytes = 64u << 10;
  std::string bytes;
  std::size_t filled = 0;
  for (;;) {
    const std::size_t left = static_cast<std::size_t>(status.st_size) > filled
                                 ? static_cast<std::size_t>(status.st_size) - filled
                                 : 0;
    if (filled == bytes.size())
      bytes.resize(filled + std::max(left + 1, filled ? kStepBytes : 512));
    const ssize_t got = ::read(fd.get(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0) {
      if (errno == EINTR) continue;
      return last_error("read", path);
    }
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
    if (filled > bytes_max) return too_large;
  }
  bytes.resize(filled);
  return bytes;
}

Status write_atomic(const fs::path& path, std::string_view bytes, bool secret) {
  const fs::path folder = folder_of(path);
  const fs::path temp = folder / (".tmp-" + path.filename().string());
  const Fd fd = TRY(open_temp(temp));
  Status written = fill_and_sync(fd.get(), bytes, secret, temp);
  if (written.ok() && ::rename(temp.c_str(), path.c_str()) != 0) {
    written = last_error("rename", path);
  }
  if (!written.ok()) {
    ::unlink(temp.c_str());
    return written;
  }
  return sync_folder(folder);
}

Status sync_folder(const fs::path& folder) {
  const Fd fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd.valid()) return last_error("open", folder);
  if (::fsync(fd.get()) != 0) return last_error("fsync", folder);
  return {};
}

Status make_folders(const fs::path& folder) {
  const fs::path plain = folder.has_filename() ? folder : folder.parent_path();
  struct stat status {};
  if (::stat(plain.c_str(), &status) == 0) {
    if (S_ISDIR(status.st_mode)) return {};
    return error_of(EEXIST, "a file is in the place of folder " + plain.string());
  }
  if (errno != ENOENT) return last_error("stat", plain);
  const fs::path parent = folder_of(plain);
  if (parent != plain) TRY(make_folders(parent));
  // Another process may have been quicker; that is as good.
  if (::mkdir(plain.c_str(), 0755) != 0 && errno != EEXIST) return last_error("mkdir", plain);
  return sync_folder(parent);
}

Status remove(const fs::path& path) {
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) return last_error("unlink", path);
  return {};
}

std::vector<std::string> list(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code problem;
  for (fs::directory_iterator it(folder, problem), end; !problem && it != end;
       it.increment(problem)) {
    std::string name = it->path().filename().string();
    if (!name.starts_with(".tmp-")) names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace files

void Fd::reset() {
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
}

}  // namespace bangtin
