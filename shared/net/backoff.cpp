#include "shared/net/backoff.h"

#include <algorithm>
#include <charconv>

namespace bangtin {

Millis Backoff::next(Random& random, std::optional<Seconds> retry_after) {
  const auto span = static_cast<std::uint64_t>(cap_.count()) + 1;
  Millis wait{static_cast<std::int64_t>(random.below(span))};
  cap_ = std::min<Millis>(cap_ * 2, limits::kBackoffMax);
  if (retry_after) {
    // The jitter stays on top: everybody was told the same second.
    wait += std::clamp<Millis>(*retry_after, Millis(0), limits::kRetryAfterMax);
  }
  return wait;
}

std::optional<Seconds> retry_after_from(std::string_view value) {
  std::uint32_t seconds = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (error != std::errc() || end != value.data() + value.size()) return std::nullopt;
  return Seconds(seconds);
}

}  // namespace bangtin
