// Watchdog: tells the service manager that the player lives. Fed only after a presentation that
// returned; a picture that stands still is presented again when it is hungry. Thread: that of the
// loop. Source: sd_notify(3).
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
  /// From the process's environment, which loses it: no child speaks for us. Before any other
  /// thread or child is started.
  static Watchdog of_this_process();

  /// A service manager listens: it starts the player again when that ends.
  bool is_supervised() const { return !socket_path_.empty(); }
  /// The first picture stands.
  void ready();
  /// A presentation returned. Says so when half the interval has passed.
  void feed(Monotonic now);
  /// Half the interval has passed since it was fed last.
  bool is_hungry(Monotonic now) const { return due_ && now >= *due_; }
  void stopping();
  /// When it gets hungry.
  std::optional<Monotonic> due() const { return due_; }

 private:
  void notify(const char* message) const;

  std::string socket_path_;
  std::chrono::nanoseconds interval_;
  std::optional<Monotonic> due_;
};

}  // namespace bangtin
