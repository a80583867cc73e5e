// What the desk warns of in an item, each with the button that puts it right while it is written.
#include "manager/desk/drafts.h"
#include "manager/desk/pages.h"
#include "manager/desk/remedies.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

/// What was handed in or approved is somebody's word until it is edited.
bool is_being_written(const State& state) {
  if (!state.may_write()) return false;
  const ItemRecord* item = state.item_of(state.item.id);
  const bool handed_in = item != nullptr && (item->state == ItemState::Submitted ||
                                             item->state == ItemState::Approved);
  return !handed_in || state.drafts.contains(state.item.draft);
}

}  // namespace

void draw_cautions(const State& state, Instant now, Commands& commands) {
  if (!is_being_written(state)) {
    std::vector<Problem> ignored;
    return draw_warnings(content_of(state.item, state.commune(), ignored));
  }
  for (const Advice& advice : advice_for(state, now)) {
    const ui::Mark mark{ui::icon::kAlertCircle, advice.words, ui::Tone::Wait};
    if (ui::banner_with_button(advice.id, mark, ui::icon::kCheck, advice.label)) {
      commands.push_back(advice.cure);
    }
  }
}

}  // namespace bangtin::desk
