// The desk's part for what is typed and not saved: whose it is, and what the journal holds of it.
#include <utility>

#include "manager/desk/desk.h"
#include "manager/desk/hours_form.h"
#include "shared/base/texts.h"

namespace bangtin::desk {

/// What stands in an open form waits as if it were left for another.
UnsavedForms Desk::unsaved() const {
  const PlanState& plan = state_.plan;
  UnsavedForms forms{state_.drafts, state_.playlists_kept, state_.layouts.kept,
                     plan.kept,     plan.kept_hours,       state_.uploads};
  // What a person ended does not begin anew.
  std::erase_if(forms.uploads, [&](const Upload& one) { return state_.is_stopping(one.number); });
  const auto stands = [](const auto& form) { return form.changed || form.busy; };
  if (is_worth_keeping(state_.playlist)) {
    forms.playlists[state_.playlist.draft] = state_.playlist;
  }
  if (stands(state_.layouts.form)) forms.layouts[state_.layouts.form.id] = state_.layouts.form;
  if (stands(plan.schedule)) forms.schedules[plan.schedule.base.id] = plan.schedule;
  if (stands(plan.hours)) forms.hours[hours_name(plan.hours.scope, plan.hours.id)] = plan.hours;
  return forms;
}

Journal Desk::journal() const {
  Journal journal = others_;
  UnsavedForms mine = unsaved();
  if (!mine.empty()) std::swap(journal[owner_], mine);
  return journal;
}

/// Nothing is shown any more; what is not saved is kept for who typed it. An answer that is still
/// on its way finds it there.
void Desk::leave_pages() {
  UnsavedForms forms = unsaved();
  state_.seen.reset();
  state_.me = {};
  state_.trouble.reset();
  state_.sheet.reset();
  state_.item = {};
  state_.dropped.reset();
  state_.dropped_files.clear();
  state_.review = {};
  state_.history = {};
  state_.preview_form = {};
  state_.versions.clear();
  state_.pictures.clear();
  state_.unloaded.clear();
  state_.preview.reset();
  asked_.clear();
  state_.library = {};
  state_.boards = {};
  state_.glass = {};
  state_.reports = {};
  state_.settings = {};
  state_.provinces = {};
  put_unsaved(std::move(forms));
}

/// Each to be opened anew.
void Desk::put_unsaved(UnsavedForms forms) {
  state_.drafts = std::move(forms.items);
  state_.item_pasts.clear();
  state_.playlist = {};
  state_.playlist_past = {};
  state_.playlists_kept = std::move(forms.playlists);
  state_.layouts.open = false;
  state_.layouts.form = {};
  state_.layouts.past = {};
  state_.layouts.kept = std::move(forms.layouts);
  state_.plan = {};
  state_.plan.kept = std::move(forms.schedules);
  state_.plan.kept_hours = std::move(forms.hours);
  state_.uploads = std::move(forms.uploads);
  for (Upload& upload : state_.uploads) upload.number = ++uploads_made_;
}

/// Another person finds what he left himself, and nothing of who was here before. All that was on
/// its way has been answered by now.
void Desk::change_person(const Person& me) {
  if (me.id.text == owner_) return;
  leave_pages();
  UnsavedForms left = unsaved();
  if (!left.empty()) std::swap(others_[owner_], left);
  owner_ = me.id.text;
  UnsavedForms mine;
  for (const std::string& owner : {owner_, owner_by_login(me.login), std::string()}) {
    const auto found = others_.find(owner);
    if (found == others_.end()) continue;
    merge_into(mine, found->second);
    if (found->second.empty()) others_.erase(found);
  }
  put_unsaved(std::move(mine));
  drafts_changed_ = true;
}

}  // namespace bangtin::desk
