// The box of bangtin-ingest: bounds on memory, time and files, then no way to open, connect, start
// or signal anything. Thread: main, before any other thread starts.
#pragma once

namespace bangtin {

/// Memory, CPU seconds, file size, no core file; ends with its parent. False when refused.
bool limit_resources();

/// From here on the process can compute, read and write what is open, and end; all else fails.
/// False when the kernel refuses the filter.
bool close_sandbox();

}  // namespace bangtin
