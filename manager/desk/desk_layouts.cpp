// The desk's part for the layouts that the commune draws: its commands, and what the link told.
#include <algorithm>
#include <utility>

#include "manager/desk/desk.h"
#include "manager/desk/layout_form.h"
#include "manager/desk/match.h"
#include "shared/base/texts.h"

namespace bangtin::desk {
namespace {

/// The drawing stays as it is: the person is told, and the next save goes through.
void take_refusal_of(LayoutForm& form, const Error& error) {
  if (error.key == "layout.moved_on") form.overtaken = true;
  if (error.key == "layout.unknown") form.revision = 0;
}

/// What was drawn since it was sent stays, to be saved next.
void take_saved(LayoutForm& form, const LayoutForm& sent, const LayoutRecord& layout) {
  form.id = layout.id;
  form.revision = layout.revision;
  form.overtaken = false;
  form.changed = !same_contents(form, sent);
  if (!form.changed) form.name = layout.name;
}

/// What became of a form that was sent; empty when its layout is removed.
void take_answer(LayoutForm& form, const LayoutForm& sent, const Outcome& outcome) {
  form.busy = false;
  if (outcome.deed == Deed::RemoveLayout) {
    if (!outcome.error && form.id.text == outcome.draft) form = {};
  } else if (outcome.error) {
    take_refusal_of(form, *outcome.error);
  } else if (outcome.layout) {
    take_saved(form, sent, *outcome.layout);
  }
}

}  // namespace

void Desk::step_layouts(const LayoutStep& step) {
  LayoutsState& layouts = state_.layouts;
  std::visit(Match{
                 [&](ShowLayouts) {
                   state_.settings.view = SettingsView::Layouts;
                   layouts.open = false;
                 },
                 [&](NewLayout) { put_layout(new_layout(said("layout.new_name"))); },
                 [&](const OpenLayout& open) { open_layout(open.id); },
                 [&](const EditLayout& edit) {
                   keep_past(layouts.past, layouts.form, edit.form);
                   const bool other = !same_contents(layouts.form, edit.form);
                   layouts.form = edit.form;
                   layouts.form.changed = layouts.form.changed || other;
                 },
                 [&](const StepLayout& back) {
                   if (!layouts.form.busy) take_step(layouts.past, layouts.form, back.forth);
                 },
                 [&](SaveLayout) { save_layout(); },
                 [&](DropLayout) { drop_layout(); },
             },
             step);
}

/// One that is not saved is opened though the server has it not.
void Desk::open_layout(const LayoutId& id) {
  const LayoutRecord* layout = layout_of(state_, id);
  if (layout != nullptr) return put_layout(layout_form_of(*layout));
  const std::vector<LayoutForm> forms = forms_of_new_layouts(state_);
  const auto form = std::ranges::find(forms, id, &LayoutForm::id);
  if (form != forms.end()) put_layout(*form);
}

/// What is drawn and not saved yet is kept, and drawn on when it is opened again.
void Desk::put_layout(LayoutForm form) {
  LayoutsState& layouts = state_.layouts;
  if (layouts.form.busy) return;
  layouts.open = true;
  const bool unsaved = layouts.form.changed;
  if (unsaved && layouts.form.id == form.id) return;
  if (unsaved) layouts.kept[layouts.form.id] = layouts.form;
  const auto kept = layouts.kept.find(form.id);
  layouts.form = kept == layouts.kept.end() ? std::move(form) : kept->second;
  if (kept != layouts.kept.end()) layouts.kept.erase(kept);
  layouts.past = {};
  settle_layouts();
}

void Desk::save_layout() {
  LayoutForm& form = state_.layouts.form;
  if (form.busy || !problems_of(form).empty()) return;
  Request request;
  request.deed = Deed::SaveLayout;
  request.layout = record_of(form);
  if (form.revision == 0) request.layout.id = {};
  form.busy = true;
  state_.layouts.sent = form;
  send(std::move(request));
}

/// Back to what the server has; what it has not is gone.
void Desk::drop_layout() {
  LayoutsState& layouts = state_.layouts;
  if (layouts.form.busy) return;
  const LayoutRecord* layout = layout_of(state_, layouts.form.id);
  layouts.open = layout != nullptr;
  layouts.form = layout == nullptr ? LayoutForm() : layout_form_of(*layout);
  layouts.past = {};
}

/// The form that was sent is the open one, or was left by signing out.
void Desk::take_layout(const Outcome& outcome) {
  if (outcome.deed != Deed::SaveLayout && outcome.deed != Deed::RemoveLayout) return;
  LayoutsState& layouts = state_.layouts;
  if (layouts.form.busy) {
    take_answer(layouts.form, layouts.sent, outcome);
    if (outcome.deed == Deed::RemoveLayout && !outcome.error) {
      layouts.open = false;
      layouts.past = {};
    }
    return settle_layouts();
  }
  const auto kept =
      std::ranges::find_if(layouts.kept, [](const auto& one) { return one.second.busy; });
  if (kept == layouts.kept.end()) return;
  LayoutForm form = std::move(kept->second);
  layouts.kept.erase(kept);
  take_answer(form, layouts.sent, outcome);
  if (form.changed) layouts.kept[form.id] = std::move(form);
}

/// What nobody draws is what the server has. Who draws and was told that somebody else did saves
/// over that.
void Desk::settle_layouts() {
  LayoutsState& layouts = state_.layouts;
  if (!state_.seen || layouts.form.busy) return;
  const LayoutRecord* layout = layout_of(state_, layouts.form.id);
  if (layout == nullptr || layout->revision <= layouts.form.revision) return;
  if (layouts.form.overtaken) layouts.form.revision = layout->revision;
  if (layouts.form.changed) return;
  LayoutForm next = layout_form_of(*layout);
  next.shows_portrait = layouts.form.shows_portrait;
  select_zone(next, layouts.form.selected);
  layouts.form = std::move(next);
  layouts.past = {};
}

}  // namespace bangtin::desk
