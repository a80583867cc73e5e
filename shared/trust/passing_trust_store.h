// PassingTrustStore and TrustStoreCopy: remember for as long as one judgement lasts. Thread: one.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "shared/trust/ports.h"

namespace bangtin {

class PassingTrustStore final : public tuf::TrustStore {
 public:
  Result<std::string> load(std::string_view role) override {
    const auto found = roles_.find(role);
    if (found == roles_.end()) return Error{Code::NotFound, "not remembered", {}};
    return found->second;
  }
  Status save(std::string_view role, std::string_view bytes) override {
    roles_.insert_or_assign(std::string(role), std::string(bytes));
    return {};
  }
  Status remove(std::string_view role) override {
    if (const auto found = roles_.find(role); found != roles_.end()) roles_.erase(found);
    return {};
  }

 private:
  std::map<std::string, std::string, std::less<>> roles_;
};

/// What another store remembers; what changes here never reaches it.
class TrustStoreCopy final : public tuf::TrustStore {
 public:
  /// `below` outlives this.
  explicit TrustStoreCopy(tuf::TrustStore& below) : below_(below) {}

  Result<std::string> load(std::string_view role) override {
    const auto found = changed_.find(role);
    if (found == changed_.end()) return below_.load(role);
    if (!found->second) return Error{Code::NotFound, "not remembered", {}};
    return *found->second;
  }
  Status save(std::string_view role, std::string_view bytes) override {
    changed_.insert_or_assign(std::string(role), std::string(bytes));
    return {};
  }
  Status remove(std::string_view role) override {
    changed_.insert_or_assign(std::string(role), std::nullopt);
    return {};
  }

 private:
  tuf::TrustStore& below_;
  std::map<std::string, std::optional<std::string>, std::less<>> changed_;
};

}  // namespace bangtin
