// What is to be known of a board, in words: how it is, since when, what is likely behind it. The
// desk and the phone page say the same. Pure. Thread: any.
#pragma once

#include <string>
#include <vector>

#include "shared/protocol/messages.h"

namespace bangtin {

/// How bad it is, the worst first. Told is news that is neither good nor bad; Over concerns nobody
/// any more.
enum class Gravity { Bad, Waits, Good, Told, Over };

enum class BoardFact {
  Revoked,
  OffAir,
  Problem,
  NeverSeen,
  Silent,
  Hot,
  DiskLow,
  Behind,
  Well,
  JustStarted,
};

struct BoardFinding {
  BoardFact fact = BoardFact::Well;
  Gravity gravity = Gravity::Good;
  std::string words;   ///< "Mất liên lạc 12 phút"
  std::string advice;  ///< what is likely behind it and what to do; empty where nothing is
};

/// True when there are several boards and none of them is heard of: the cause is not at a board.
bool all_silent(const std::vector<BoardRecord>& boards);

/// The worst first; one at least. `all_silent`: of the commune's boards.
std::vector<BoardFinding> board_findings(const BoardRecord& board, bool all_silent, Instant now);

/// The boards by their worst finding, then by name. They point into `boards`.
std::vector<const BoardRecord*> worst_first(const std::vector<BoardRecord>& boards, Instant now);

}  // namespace bangtin
