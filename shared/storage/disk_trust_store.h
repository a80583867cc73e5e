// DiskTrustStore: the TrustStore on a Disk, one file ROLE.json each, named by tuf::file_name_of, in
// one folder.
// Thread: that of the disk.
#pragma once

#include <string>
#include <string_view>

#include "shared/storage/disk.h"
#include "shared/trust/ports.h"

namespace bangtin {

class DiskTrustStore final : public tuf::TrustStore {
 public:
  /// `folder` is one of the disk, its root when empty; the disk outlives this.
  explicit DiskTrustStore(Disk& disk, std::string folder = {})
      : disk_(disk), folder_(std::move(folder)) {}

  /// Errors besides the port's: corrupt (larger than any metadata may be).
  Result<std::string> load(std::string_view role) override;
  Status save(std::string_view role, std::string_view bytes) override;
  Status remove(std::string_view role) override;
  /// Removes all of the folder's files. Errors: as the port's.
  Status clear();

 private:
  std::string file_of(std::string_view role) const;

  Disk& disk_;
  std::string folder_;
};

}  // namespace bangtin
