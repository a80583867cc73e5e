// SimDisk: a disk in memory that knows what is synced, and forgets the rest when its power goes.
// Thread: one.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "shared/base/clock.h"
#include "shared/storage/disk.h"

namespace bangtin {

/// Thrown out of the disk operation during which the power went: all of the program is gone.
struct PowerCut {};

class SimDisk final : public Disk {
 public:
  explicit SimDisk(Random& random) : random_(random) {}

  Result<std::string> read(std::string_view name, std::int64_t offset,
                           std::size_t size_max) override;
  Result<std::int64_t> size(std::string_view name) override;
  Status append(std::string_view name, std::string_view bytes) override;
  Status truncate(std::string_view name, std::int64_t size) override;
  Status sync(std::string_view name) override;
  Status rename(std::string_view from, std::string_view to) override;
  Status write_atomic(std::string_view name, std::string_view bytes, bool secret) override;
  Status remove(std::string_view name) override;
  std::vector<std::string> list(std::string_view folder) override;
  Status reserve(std::int64_t size_bytes) override;

  /// The power goes and comes back: of what was not synced a random part stays, torn at any byte or
  /// filled with zeros; removed files may be back.
  void crash();
  /// The power goes during the `operations`-th operation from now that changes the disk (1 is the
  /// next); it may have happened or not. `kill` throws too, but nothing is forgotten.
  void cut_power_at(std::int64_t operations, bool kill);
  void keep_power() { cut_in_ = 0; }

  /// No byte more fits from now on.
  void set_full(bool full) { full_ = full; }
  void fail_next_sync() { fail_sync_ = true; }
  /// Operations so far that changed the disk.
  std::int64_t changes() const { return changes_; }
  bool exists(std::string_view name) const { return files_.contains(name); }

 private:
  struct File {
    std::string bytes;
    std::optional<std::string> durable;  ///< nothing: no entry after a power cut
  };
  /// True when this operation is the last one before the cut, and does not happen.
  bool lost_to_cut();
  void after_change();
  [[noreturn]] void cut();
  std::string after_crash(const File& file);

  Random& random_;
  std::map<std::string, File, std::less<>> files_;
  std::map<std::string, std::string, std::less<>> removed_;
  std::int64_t changes_ = 0;
  std::int64_t cut_in_ = 0;
  bool cut_kills_only_ = false;
  bool cut_after_ = false;
  bool full_ = false;
  bool fail_sync_ = false;
};

}  // namespace bangtin
