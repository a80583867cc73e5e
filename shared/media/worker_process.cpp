#include "shared/media/worker_process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <utility>

namespace bangtin {
namespace {

constexpr int kFirstFd = 3;

/// A copy far above the numbers that the worker is given, so that no dup2 hits another's source.
Result<Fd> high_copy(int fd) {
  Fd copy(::fcntl(fd, F_DUPFD_CLOEXEC, 100));
  if (!copy.valid()) return system_error("dup");
  return copy;
}

class SpawnActions {
 public:
  SpawnActions() { ::posix_spawn_file_actions_init(&value_); }
  ~SpawnActions() { ::posix_spawn_file_actions_destroy(&value_); }
  SpawnActions(const SpawnActions&) = delete;
  SpawnActions& operator=(const SpawnActions&) = delete;
  posix_spawn_file_actions_t* get() { return &value_; }

 private:
  posix_spawn_file_actions_t value_;
};

class SpawnAttributes {
 public:
  SpawnAttributes() { ::posix_spawnattr_init(&value_); }
  ~SpawnAttributes() { ::posix_spawnattr_destroy(&value_); }
  SpawnAttributes(const SpawnAttributes&) = delete;
  SpawnAttributes& operator=(const SpawnAttributes&) = delete;
  posix_spawnattr_t* get() { return &value_; }

 private:
  posix_spawnattr_t value_;
};

/// Which workers this program has. Thread: any. Of more than it has places for some are not told.
class Register {
 public:
  void add(pid_t pid) { swap_one(0, pid); }
  void remove(pid_t pid) { swap_one(pid, 0); }
  std::vector<pid_t> all() const {
    std::vector<pid_t> pids;
    for (const std::atomic<pid_t>& place : places_) {
      if (const pid_t pid = place.load(); pid != 0) pids.push_back(pid);
    }
    return pids;
  }

 private:
  void swap_one(pid_t from, pid_t to) {
    for (std::atomic<pid_t>& place : places_) {
      pid_t expected = from;
      if (place.compare_exchange_strong(expected, to)) return;
    }
  }

  std::array<std::atomic<pid_t>, 64> places_{};
};

Register& workers() {
  static Register all;
  return all;
}

}  // namespace

Error system_error(std::string_view what) {
  return {Code::Unavailable, files::error_of(errno, what).message, {}};
}

Result<WorkerProcess> WorkerProcess::spawn(const std::filesystem::path& worker,
                                           std::vector<std::string> arguments,
                                           std::span<const int> descriptors) {
  SpawnActions actions;
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    ::posix_spawn_file_actions_addopen(actions.get(), fd, "/dev/null", O_RDWR, 0);
  }
  std::vector<Fd> copies;
  int number = kFirstFd;
  for (const int fd : descriptors) {
    copies.push_back(TRY(high_copy(fd)));
    ::posix_spawn_file_actions_adddup2(actions.get(), copies.back().get(), number++);
  }
  ::posix_spawn_file_actions_addclosefrom_np(actions.get(), number);

  SpawnAttributes attributes;
  sigset_t none;
  sigset_t all;
  ::sigemptyset(&none);
  ::sigfillset(&all);
  ::posix_spawnattr_setsigmask(attributes.get(), &none);
  ::posix_spawnattr_setsigdefault(attributes.get(), &all);
  ::posix_spawnattr_setpgroup(attributes.get(), 0);
  ::posix_spawnattr_setflags(
      attributes.get(), POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  std::string name = worker.string();
  std::vector<char*> words{name.data()};
  for (std::string& argument : arguments) words.push_back(argument.data());
  words.push_back(nullptr);
  char* environment[] = {nullptr};
  WorkerProcess process;
  const int failed = ::posix_spawn(&process.pid_, name.c_str(), actions.get(), attributes.get(),
                                   words.data(), environment);
  if (failed != 0) {
    process.pid_ = 0;
    return Error{Code::Unavailable, files::error_of(failed, "start " + name).message, {}};
  }
  workers().add(process.pid_);
  return process;
}

std::vector<pid_t> WorkerProcess::all_running() { return workers().all(); }

WorkerProcess::WorkerProcess(WorkerProcess&& other) noexcept : pid_(std::exchange(other.pid_, 0)) {}

WorkerProcess& WorkerProcess::operator=(WorkerProcess&& other) noexcept {
  if (this == &other) return *this;
  kill();
  pid_ = std::exchange(other.pid_, 0);
  return *this;
}

void WorkerProcess::kill() {
  if (pid_ == 0) return;
  workers().remove(pid_);  // Before its number can be another's.
  ::kill(-pid_, SIGKILL);
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
  pid_ = 0;
}

void WorkerProcess::allow_processor_time(std::chrono::seconds more) {
  if (pid_ == 0) return;
  rlimit limit{};
  if (::prlimit(pid_, RLIMIT_CPU, nullptr, &limit) != 0) return;
  limit.rlim_cur = std::min(limit.rlim_max, limit.rlim_cur + rlim_t(more.count()));
  ::prlimit(pid_, RLIMIT_CPU, &limit, nullptr);
}

}  // namespace bangtin
