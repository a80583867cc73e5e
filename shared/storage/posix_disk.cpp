// The Disk of a real machine: files below a root folder.
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "shared/base/check.h"
#include "shared/base/files.h"
#include "shared/storage/disk.h"

namespace bangtin {
namespace {

namespace fs = std::filesystem;

Error last_error(std::string_view verb, const fs::path& path) {
  return files::error_of(errno, std::string(verb) + " " + path.string());
}

class PosixDisk final : public Disk {
 public:
  explicit PosixDisk(fs::path root) : root_(std::move(root)) {}

  Result<std::string> read(std::string_view name, std::int64_t offset,
                           std::size_t size_max) override {
    const fs::path path = at(name);
    const Fd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (!fd.valid()) return last_error("open", path);
    const std::int64_t there = TRY(size_of(fd.get(), path));
    const std::int64_t left = std::max<std::int64_t>(there - offset, 0);
    std::string bytes(std::min(size_max, static_cast<std::size_t>(left)), '\0');
    std::size_t filled = 0;
    while (filled < bytes.size()) {
      const ssize_t got = ::pread(fd.get(), bytes.data() + filled, bytes.size() - filled,
                                  offset + static_cast<std::int64_t>(filled));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return last_error("read", path);
      if (got == 0) break;
      filled += static_cast<std::size_t>(got);
    }
    bytes.resize(filled);
    return bytes;
  }

  Result<std::int64_t> size(std::string_view name) override {
    const fs::path path = at(name);
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0) return last_error("stat", path);
    if (!S_ISREG(status.st_mode)) return files::error_of(ENOENT, "no file " + path.string());
    return static_cast<std::int64_t>(status.st_size);
  }

  Status append(std::string_view name, std::string_view bytes) override {
    const fs::path path = at(name);
    constexpr int kFlags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW;
    Fd fd(::open(path.c_str(), kFlags, 0644));
    if (!fd.valid() && errno == ENOENT) {
      TRY(files::make_folders(path.parent_path()));
      fd = Fd(::open(path.c_str(), kFlags, 0644));
    }
    if (!fd.valid()) return last_error("open", path);
    while (!bytes.empty()) {
      const ssize_t written = ::write(fd.get(), bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return last_error("write", path);
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
  }

  Status truncate(std::string_view name, std::int64_t size) override {
    const fs::path path = at(name);
    const Fd fd(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!fd.valid()) return last_error("open", path);
    if (size > TRY(size_of(fd.get(), path))) {
      return files::error_of(EINVAL, "truncate to more than there is " + path.string());
    }
    if (::ftruncate(fd.get(), size) != 0) return last_error("truncate", path);
    return {};
  }

  Status sync(std::string_view name) override {
    const fs::path path = at(name);
    const Fd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!fd.valid()) return last_error("open", path);
    if (::fdatasync(fd.get()) != 0) return last_error("fdatasync", path);
    // Whoever reads back to check shall read the disk, not the memory; the kernel does it if it
    // can.
    ::posix_fadvise(fd.get(), 0, 0, POSIX_FADV_DONTNEED);
    return files::sync_folder(path.parent_path());
  }

  Status rename(std::string_view from, std::string_view to) override {
    const fs::path source = at(from);
    const fs::path target = at(to);
    TRY(files::make_folders(target.parent_path()));
    if (::rename(source.c_str(), target.c_str()) != 0) return last_error("rename", source);
    TRY(files::sync_folder(target.parent_path()));
    if (source.parent_path() == target.parent_path()) return {};
    return files::sync_folder(source.parent_path());
  }

  Status write_atomic(std::string_view name, std::string_view bytes, bool secret) override {
    const fs::path path = at(name);
    TRY(files::make_folders(path.parent_path()));
    return files::write_atomic(path, bytes, secret);
  }

  Status remove(std::string_view name) override { return files::remove(at(name)); }

  std::vector<std::string> list(std::string_view folder) override {
    const fs::path path = folder.empty() ? root_ : at(folder);
    std::vector<std::string> names = files::list(path);
    std::erase_if(names, [&](const std::string& name) {
      struct stat status {};
      return ::lstat((path / name).c_str(), &status) != 0 || !S_ISREG(status.st_mode);
    });
    return names;
  }

  Status reserve(std::int64_t size_bytes) override {
    struct statvfs space {};
    while (::statvfs(root_.c_str(), &space) != 0) {
      if (errno != EINTR) return last_error("statvfs", root_);
    }
    const auto free = static_cast<std::uint64_t>(space.f_bavail) * space.f_frsize;
    if (size_bytes > 0 && free < static_cast<std::uint64_t>(size_bytes)) {
      return files::error_of(ENOSPC, std::to_string(size_bytes) + " more bytes do not fit");
    }
    return {};
  }

 private:
  /// Names are made by our own programs: one that leaves the root is a bug.
  fs::path at(std::string_view name) const {
    const fs::path relative(name);
    CHECK(!name.empty() && relative.is_relative() && name.find('\0') == std::string_view::npos);
    for (const fs::path& part : relative) CHECK(part != "..");
    return root_ / relative;
  }

  static Result<std::int64_t> size_of(int fd, const fs::path& path) {
    struct stat status {};
    if (::fstat(fd, &status) != 0) return last_error("stat", path);
    if (!S_ISREG(status.st_mode)) return files::error_of(ENOENT, "no file " + path.string());
    return static_cast<std::int64_t>(status.st_size);
  }

  fs::path root_;
};

}  // namespace

Result<std::unique_ptr<Disk>> open_posix_disk(const std::filesystem::path& root) {
  TRY(files::make_folders(root));
  return std::unique_ptr<Disk>(std::make_unique<PosixDisk>(root));
}

}  // namespace bangtin
