// The box of bangtin-ingest: bounds on memory, time and files, then no way to open, connect, start
// or signal anything. Thread: main, before any other thread starts.
#pragma once

#include <cstdint>

namespace bangtin {

/// What the process may use.
struct ResourceBounds {
  std::int64_t cpu_seconds = 0;
  std::int64_t memory_bytes = 0;
  std::int64_t file_bytes = 0;  ///< of a file that it writes
};

/// Sets the bounds, no core file, an end with its parent. False when refused.
bool limit_resources(const ResourceBounds& bounds);

/// From here on the process can compute, read and write what is open, and end; all else fails.
/// False when the kernel refuses the filter.
bool close_sandbox();

}  // namespace bangtin
