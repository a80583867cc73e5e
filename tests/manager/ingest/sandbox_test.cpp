#include "manager/ingest/sandbox.h"

#include <fcntl.h>
#include <gtest/gtest.h>
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

}  // namespace
}  // namespace bangtin
