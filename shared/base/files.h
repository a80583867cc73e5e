// Files with the house's disk discipline: temp file, write, fdatasync, rename, fsync the folder.
// A failed fsync is final. Thread: any; each call is independent.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace bangtin {

namespace files {

/// The whole regular file. Errors: not_found; denied; invalid when larger than `bytes_max` or no
/// regular file; unavailable on I/O.
Result<std::string> read_all(const std::filesystem::path& path, std::uintmax_t bytes_max);

/// Replaces `path` as one step: a reader, or a power cut, sees the old or the new bytes, never a
/// mix. Durable on return. Mode is 0600 when `secret`, else 0644. A crash may leave `.tmp-<name>`
/// beside it, which the next write takes over. Two writers of one path take turns.
/// Errors: not_found (no folder), denied, full (no space), unavailable on I/O.
Status write_atomic(const std::filesystem::path& path, std::string_view bytes, bool secret = false);

/// fsync of a folder, so that renames and unlinks in it are durable.
Status sync_folder(const std::filesystem::path& folder);

/// Creates the folder and its parents, durably. Errors: conflict (a file is in its place), denied,
/// full, unavailable.
Status make_folders(const std::filesystem::path& folder);

/// Removes a file if it is there.
Status remove(const std::filesystem::path& path);

/// Names of the entries of a folder, sorted, without what write_atomic left unfinished; empty when
/// the folder is not there.
std::vector<std::string> list(const std::filesystem::path& folder);

/// The Error that an errno value stands for (ENOSPC, EDQUOT and EFBIG are `full`).
Error error_of(int error_number, std::string_view what);

}  // namespace files

/// An open file descriptor that closes itself.
class Fd {
 public:
  Fd() = default;
  explicit Fd(int fd) : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(other.release()) {}
  Fd& operator=(Fd&& other) noexcept {
    if (this != &other) {
      reset();
      fd_ = other.release();
    }
    return *this;
  }
  Fd(const Fd&) = delete;
  Fd& operator=(const Fd&) = delete;
  ~Fd() { reset(); }
  int get() const { return fd_; }
  bool valid() const { return fd_ >= 0; }
  int release() {
    const int fd = fd_;
    fd_ = -1;
    return fd;
  }
  void reset();

 private:
  int fd_ = -1;
};

}  // namespace bangtin
