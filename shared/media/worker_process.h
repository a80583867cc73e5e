// WorkerProcess: one process of bangtin-decode with nothing but the descriptors that it is given.
// Thread: that of its owner; never blocks but for the moment that a killed process needs to die.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "shared/base/files.h"
#include "shared/base/result.h"

namespace bangtin {

class WorkerProcess {
 public:
  /// Spawns `worker` with these descriptors as 3, 4, 5 ..., standard streams on /dev/null, no
  /// environment, signals as usual, in a process group of its own. Errors: unavailable.
  static Result<WorkerProcess> spawn(const std::filesystem::path& worker,
                                     std::vector<std::string> arguments,
                                     std::span<const int> descriptors);

  WorkerProcess() = default;
  WorkerProcess(WorkerProcess&& other) noexcept;
  WorkerProcess& operator=(WorkerProcess&& other) noexcept;
  /// Kills it.
  ~WorkerProcess() { kill(); }

  /// Of this program now, whoever owns them, in no order. Thread: any.
  static std::vector<pid_t> all_running();

  bool running() const { return pid_ != 0; }
  /// Kills the whole group, since a worker gone wild may have children, and waits for its death.
  void kill();
  /// From here on the process may use `more` of processor time, then it is killed.
  void allow_processor_time(std::chrono::seconds more);

 private:
  pid_t pid_ = 0;  ///< 0: none; also the process group
};

/// The Error of errno: always unavailable, with `what` before the system's words.
Error system_error(std::string_view what);

}  // namespace bangtin
