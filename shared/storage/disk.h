// Disk: the port to a folder of files, so that the simulator can be a disk that forgets what was
// not synced. Names are relative, '/'-separated, without "..". Thread: one at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace bangtin {

class Disk {
 public:
  virtual ~Disk() = default;

  /// Up to `size_max` bytes from `offset`. Errors: not_found, unavailable.
  virtual Result<std::string> read(std::string_view name, std::int64_t offset,
                                   std::size_t size_max) = 0;
  /// Errors: not_found.
  virtual Result<std::int64_t> size(std::string_view name) = 0;
  /// Adds to the end, making the file and its folders; not durable before sync(). Errors: full,
  /// unavailable (nothing or a part may have been written).
  virtual Status append(std::string_view name, std::string_view bytes) = 0;
  /// Cuts the file to `size` (not longer than it is); not durable before sync().
  virtual Status truncate(std::string_view name, std::int64_t size) = 0;
  /// The file's bytes and its folder entry are durable on return. A failure is final.
  virtual Status sync(std::string_view name) = 0;
  /// Moves within the disk, replacing; the entry is durable on return.
  virtual Status rename(std::string_view from, std::string_view to) = 0;
  /// Replaces a file as one step, durable on return.
  virtual Status write_atomic(std::string_view name, std::string_view bytes, bool secret) = 0;
  /// Removes a file if it is there.
  virtual Status remove(std::string_view name) = 0;
  /// Names of the files directly in a folder, sorted; empty when there is no folder.
  virtual std::vector<std::string> list(std::string_view folder) = 0;
  /// Fails with `full` unless `size` more bytes would fit. A hint, not a promise.
  virtual Status reserve(std::int64_t size_bytes) = 0;
};

/// The files below `root` (made when missing). Errors: denied, full, unavailable.
Result<std::unique_ptr<Disk>> open_posix_disk(const std::filesystem::path& root);

}  // namespace bangtin
