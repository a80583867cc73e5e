// TryLimiter: guesses are few. After kPairingTriesMax failures of one name within a minute, that
// name waits a minute. Thread: one at a time.
#pragma once

#include <string>
#include <unordered_map>

#include "shared/base/clock.h"
#include "shared/base/limits.h"

namespace bangtin {

class TryLimiter {
 public:
  bool blocked(const std::string& name, Instant now) const {
    const auto tries = tries_.find(name);
    return tries != tries_.end() && tries->second.failures >= limits::kPairingTriesMax &&
           recent(tries->second, now);
  }
  void failed(const std::string& name, Instant now) {
    if (tries_.size() >= limits::kTryNamesMax) {
      std::erase_if(tries_, [now](const auto& entry) { return !recent(entry.second, now); });
    }
    if (tries_.size() >= limits::kTryNamesMax) tries_.clear();
    Tries& tries = tries_[name];
    if (!recent(tries, now)) tries.failures = 0;
    ++tries.failures;
    tries.last = now;
  }
  void succeeded(const std::string& name) { tries_.erase(name); }

 private:
  struct Tries {
    int failures = 0;
    Instant last{};
  };
  /// A clock that was set back makes nobody wait longer.
  static bool recent(const Tries& tries, Instant now) {
    return now >= tries.last && now - tries.last < limits::kTryPause;
  }
  std::unordered_map<std::string, Tries> tries_;
};

}  // namespace bangtin
