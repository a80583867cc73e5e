// Time and chance as parameters: the Clock and Random ports, the time types of the whole house,
// and the only place that reads the system's clocks. Thread: any.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace bangtin {

using Millis = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;
/// A wall-clock instant, UTC, milliseconds since 1970.
using Instant = std::chrono::sys_time<Millis>;
/// A point on a clock that never jumps; only differences mean anything.
using Monotonic = std::chrono::time_point<std::chrono::steady_clock, std::chrono::nanoseconds>;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant wall() = 0;
  virtual Monotonic monotonic() = 0;
};

class SystemClock final : public Clock {
 public:
  Instant wall() override {
    return std::chrono::time_point_cast<Millis>(std::chrono::system_clock::now());
  }
  Monotonic monotonic() override { return std::chrono::steady_clock::now(); }
};

/// Where keys, codes and jitter come from. The system's is in shared/crypto.
class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> bytes) = 0;
  /// Uniform in [0, bound). `bound` > 0.
  std::uint64_t below(std::uint64_t bound);
};

/// "2026-11-22T05:06:07.008Z": always UTC with milliseconds. Range: years 0000-9999; an
/// instant outside is written as the nearest inside.
std::string to_iso8601(Instant instant);

/// ISO 8601 in UTC ("Z") or with an offset ("+07:00"), fraction optional (at most 9 digits, cut to
/// milliseconds). Nothing on anything else, a leap second too. Source: RFC 3339.
std::optional<Instant> from_iso8601(std::string_view text);

}  // namespace bangtin
