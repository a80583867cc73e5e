// RateLimiter: of one name, so many things within a span of time and no more. Counts by whole
// spans, from the first thing on. Thread: one at a time.
#pragma once

#include <string>
#include <unordered_map>

#include "shared/base/clock.h"
#include "shared/base/limits.h"

namespace bangtin {

class RateLimiter {
 public:
  RateLimiter(int things_max, Millis span) : things_max_(things_max), span_(span) {}

  /// Counts one; false where that is one too many.
  bool allow(const std::string& name, Instant now) {
    if (counts_.size() >= limits::kTryNamesMax && !counts_.contains(name)) {
      std::erase_if(counts_, [&](const auto& entry) { return !is_recent(entry.second, now); });
      if (counts_.size() >= limits::kTryNamesMax) counts_.clear();
    }
    Count& count = counts_[name];
    if (!is_recent(count, now)) count = {0, now};
    if (count.things >= things_max_) return false;
    ++count.things;
    return true;
  }

 private:
  struct Count {
    int things = 0;
    Instant since{};
  };
  /// A clock that was set back makes nobody wait longer.
  bool is_recent(const Count& count, Instant now) const {
    return now >= count.since && now - count.since < span_;
  }

  const int things_max_;
  const Millis span_;
  std::unordered_map<std::string, Count> counts_;
};

}  // namespace bangtin
