// What --play tells of itself. Thread: any.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "player/glass/reel.h"

namespace bangtin {

/// User and system, of the program and the workers that it waited for so far. Source: getrusage(2).
Micros processor_use();

/// When this program was started, to 10 ms. Source: proc(5), field starttime.
std::optional<Monotonic> process_start();

struct PlayStats {
  std::vector<std::filesystem::path> files;
  std::vector<Reel::Outcome> outcomes;  ///< of each file
  ClipCounts counts;
  std::optional<Micros> first_frame;  ///< from the start of the process; nothing: there was none
  Micros gap_max{};
  std::int64_t rss_peak_bytes = 0;  ///< of the program and its workers together (MemoryWatch)
  Micros processor{};               ///< of the program and its workers
};

/// One JSON object, docs/PROTOCOL.md "Figures of --play".
std::string to_json_text(const PlayStats& stats);

}  // namespace bangtin
