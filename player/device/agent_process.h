// AgentProcess: on a desk the player starts the agent as its child and again when it dies. Thread:
// that of the loop; never blocks but for the end.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "shared/base/clock.h"

namespace bangtin {

class AgentProcess {
 public:
  /// `arguments` without the program's name.
  AgentProcess(std::filesystem::path program, std::vector<std::string> arguments);
  /// Asks it to end, waits a little, then makes it.
  ~AgentProcess();
  AgentProcess(const AgentProcess&) = delete;
  AgentProcess& operator=(const AgentProcess&) = delete;

  /// Starts it when it does not run and its pause is over; the pause doubles from
  /// limits::kBackoffFirst to kBackoffMax and starts anew once it ran for a minute.
  void step(Monotonic now);
  /// When step() has to be called at the latest. Its end is told by SIGCHLD.
  Monotonic due() const { return due_; }
  int pid() const { return pid_; }

 private:
  void start(Monotonic now);
  void reap(Monotonic now);

  std::filesystem::path program_;
  std::vector<std::string> arguments_;
  int pid_ = 0;  ///< 0: does not run
  Monotonic started_{};
  Monotonic due_{};
  Millis pause_;
};

}  // namespace bangtin
