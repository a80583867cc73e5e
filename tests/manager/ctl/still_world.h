// The world of a shell in tests: no time passes, and no item has a page. Thread: any.
#pragma once

#include <vector>

#include "manager/core/pager.h"
#include "shared/base/clock.h"

namespace bangtin {

class NoPages final : public Pager {
 public:
  std::vector<Page> paginate(const ItemContent&, Size) override { return {}; }
};

class StillClock final : public Clock {
 public:
  Instant wall() override { return *from_iso8601("2026-11-22T05:00:00Z"); }
  Monotonic monotonic() override { return {}; }
};

}  // namespace bangtin
