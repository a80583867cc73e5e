// FileTrustStore: the TrustStore in a folder of this PC, one file ROLE.json each, as ADR 0008 says.
// Thread: one at a time.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "shared/trust/ports.h"

namespace bangtin {

class FileTrustStore final : public tuf::TrustStore {
 public:
  /// `folder` is made when something is first saved.
  explicit FileTrustStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

  Result<std::string> load(std::string_view role) override;
  Status save(std::string_view role, std::string_view bytes) override;
  Status remove(std::string_view role) override;

 private:
  std::filesystem::path path_of(std::string_view role) const;

  std::filesystem::path folder_;
};

}  // namespace bangtin
