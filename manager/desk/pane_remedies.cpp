// What the desk warns of while an item is written, each with the button that puts it right.
#include <algorithm>

#include "manager/desk/pages.h"
#include "manager/desk/remedies.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

/// A button beside the words leaves them this much of the row; else it stands below them.
constexpr float kWordsShare = 0.45F;

bool draw_advice(const Advice& advice) {
  const ui::Mark mark{ui::icon::kAlertCircle, advice.words, ui::Tone::Wait};
  const float width = ui::button_width(ui::icon::kCheck, advice.label);
  const bool beside = width <= ui::room_width() * (1 - kWordsShare);
  if (beside) return ui::banner_with_button(advice.id, mark, ui::icon::kCheck, advice.label);
  ui::banner(mark);
  const bool pressed = ui::button(advice.id, ui::icon::kCheck, advice.label, ui::Look::Secondary,
                                  true, std::min(width, ui::room_width()));
  ui::gap(4);
  return pressed;
}

}  // namespace

void draw_remedies(const State& state, Instant now, Commands& commands) {
  for (const Advice& advice : advice_for(state, now)) {
    if (draw_advice(advice)) commands.push_back(advice.cure);
  }
}

}  // namespace bangtin::desk
