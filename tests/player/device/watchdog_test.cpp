#include "player/device/watchdog.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <cstdlib>
#include <cstring>

#include "shared/base/files.h"
#include "tests/fakes/temp_folder.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

/// The service manager's end of the socket.
class Listener {
 public:
  explicit Listener(const std::string& path)
      : fd_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    CHECK(::bind(fd_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  }
  std::string heard() {
    char text[64] = {};
    const ssize_t got = ::recv(fd_.get(), text, sizeof text, 0);
    return got > 0 ? std::string(text, std::size_t(got)) : std::string();
  }

 private:
  Fd fd_;
};

TEST(Watchdog, IsFedOnceInHalfTheInterval) {
  TempFolder folder;
  Listener listener(folder.file("notify"));
  Watchdog watchdog(folder.file("notify"), 10'000'000);
  const Monotonic start{};
  watchdog.ready();
  EXPECT_EQ(listener.heard(), "READY=1");
  watchdog.feed(start);
  EXPECT_EQ(listener.heard(), "WATCHDOG=1");
  EXPECT_EQ(watchdog.due(), start + 5s);
  watchdog.feed(start + 4s);
  EXPECT_EQ(listener.heard(), "");
  watchdog.feed(start + 5s);
  EXPECT_EQ(listener.heard(), "WATCHDOG=1");
  watchdog.stopping();
  EXPECT_EQ(listener.heard(), "STOPPING=1");
}

TEST(Watchdog, IsHungryAfterHalfTheIntervalAndNotBeforeItWasEverFed) {
  TempFolder folder;
  Listener listener(folder.file("notify"));
  Watchdog watchdog(folder.file("notify"), 10'000'000);
  const Monotonic start{};
  EXPECT_FALSE(watchdog.is_hungry(start + 1h));
  watchdog.feed(start);
  EXPECT_FALSE(watchdog.is_hungry(start + 4s));
  EXPECT_TRUE(watchdog.is_hungry(start + 5s));
  watchdog.feed(start + 5s);
  EXPECT_FALSE(watchdog.is_hungry(start + 5s));
}

TEST(Watchdog, TakesItsSocketOutOfTheEnvironmentSoThatNoChildSpeaksForIt) {
  TempFolder folder;
  Listener listener(folder.file("notify"));
  ::setenv("NOTIFY_SOCKET", folder.file("notify").c_str(), 1);
  ::setenv("WATCHDOG_USEC", "10000000", 1);
  Watchdog watchdog = Watchdog::of_this_process();
  EXPECT_EQ(std::getenv("NOTIFY_SOCKET"), nullptr);
  EXPECT_EQ(std::getenv("WATCHDOG_USEC"), nullptr);
  watchdog.feed(Monotonic{});
  EXPECT_EQ(listener.heard(), "WATCHDOG=1");
  EXPECT_EQ(watchdog.due(), Monotonic{} + 5s);
}

TEST(Watchdog, IsSilentWhenNobodyAsked) {
  Watchdog nobody("", 0);
  nobody.ready();
  nobody.feed(Monotonic{});
  EXPECT_FALSE(nobody.due().has_value());
  Watchdog gone("/nonexistent/socket", 1'000'000);
  gone.feed(Monotonic{});
  EXPECT_TRUE(gone.due().has_value());
}

}  // namespace
}  // namespace bangtin
