// Backoff: how long to wait before what was unavailable is tried again. Full jitter: uniform
// between zero and a cap that doubles, so a fleet that lost its server does not come back as one.
// Thread: any; a plain value.
#pragma once

#include <optional>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/base/limits.h"

namespace bangtin {

class Backoff {
 public:
  /// The next wait: 0 up to a cap of kBackoffFirst that doubles to kBackoffMax. A server that said
  /// `retry_after` is not asked earlier (at most kRetryAfterMax is believed).
  Millis next(Random& random, std::optional<Seconds> retry_after = std::nullopt);
  /// It worked: the next failure begins at kBackoffFirst again.
  void reset() { cap_ = limits::kBackoffFirst; }

 private:
  Millis cap_ = limits::kBackoffFirst;
};

/// The header's value in whole seconds; nothing on a date or anything else. Source: RFC
/// 9110 10.2.3.
std::optional<Seconds> retry_after_from(std::string_view value);

}  // namespace bangtin
