// Push: tells the boards' streams which selections are new. The event table is the only order;
// this follows it. Thread: the quick worker's.
#pragma once

#include "manager/server/event_hub.h"
#include "manager/store/office.h"

namespace bangtin {

class Push {
 public:
  /// Follows from `after` on.
  Push(Office& office, EventHub& hub, std::int64_t after)
      : office_(office), hub_(hub), after_(after) {}

  /// Announces what is new. Called after each change and every second, so a change by another
  /// process is late, never lost. Errors: as wakes_after(); the next step takes it up again.
  Status step() {
    for (const Wake& wake : TRY(office_.wakes_after(after_))) {
      hub_.announce(wake.board, wake.seq, wake.generation, wake.order);
      after_ = std::max(after_, wake.seq);
    }
    return {};
  }

 private:
  Office& office_;
  EventHub& hub_;
  std::int64_t after_;
};

}  // namespace bangtin
