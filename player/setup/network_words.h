// What the facts of a network mean, in sentences with a remedy each. Pure. Thread: any.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/model/board_setup.h"

namespace bangtin {

enum class Verdict { Good, Wait, Bad };

struct Finding {
  Verdict verdict = Verdict::Wait;
  std::string sentence;  ///< what is so and, when it is bad, what to do
};

/// One finding for link, addresses, name service, server and clock, in that order; the name service
/// is left out when the server is known by its address. What depends on something that failed
/// waits instead of failing too: the first bad line is the one to mend. Without facts: one line.
std::vector<Finding> explain(const std::optional<NetworkFacts>& facts);

/// How far a board's clock may be off before a person is told.
inline constexpr Seconds kClockTolerance{60};

}  // namespace bangtin
