#include "player/device/agent_process.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include "shared/base/limits.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

/// Waits until the process has ended, without taking its status away from the owner.
void wait_for_end(int pid) {
  siginfo_t info{};
  ::waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT);
}

TEST(AgentProcess, IsStartedAgainAfterAPauseThatDoubles) {
  AgentProcess agent("/bin/false", {});
  Monotonic now{};
  agent.step(now);
  Millis pause = limits::kBackoffFirst;
  for (int i = 0; i < 3; ++i) {
    ASSERT_NE(agent.pid(), 0);
    wait_for_end(agent.pid());
    agent.step(now);
    EXPECT_EQ(agent.pid(), 0);
    EXPECT_EQ(agent.due(), now + pause);
    agent.step(now + pause - 1ms);
    EXPECT_EQ(agent.pid(), 0);
    now += pause;
    agent.step(now);
    pause *= 2;
  }
}

TEST(AgentProcess, HasAShortPauseAgainOnceItRanForAMinute) {
  AgentProcess agent("/bin/sleep", {"1000"});
  Monotonic now{};
  for (int i = 0; i < 5; ++i) {
    agent.step(now);
    ASSERT_NE(agent.pid(), 0);
    ::kill(agent.pid(), SIGKILL);
    wait_for_end(agent.pid());
    now += 61s;
    agent.step(now);
    EXPECT_EQ(agent.due(), now + limits::kBackoffFirst);
    now += limits::kBackoffFirst;
  }
}

TEST(AgentProcess, IsTriedAgainWhenThereIsNoSuchProgram) {
  AgentProcess agent("/nonexistent/agent", {});
  agent.step(Monotonic{});
  EXPECT_EQ(agent.pid(), 0);
  EXPECT_EQ(agent.due(), Monotonic{} + limits::kBackoffFirst);
}

TEST(AgentProcess, EndsWithItsOwner) {
  int pid = 0;
  {
    AgentProcess agent("/bin/sleep", {"1000"});
    agent.step(Monotonic{});
    pid = agent.pid();
    ASSERT_NE(pid, 0);
  }
  EXPECT_EQ(::kill(pid, 0), -1);
}

}  // namespace
}  // namespace bangtin
