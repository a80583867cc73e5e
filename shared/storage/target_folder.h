// TargetFolder: verified targets in one flat folder of a Disk, each under tuf::file_name_of its
// path. Thread: that of the disk.
#pragma once

#include "shared/storage/disk.h"
#include "shared/trust/ports.h"
#include "shared/trust/trust_client.h"

namespace bangtin {

class TargetFolder {
 public:
  explicit TargetFolder(Disk& disk) : disk_(disk) {}

  /// True when the folder has the target with this length and these hashes.
  bool has(const tuf::FoundTarget& target);

  /// Fetches the target unless it is there. What came is checked while it comes and again as it
  /// lies on the disk; only then does it get its name, durably. A target that was there stays when
  /// this fails. Errors: corrupt (other bytes than named), invalid (too large), full, the
  /// fetcher's.
  Status fetch(const tuf::FoundTarget& target, tuf::Fetcher& fetcher);

 private:
  Status check(std::string_view name, const tuf::TargetFile& file);
  Status receive(const tuf::FoundTarget& target, tuf::Fetcher& fetcher);

  Disk& disk_;
};

}  // namespace bangtin
