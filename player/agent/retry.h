// Retry: from when on something may be tried again. Thread: any; a plain value.
#pragma once

#include "shared/net/backoff.h"

namespace bangtin {

class Retry {
 public:
  bool due(Monotonic at) const { return at >= when_; }
  Monotonic when() const { return when_; }

  /// It failed: wait with jitter, longer each time, not before the server said.
  void failed(Monotonic at, Random& random, std::optional<Seconds> retry_after = std::nullopt) {
    when_ = at + backoff_.next(random, retry_after);
  }
  /// Not before `wait` has passed, whatever happened.
  void wait(Monotonic at, Millis wait) { when_ = at + wait; }
  /// It worked: the next failure begins with the shortest wait.
  void worked() { backoff_.reset(); }
  /// At once.
  void now() { when_ = Monotonic::min(); }

 private:
  Backoff backoff_;
  Monotonic when_ = Monotonic::min();
};

}  // namespace bangtin
