// StatusReporter: tells the server what the board shows, after each change and every minute.
// Thread: one at a time; stepped.
#pragma once

#include <optional>

#include "player/agent/exchange.h"
#include "player/agent/health_reader.h"
#include "player/agent/retry.h"
#include "shared/protocol/messages.h"

namespace bangtin {

class StatusReporter {
 public:
  /// `health` may be null: then nothing is told of it. All outlive it.
  StatusReporter(BoardClient& client, Random& random, HealthReader* health)
      : random_(random), exchange_(client), health_(health) {}

  /// What holds now; `at` and `health` of it are ignored. A change is sent soon.
  void set(const BoardStatus& status);
  void handle(const TransportEvent& event, Monotonic at);
  void step(Instant now, Monotonic at);
  Monotonic next_wake() const;
  void stop() { exchange_.cancel(); }

 private:
  Random& random_;
  Exchange exchange_;
  HealthReader* health_;
  Retry retry_;
  BoardStatus status_;
  bool changed_ = true;
  Monotonic next_ = Monotonic::min();
};

}  // namespace bangtin
