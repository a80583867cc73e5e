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

/// True when there are several boards and none of them is heard of: the cause is not at a board.
bool all_silent(const std::vector<BoardRecord>& boards);

/// The worst first; one at least. `all_silent`: of the commune's boards.
std::vector<Finding> findings_of(const BoardRecord& board, bool all_silent, Instant now);

/// 0 is the worst; what is neither well nor ill comes last.
int rank_of(ui::Tone tone);

/// "3 ngày 4 giờ", "12 phút", "8 giây": the two greatest parts.
std::string long_duration_text(Millis duration);

}  // namespace bangtin::desk
