#include "manager/ingest/sandbox.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <functional>

namespace bangtin {
namespace {

/// Runs an attempt in a child of its own, inside the box; true when the kernel refused it.
bool refused_inside(const std::function<bool()>& attempt) {
  const pid_t pid = ::fork();
  if (pid == 0) {
    if (!close_sandbox()) ::_exit(2);
    errno = 0;
    const bool done = attempt();
    ::_exit(!done && errno == EPERM ? 0 : 1);
  }
  int status = -1;
  ::waitpid(pid, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST(Sandbox, OpensNoFileNeitherToReadNorToWrite) {
  EXPECT_TRUE(refused_inside([] { return ::open("/etc/passwd", O_RDONLY) >= 0; }));
  EXPECT_TRUE(refused_inside([] { return ::open("/tmp/x", O_WRONLY | O_CREAT, 0600) >= 0; }));
}

TEST(Sandbox, GivesWhatIsReadyToWhoReadsItAndNothingElse) {
  const int ready = ::memfd_create("ready", MFD_CLOEXEC);
  ASSERT_EQ(::pwrite(ready, "letters", 7, 0), 7);
  const pid_t pid = ::fork();
  if (pid == 0) {
    if (!close_sandbox({{"/house/letters.ttf", ready}})) ::_exit(2);
    const auto refused = [](int fd) { return fd < 0 && errno == EPERM; };
    const bool others = refused(::open("/etc/passwd", O_RDONLY)) &&
                        refused(::open("/house/letters.ttf", O_RDWR)) &&
                        refused(::open("/house/letters.ttf", O_WRONLY | O_CREAT, 0600));
    for (int time = 0; time < 2; ++time) {
      char bytes[8] = {};
      const int fd = ::open("/house/letters.ttf", O_RDONLY | O_CLOEXEC);
      if (fd < 0 || fd == ready || ::read(fd, bytes, 7) != 7 || bytes[6] != 's') ::_exit(3);
      ::close(fd);
    }
    ::_exit(others ? 0 : 4);
  }
  int status = -1;
  ::waitpid(pid, &status, 0);
  ::close(ready);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
}

TEST(Sandbox, HasNoNetwork) {
  EXPECT_TRUE(refused_inside([] { return ::socket(AF_INET, SOCK_STREAM, 0) >= 0; }));
  EXPECT_TRUE(refused_inside([] { return ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0; }));
}

TEST(Sandbox, StartsAndSignalsNothing) {
  EXPECT_TRUE(refused_inside([] { return ::fork() >= 0; }));
  EXPECT_TRUE(refused_inside([] {
    char* none[] = {nullptr};
    return ::execve("/bin/true", none, none) == 0;
  }));
  EXPECT_TRUE(refused_inside([] { return ::kill(::getppid(), 0) == 0; }));
}

constexpr ResourceBounds kSmall{1, 1 << 30, 1 << 20};

/// How a child within these bounds ends.
int end_within(const ResourceBounds& bounds, const std::function<int()>& work) {
  const pid_t pid = ::fork();
  if (pid == 0) ::_exit(limit_resources(bounds) && close_sandbox() ? work() : 99);
  int status = -1;
  ::waitpid(pid, &status, 0);
  return status;
}

TEST(Sandbox, GivesNoMemoryBeyondItsBound) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "the shadow memory needs the whole address space; ingest_bounds_test has it";
#endif
  const auto can_have = [](std::size_t size_bytes) {
    return end_within(kSmall, [size_bytes] {
      void* memory =
          ::mmap(nullptr, size_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      return memory == MAP_FAILED ? (errno == ENOMEM ? 2 : 3) : 0;
    });
  };
  const int little = can_have(64u << 20);
  EXPECT_TRUE(WIFEXITED(little) && WEXITSTATUS(little) == 0) << little;
  const int much = can_have(1u << 30);
  EXPECT_TRUE(WIFEXITED(much) && WEXITSTATUS(much) == 2) << much;
}

TEST(Sandbox, EndsWhatComputesBeyondItsBound) {
  const int status = end_within(kSmall, [] {
    volatile bool on = true;
    while (on) {
    }
    return 0;
  });
  ASSERT_TRUE(WIFSIGNALED(status)) << status;
  EXPECT_TRUE(WTERMSIG(status) == SIGKILL || WTERMSIG(status) == SIGXCPU) << WTERMSIG(status);
}

TEST(Sandbox, WritesNoFileBeyondItsBound) {
  const int file = ::memfd_create("output", MFD_CLOEXEC);
  ASSERT_GE(file, 0);
  const int status = end_within(kSmall, [file] {
    ::signal(SIGXFSZ, SIG_IGN);
    const bool within = ::pwrite(file, "x", 1, kSmall.file_bytes - 1) == 1;
    const bool beyond = ::pwrite(file, "x", 1, kSmall.file_bytes) == 1;
    return within && !beyond && errno == EFBIG ? 0 : 1;
  });
  ::close(file);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
}

}  // namespace
}  // namespace bangtin
