// From what is published to stretches of time: when which items may play. The only place that will
// know dayparts and recurrence; today a published playlist holds all day. Pure. Thread: any.
#pragma once

#include <cstddef>
#include <vector>

#include "shared/base/clock.h"

namespace bangtin {

/// One item of a published playlist, in the order in which it plays, and when it is valid.
struct Airing {
  std::size_t item = 0;  ///< the caller's own index; may occur more than once
  Instant valid_from{};
  Instant valid_until{};
};

/// From `begin` until before `end` exactly these items play, in this order.
struct Stretch {
  Instant begin{};
  Instant end{};
  std::vector<std::size_t> items;
  bool operator==(const Stretch&) const = default;
};

/// Cuts [from, until) at each edge of a validity. Neighbours differ; there is no stretch where
/// nothing is valid. Sorted, apart. Cost: edges times airings.
std::vector<Stretch> expand(const std::vector<Airing>& airings, Instant from, Instant until);

}  // namespace bangtin
