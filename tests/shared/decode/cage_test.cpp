#include "shared/decode/cage.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <functional>

namespace bangtin {
namespace {

/// How a process ends that does `deed` inside the cage: its exit status, or minus its signal.
int fate_of(const std::function<int()>& deed, Cage cage = Cage::Still) {
  const pid_t child = ::fork();
  if (child == 0) {
    if (!limit_this_process(cage).ok() || !close_the_cage(cage).ok()) ::_exit(100);
    ::_exit(deed());
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

TEST(Cage, LetsAWorkerComputeAndEnd) {
  EXPECT_EQ(fate_of([] {
              void* memory = ::mmap(nullptr, 1 << 24, PROT_READ | PROT_WRITE,
                                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
              return memory == MAP_FAILED ? 1 : 42;
            }),
            42);
}

TEST(Cage, KillsWhoOpensAFile) {
  EXPECT_EQ(fate_of([] { return ::open("/etc/passwd", O_RDONLY); }), -SIGSYS);
}

TEST(Cage, KillsWhoOpensASocket) {
  EXPECT_EQ(fate_of([] { return ::socket(AF_INET, SOCK_STREAM, 0); }), -SIGSYS);
}

TEST(Cage, KillsWhoStartsAProgram) {
  EXPECT_EQ(fate_of([] { return ::execl("/bin/true", "true", nullptr); }), -SIGSYS);
}

TEST(Cage, KillsWhoForks) {
  EXPECT_EQ(fate_of([] { return int(::fork()); }), -SIGSYS);
}

TEST(Cage, KillsWhoSignalsOthers) {
  EXPECT_EQ(fate_of([] { return ::kill(::getppid(), 0); }), -SIGSYS);
}

TEST(Cage, KillsWhoWantsMemoryThatRuns) {
  EXPECT_EQ(fate_of([] {
              ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS,
                     -1, 0);
              return 0;
            }),
            -SIGSYS);
}

TEST(Cage, LetsAClipHaveThreadsAndItsSocketAlone) {
  EXPECT_EQ(fate_of(
                [] {
                  static int answer = 0;
                  // Not std::thread: the sanitizer probes its virtual state with a pipe.
                  pthread_t thread{};
                  const auto work = [](void*) -> void* {
                    answer = 42;
                    return nullptr;
                  };
                  if (::pthread_create(&thread, nullptr, work, nullptr) != 0) return 1;
                  ::pthread_join(thread, nullptr);
                  return answer;
                },
                Cage::Clip),
            42);
  EXPECT_EQ(fate_of([] { return ::socket(AF_INET, SOCK_STREAM, 0); }, Cage::Clip), -SIGSYS);
  EXPECT_EQ(fate_of([] { return int(::send(7, "x", 1, 0)); }, Cage::Clip), -SIGSYS);
}

TEST(Cage, RefusesAFileToAClipAndKillsItForAProcess) {
  EXPECT_EQ(fate_of([] { return ::open("/etc/passwd", O_RDONLY) < 0 ? errno : 0; }, Cage::Clip),
            EACCES);
  EXPECT_EQ(fate_of([] { return int(::fork()); }, Cage::Clip), -SIGSYS);
  EXPECT_EQ(fate_of([] { return ::execl("/bin/true", "true", nullptr); }, Cage::Clip), -SIGSYS);
  EXPECT_EQ(fate_of([] { return ::kill(::getppid(), 0); }, Cage::Clip), -SIGSYS);
}

}  // namespace
}  // namespace bangtin
