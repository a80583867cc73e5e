#include "player/device/watchdog.h"

#include <sys/socket.h>
#include <sys/un.h>

#include <charconv>
#include <cstdlib>
#include <cstring>

#include "shared/base/files.h"

namespace bangtin {

Watchdog::Watchdog(std::string socket_path, std::int64_t interval_us)
    : socket_path_(std::move(socket_path)), interval_(std::chrono::microseconds(interval_us)) {}

Watchdog Watchdog::of_this_process() {
  const char* socket = std::getenv("NOTIFY_SOCKET");
  const char* interval = std::getenv("WATCHDOG_USEC");
  std::int64_t interval_us = 0;
  if (interval != nullptr) {
    std::from_chars(interval, interval + std::strlen(interval), interval_us);
  }
  Watchdog watchdog(socket == nullptr ? "" : socket, interval_us);
  ::unsetenv("NOTIFY_SOCKET");
  ::unsetenv("WATCHDOG_USEC");
  return watchdog;
}

void Watchdog::notify(const char* message) const {
  sockaddr_un address{};
  if (socket_path_.empty() || socket_path_.size() >= sizeof address.sun_path) return;
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, socket_path_.data(), socket_path_.size());
  if (address.sun_path[0] == '@') address.sun_path[0] = '\0';
  const Fd socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!socket.valid()) return;
  const auto length = socklen_t(offsetof(sockaddr_un, sun_path) + socket_path_.size());
  (void)::sendto(socket.get(), message, std::strlen(message), MSG_NOSIGNAL,
                 reinterpret_cast<const sockaddr*>(&address), length);
}

void Watchdog::ready() { notify("READY=1"); }
void Watchdog::stopping() { notify("STOPPING=1"); }

void Watchdog::feed(Monotonic now) {
  if (interval_ <= std::chrono::nanoseconds(0)) return;
  if (due_ && now < *due_) return;
  due_ = now + interval_ / 2;
  notify("WATCHDOG=1");
}

}  // namespace bangtin
