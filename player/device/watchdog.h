// Watchdog: tells the service manager that the player lives. Fed only by the loop, after a
// presentation or a step that found nothing to do. Thread: that of the loop. Source: sd_notify(3).
#pragma once

#include <optional>
#include <string>

#include "shared/base/clock.h"

namespace bangtin {

class Watchdog {
 public:
  /// `socket_path` as in NOTIFY_SOCKET ("@" begins an abstract name), empty: nobody listens.
  /// `interval_us` as in WATCHDOG_USEC, 0: no feeding asked for.
  Watchdog(std::string socket_path, std::int64_t interval_us);
  /// From the process's environment.
  static Watchdog of_this_process();

  /// The first picture stands.
  void ready();
  /// The loop works. Says so when half the interval has passed.
  void feed(Monotonic now);
  void stopping();
  /// When feed() has to be called at the latest.
  std::optional<Monotonic> due() const { return due_; }

 private:
  void notify(const char* message) const;

  std::string socket_path_;
  std::chrono::nanoseconds interval_;
  std::optional<Monotonic> due_;
};

}  // namespace bangtin
