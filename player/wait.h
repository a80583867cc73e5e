// How the loops of the player sleep. Thread: any.
#pragma once

#include <span>

#include "shared/base/clock.h"

namespace bangtin {

/// Returns when one of these can be read, a signal came, or `wake` has come. A descriptor below 0
/// is passed over. Source: ppoll(2).
void wait_until(std::span<const int> fds, Monotonic wake, Monotonic now);

}  // namespace bangtin
