// MemoryWatch: what this program and its workers hold in memory together, at most. Thread: one.
// The kernel's own figure for children (getrusage(2), ru_maxrss) does not do: it knows the largest
// child alone, and a child begins with the peak of the program that started it.
// Source: proc(5), /proc/PID/status, VmHWM.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>

#include "shared/base/clock.h"

namespace bangtin {

class MemoryWatch {
 public:
  /// What a worker takes in its last moments, after the last look, is not seen.
  static constexpr Millis kLookEvery{100};

  /// `proc` is /proc but in tests.
  explicit MemoryWatch(std::filesystem::path proc) : proc_(std::move(proc)) {}

  /// Looks at this program and the `workers` that run now, unless it did so just before.
  void look(Monotonic now, std::span<const pid_t> workers);

  /// Over all looks, the largest sum of the peaks (resident, in bytes) of this program and of the
  /// workers that ran at the same time. Never less than what was held at a look, rarely more;
  /// memory that two of them share counts in each. 0: nothing was seen.
  std::int64_t peak_bytes() const { return peak_bytes_; }

 private:
  std::filesystem::path proc_;
  std::optional<Monotonic> looked_;
  std::int64_t peak_bytes_ = 0;
};

}  // namespace bangtin
