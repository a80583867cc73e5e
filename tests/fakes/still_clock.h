// A clock for what has to have one: no time passes. Thread: any.
#pragma once

#include "shared/base/clock.h"

namespace bangtin {

class StillClock final : public Clock {
 public:
  Instant wall() override { return *from_iso8601("2026-11-22T05:00:00Z"); }
  Monotonic monotonic() override { return {}; }
};

}  // namespace bangtin
