// The desk's part for how the window looks.
#include "manager/desk/desk.h"

namespace bangtin::desk {

void Desk::step_display(const DisplayStep& step) {
  if (const auto* show = std::get_if<ShowDisplay>(&step)) state_.shows_display = show->shown;
  const auto* set = std::get_if<SetDisplay>(&step);
  if (set == nullptr || set->display == state_.display) return;
  state_.display = set->display;
  display_changed_ = true;
}

}  // namespace bangtin::desk
