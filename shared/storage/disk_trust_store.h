// DiskTrustStore: the TrustStore on a Disk, one file ROLE.json each, named by tuf::file_name_of.
// Thread: that of the disk.
#pragma once

#include <string>
#include <string_view>

#include "shared/storage/disk.h"
#include "shared/trust/ports.h"

namespace bangtin {

class DiskTrustStore final : public tuf::TrustStore {
 public:
  explicit DiskTrustStore(Disk& disk) : disk_(disk) {}

  /// Errors besides the port's: corrupt (larger than any metadata may be).
  Result<std::string> load(std::string_view role) override;
  Status save(std::string_view role, std::string_view bytes) override;
  Status remove(std::string_view role) override;

 private:
  Disk& disk_;
};

}  // namespace bangtin
