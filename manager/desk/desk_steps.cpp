// The desk's part for steps back: what they do to the item at hand, and what they leave alone.
#include <utility>

#include "manager/desk/desk.h"
#include "manager/desk/drafts.h"
#include "manager/desk/drawn_hours.h"
#include "manager/desk/hours_form.h"
#include "manager/desk/item_steps.h"
#include "manager/desk/plan_form.h"
#include "manager/desk/plan_steps.h"
#include "manager/desk/remedies.h"
#include "shared/base/texts.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {

/// One deed of the person, to be kept by who calls.
void Desk::edit_item(ItemForm form) {
  keep_past(state_.item_pasts, state_.item.draft, state_.item, form);
  state_.item = std::move(form);
  state_.item.changed = true;
}

/// A step of its own, whatever was typed into the same field before and behind it.
void Desk::cure_item(const Cure& cure, Instant now) {
  if (state_.item.draft.empty() || !state_.may_write()) return;
  ItemForm form = cured(state_, cure, now);
  if (same_contents(form, state_.item)) return;
  end_typing(state_.item_pasts, state_.item.draft);
  edit_item(std::move(form));
  end_typing(state_.item_pasts, state_.item.draft);
  keep_form();
}

/// What the server has stays as it is: a form that is as saved no more is one that is not saved.
void Desk::step_item(bool forth, Instant now) {
  ItemForm& form = state_.item;
  const auto past = state_.item_pasts.find(form.draft);
  if (form.busy || !state_.may_write() || past == state_.item_pasts.end()) return;
  const bool as_saved = !form.id.empty() && !state_.drafts.contains(form.draft);
  if (!take_step(past->second, form, forth)) return;
  const ItemRecord* item = state_.item_of(form.id);
  const bool back = item != nullptr && item->revision == form.revision &&
                    same_contents(form, form_of(*item, state_.utc_offset_minutes()));
  form.changed = !back;
  if (back) {
    state_.drafts.erase(form.draft);
    form.problems.clear();
    form.unsent = false;
    drafts_changed_ = true;
    return;
  }
  keep_form();
  if (as_saved && !forth) tell_saved_stays(now);
}

void Desk::step_schedule(bool forth, Instant now) {
  ScheduleForm& form = state_.plan.schedule;
  const auto past = state_.plan.schedule_pasts.find(form.base.id.text);
  if (form.busy || past == state_.plan.schedule_pasts.end()) return;
  const bool as_saved = !form.changed;
  if (!take_step(past->second, form, forth)) return;
  form.changed = says_other(form);
  review(form, now, state_.utc_offset_minutes(), state_.holidays());
  if (as_saved && form.changed && !forth) tell_saved_stays(now);
}

void Desk::step_hours_form(bool forth, Instant now) {
  TimetableForm& form = state_.plan.hours;
  const auto past = state_.plan.hours_pasts.find(hours_name(form.scope, form.id));
  if (form.busy || !state_.seen || past == state_.plan.hours_pasts.end()) return;
  const bool as_saved = !form.changed;
  if (!take_step(past->second, form, forth)) return;
  form.problems.clear();
  const Timetable typed = timetable_of(form, form.problems);
  std::vector<Problem> none;
  const Timetable saved =
      timetable_of(hours_form(form.scope, form.id, state_.seen->timetables), none);
  form.changed = !form.problems.empty() || typed != saved;
  if (as_saved && form.changed && !forth) tell_saved_stays(now);
}

/// A step went behind what was saved: who is used to undo must not think that the server follows.
void Desk::tell_saved_stays(Instant now) {
  tell(said("undo.saved_stays"), now);
  state_.toast->mark = {ui::icon::kInformation, state_.toast->mark.word, ui::Tone::Accent};
}

/// What was saved has this name now; what was handed in is nothing to go back behind.
void Desk::follow_past(const std::string& before, const std::string& now, bool handed_in) {
  auto past = state_.item_pasts.extract(before);
  if (handed_in || past.empty()) return;
  past.mapped().typed.clear();
  past.key() = now;
  state_.item_pasts.insert(std::move(past));
}

/// Steps back would take back what somebody else saved.
void Desk::settle_item_past() {
  const ItemRecord* item = state_.item_of(state_.item.id);
  if (item == nullptr || state_.drafts.contains(state_.item.draft)) return;
  if (item->revision != state_.item.revision) state_.item_pasts.erase(state_.item.draft);
}

}  // namespace bangtin::desk
