// What is to be known of a board, in words: how it is, what is likely behind it, what it measures.
// Pure. Thread: any.
#pragma once

#include <string>
#include <vector>

#include "manager/desk/state.h"

namespace bangtin::desk {

struct Finding {
  ui::Mark mark;       ///< "Mất liên lạc 12 phút"
  std::string advice;  ///< what is likely behind it and what to do; empty where nothing is
};

/// The worst first; one at least. `all` are the commune's boards: what strikes all of them is not
/// looked for at one.
std::vector<Finding> findings_of(const BoardRecord& board, const std::vector<BoardRecord>& all,
                                 Instant now);

/// "3 ngày 4 giờ", "12 phút", "8 giây": the two greatest parts.
std::string long_duration_text(Millis duration);

}  // namespace bangtin::desk
