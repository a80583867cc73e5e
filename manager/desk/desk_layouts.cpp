// The desk's part for the layouts that the commune draws: its commands, and what the link told.
#include <utility>

#include "manager/desk/desk.h"
#include "manager/desk/layout_form.h"
#include "manager/desk/match.h"
#include "shared/base/texts.h"

namespace bangtin::desk {

void Desk::step_layouts(const LayoutStep& step) {
  LayoutsState& layouts = state_.layouts;
  std::visit(Match{
                 [&](ShowLayouts) {
                   state_.settings.view = SettingsView::Layouts;
                   layouts.open = false;
                 },
                 [&](NewLayout) { put_layout(new_layout(said("layout.new_name"))); },
                 [&](const OpenLayout& open) {
                   const LayoutRecord* layout = layout_of(state_, open.id);
                   if (layout != nullptr) put_layout(layout_form_of(*layout));
                 },
                 [&](const EditLayout& edit) {
                   keep_past(layouts.past, layouts.form, edit.form);
                   const bool other = !same_drawing(layouts.form, edit.form);
                   layouts.form = edit.form;
                   layouts.form.changed = layouts.form.changed || other;
                 },
                 [&](const StepLayout& back) {
                   if (layouts.form.busy) return;
                   (void)(back.forth ? step_forth(layouts.past, layouts.form)
                                     : step_back(layouts.past, layouts.form));
                 },
                 [&](SaveLayout) { save_layout(); },
             },
             step);
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
}

void Desk::save_layout() {
  LayoutForm& form = state_.layouts.form;
  if (form.busy || !problems_of(form).empty()) return;
  Request request;
  request.deed = Deed::SaveLayout;
  request.layout = record_of(form);
  form.busy = true;
  state_.layouts.sent = form;
  send(std::move(request));
}

/// What was drawn since it was sent stays, to be saved next.
void Desk::take_layout(const Outcome& outcome) {
  LayoutsState& layouts = state_.layouts;
  if (outcome.deed == Deed::RemoveLayout) {
    if (outcome.error) return;
    layouts.open = false;
    layouts.form = {};
    layouts.past = {};
    return;
  }
  if (outcome.deed != Deed::SaveLayout || !std::exchange(layouts.form.busy, false)) return;
  if (!outcome.layout) return;
  layouts.form.id = outcome.layout->id;
  layouts.form.revision = outcome.layout->revision;
  const bool drawn_on = !same_drawing(layouts.form, layouts.sent);
  if (!drawn_on) layouts.form.name = outcome.layout->name;
  layouts.form.changed = drawn_on;
}

/// What nobody draws is what the server has.
void Desk::settle_layouts() {
  LayoutsState& layouts = state_.layouts;
  if (!state_.seen || layouts.form.changed || layouts.form.busy) return;
  const LayoutRecord* layout = layout_of(state_, layouts.form.id);
  if (layout == nullptr || layout->revision <= layouts.form.revision) return;
  LayoutForm next = layout_form_of(*layout);
  next.shows_portrait = layouts.form.shows_portrait;
  select_zone(next, layouts.form.selected);
  layouts.form = std::move(next);
  layouts.past = {};
}

}  // namespace bangtin::desk
