// The box of bangtin-ingest: bounds on memory, time and files, then no way to open, connect, start
// or signal anything. Thread: main, before any other thread starts.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace bangtin {

/// What the process may use.
struct ResourceBounds {
  std::int64_t cpu_seconds = 0;
  std::int64_t memory_bytes = 0;
  std::int64_t file_bytes = 0;  ///< of a file that it writes
};

/// A file that is open already and that a library will ask for by its name.
struct ReadyFile {
  std::string path;
  int fd = -1;
};

/// Sets the bounds, no core file, an end with its parent. False when refused.
bool limit_resources(const ResourceBounds& bounds);

/// From here on the process can compute, read and write what is open, and end; all else fails.
/// Whoever opens one of `ready` to read it is given a copy of its descriptor: the kernel is not
/// asked. False when the kernel refuses the filter.
bool close_sandbox(std::vector<ReadyFile> ready = {});

}  // namespace bangtin
