#include "manager/desk/board_words.h"

#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

using ui::Tone;
namespace icon = ui::icon;

const char* icon_of(BoardFact fact) {
  switch (fact) {
    case BoardFact::Revoked:
    case BoardFact::OffAir:
      return icon::kCloseCircle;
    case BoardFact::Problem:
    case BoardFact::Hot:
    case BoardFact::DiskLow:
      return icon::kAlert;
    case BoardFact::NeverSeen:
      return icon::kWait;
    case BoardFact::Silent:
      return icon::kOffline;
    case BoardFact::Behind:
      return icon::kSync;
    case BoardFact::JustStarted:
      return icon::kRefresh;
    case BoardFact::Well:
      break;
  }
  return icon::kCheckCircle;
}

Tone tone_of(Gravity gravity) {
  switch (gravity) {
    case Gravity::Bad:
      return Tone::Bad;
    case Gravity::Waits:
      return Tone::Wait;
    case Gravity::Good:
      return Tone::Good;
    case Gravity::Told:
      return Tone::Accent;
    case Gravity::Over:
      break;
  }
  return Tone::Muted;
}

}  // namespace

int rank_of(Tone tone) {
  return tone == Tone::Bad ? 0 : tone == Tone::Wait ? 1 : tone == Tone::Good ? 2 : 3;
}

std::vector<Finding> findings_of(const BoardRecord& board, bool all_silent, Instant now) {
  std::vector<Finding> findings;
  for (BoardFinding& found : board_findings(board, all_silent, now)) {
    findings.push_back({{icon_of(found.fact), std::move(found.words), tone_of(found.gravity)},
                        std::move(found.advice)});
  }
  return findings;
}

}  // namespace bangtin::desk
