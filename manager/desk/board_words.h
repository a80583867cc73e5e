// What is to be known of a board as the desk draws it: the findings of manager/core with icon and
// colour. Pure. Thread: any.
#pragma once

#include <string>
#include <vector>

#include "manager/core/board_findings.h"
#include "manager/desk/state.h"

namespace bangtin::desk {

struct Finding {
  ui::Mark mark;       ///< "Mất liên lạc 12 phút"
  std::string advice;  ///< what is likely behind it and what to do; empty where nothing is
};

/// The worst first; one at least. `all_silent`: of the commune's boards.
std::vector<Finding> findings_of(const BoardRecord& board, bool all_silent, Instant now);

/// 0 is the worst; what is neither well nor ill comes last.
int rank_of(ui::Tone tone);

}  // namespace bangtin::desk
