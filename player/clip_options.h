// How this program has its clips decoded. Thread: any.
#pragma once

#include <algorithm>
#include <thread>

#include "shared/media/clip_worker.h"

namespace bangtin {

/// `worker` is the program bangtin-decode. One core is left to the glass.
inline ClipWorkerOptions clip_options(std::filesystem::path worker) {
  constexpr int kThreadsMax = 3;
  // With the start of the one that replaces it the glass stands still for less than two seconds.
  constexpr Millis kSilenceMax{1'500};
  ClipWorkerOptions options;
  options.worker = std::move(worker);
  options.silence_max = kSilenceMax;
  options.threads = std::clamp(int(std::thread::hardware_concurrency()) - 1, 1, kThreadsMax);
  return options;
}

}  // namespace bangtin
