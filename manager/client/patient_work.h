// PatientWork: what takes a client minutes. It is tried again while the server is away, and the
// person may end it at any time. Thread: one.
#pragma once

#include <functional>
#include <utility>

#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/net/backoff.h"

namespace bangtin {

class PatientWork {
 protected:
  /// `rest` waits, and is false once the person wants it to end: then calls fail with `stopped`.
  /// All that is referred to outlives this.
  PatientWork(const std::function<bool(Millis)>& rest, Random& random, Clock& clock,
              Millis patience, Error stopped)
      : rest_(rest),
        random_(random),
        clock_(clock),
        patience_(patience),
        stopped_(std::move(stopped)) {}

  bool rest(Millis time) {
    wants_end_ = wants_end_ || !rest_(time);
    return !wants_end_;
  }
  bool wants_end() const { return wants_end_; }

  /// Again and again while the server is away, but not for ever.
  template <class Call>
  auto patiently(const Call& call) -> decltype(call()) {
    const Monotonic give_up = clock_.monotonic() + patience_;
    Backoff backoff;
    while (true) {
      auto result = call();
      if (result.ok() || result.error().code != Code::Unavailable) return result;
      if (clock_.monotonic() >= give_up) return result;
      if (!rest(backoff.next(random_))) return stopped_;
    }
  }

 private:
  const std::function<bool(Millis)>& rest_;
  Random& random_;
  Clock& clock_;
  const Millis patience_;
  const Error stopped_;
  bool wants_end_ = false;
};

}  // namespace bangtin
