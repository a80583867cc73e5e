#include "player/device/agent_process.h"

#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "shared/base/limits.h"
#include "shared/base/log.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

constexpr auto kHealthyAfter = 1min;
constexpr auto kLookEvery = 10s;  ///< should a SIGCHLD get lost
constexpr int kEndTries = 100;    ///< of kEndPause_ms each
constexpr int kEndPause_ms = 20;

}  // namespace

AgentProcess::AgentProcess(std::filesystem::path program, std::vector<std::string> arguments)
    : program_(std::move(program)),
      arguments_(std::move(arguments)),
      pause_(limits::kBackoffFirst) {}

AgentProcess::~AgentProcess() {
  if (pid_ == 0) return;
  ::kill(pid_, SIGTERM);
  for (int i = 0; i < kEndTries; ++i) {
    if (::waitpid(pid_, nullptr, WNOHANG) != 0) return;
    ::poll(nullptr, 0, kEndPause_ms);
  }
  ::kill(pid_, SIGKILL);
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

void AgentProcess::step(Monotonic now) {
  if (pid_ != 0) reap(now);
  if (pid_ == 0 && now >= due_) start(now);
}

void AgentProcess::start(Monotonic now) {
  std::string name = program_.string();
  std::vector<char*> arguments{name.data()};
  for (std::string& argument : arguments_) arguments.push_back(argument.data());
  arguments.push_back(nullptr);
  posix_spawnattr_t attributes;
  ::posix_spawnattr_init(&attributes);
  sigset_t none;
  sigset_t all;
  ::sigemptyset(&none);
  ::sigfillset(&all);
  ::posix_spawnattr_setsigmask(&attributes, &none);
  ::posix_spawnattr_setsigdefault(&attributes, &all);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  pid_t pid = 0;
  const int failed =
      ::posix_spawn(&pid, name.c_str(), nullptr, &attributes, arguments.data(), environ);
  ::posix_spawnattr_destroy(&attributes);
  if (failed != 0) {
    log::error("player", "the agent cannot be started", {{"reason", std::strerror(failed)}});
    due_ = now + pause_;
    pause_ = std::min<Millis>(pause_ * 2, limits::kBackoffMax);
    return;
  }
  pid_ = int(pid);
  started_ = now;
  due_ = now + kLookEvery;
}

void AgentProcess::reap(Monotonic now) {
  int status = 0;
  if (::waitpid(pid_, &status, WNOHANG) == 0) {
    due_ = now + kLookEvery;
    return;
  }
  pid_ = 0;
  if (now - started_ >= kHealthyAfter) pause_ = limits::kBackoffFirst;
  log::warn("player", "the agent ended and is started again",
            {{"status", std::to_string(status)}, {"pause_ms", std::to_string(pause_.count())}});
  due_ = now + pause_;
  pause_ = std::min<Millis>(pause_ * 2, limits::kBackoffMax);
}

}  // namespace bangtin
