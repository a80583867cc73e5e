// What the item at hand has gone through: each step with who and when, the newest last.
#include <algorithm>

#include "manager/client/history_words.h"
#include "manager/core/local_time.h"
#include "manager/desk/pages.h"
#include "shared/base/texts.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

/// More is for the shell: what people ask about is how it came to stand as it does.
constexpr std::size_t kHistoryStepsShown = 12;

/// When, with the sign of what happened.
ui::Mark mark_of_step(const ItemStep& step, int utc_offset_minutes) {
  const std::string words = local_time_text(step.at, utc_offset_minutes);
  switch (step.deed) {
    case ItemDeed::Drafted:
      return {icon::kPencil, words, ui::Tone::Plain};
    case ItemDeed::Submitted:
      return {icon::kSend, words, ui::Tone::Plain};
    case ItemDeed::Returned:
      return {icon::kReply, words, ui::Tone::Bad};
    case ItemDeed::Approved:
    case ItemDeed::Imported:
      return {icon::kCheckCircle, words, ui::Tone::Good};
    case ItemDeed::Published:
      return {icon::kBullhorn, words, ui::Tone::Good};
    case ItemDeed::Unpublished:
    case ItemDeed::Withdrawn:
      return {icon::kClose, words, ui::Tone::Wait};
    case ItemDeed::Expired:
      break;
  }
  return {icon::kCalendar, words, ui::Tone::Muted};
}

void draw_steps(const State& state, const ItemHistory& history, Instant now) {
  const std::size_t count = history.steps.size();
  const std::size_t left_out = count - std::min(count, kHistoryStepsShown);
  if (left_out > 0) {
    ui::paragraph(text("history.older",
                       {{"count", std::to_string(left_out)}, {"id", state.history.item.text}}),
                  ui::Tone::Muted);
  } else if (!history.whole) {
    ui::paragraph(text("history.older_gone"), ui::Tone::Muted);
  }
  const int offset = state.utc_offset_minutes();
  for (std::size_t i = left_out; i < count; ++i) {
    ui::mark(mark_of_step(history.steps[i], offset));
    ui::beside(10);
    ui::paragraph(deed_words_of(history.steps[i], offset));
  }
  const std::string plays = plays_words(history, now, offset);
  if (plays.empty()) return;
  const bool rest = rests(history, now);
  ui::banner({rest ? icon::kPause : icon::kPlay, plays, rest ? ui::Tone::Wait : ui::Tone::Accent});
}

}  // namespace

void draw_item_history(const State& state, Instant now) {
  const HistorySight& seen = state.history;
  if (state.item.id.empty() || seen.item != state.item.id) return;
  ui::gap(6);
  ui::words(text("history.title"), ui::Tone::Plain, ui::Type::Heading);
  if (!seen.problem.empty()) {
    ui::banner({icon::kAlertCircle, seen.problem, ui::Tone::Wait});
  } else if (seen.told == nullptr) {
    ui::paragraph(text("history.loading"), ui::Tone::Muted);
  }
  if (seen.told != nullptr) draw_steps(state, *seen.told, now);
}

}  // namespace bangtin::desk
