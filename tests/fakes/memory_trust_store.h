// MemoryTrustStore: a TrustStore in memory that counts what is asked of it. Thread: one.
#pragma once

#include <map>
#include <string>

#include "shared/trust/ports.h"

namespace bangtin {

class MemoryTrustStore final : public tuf::TrustStore {
 public:
  Result<std::string> load(std::string_view role) override {
    ++loads[std::string(role)];
    const auto found = roles.find(role);
    if (found == roles.end()) return Error{Code::NotFound, "not remembered", ""};
    return found->second;
  }
  Status save(std::string_view role, std::string_view bytes) override {
    roles[std::string(role)] = bytes;
    return {};
  }
  Status remove(std::string_view role) override {
    roles.erase(std::string(role));
    return {};
  }

  std::map<std::string, std::string, std::less<>> roles;
  std::map<std::string, int, std::less<>> loads;
};

}  // namespace bangtin
