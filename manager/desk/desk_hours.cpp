// The desk's part for the hours of sound and panel: its commands, and what the link told for it.
#include "manager/desk/desk.h"
#include "manager/desk/hours_form.h"
#include "manager/desk/plan_steps.h"

namespace bangtin::desk {

void Desk::step_hours(const PlanStep& step, Instant now) {
  PlanState& plan = state_.plan;
  if (const auto* typed = std::get_if<EditHours>(&step.step)) {
    keep_past(plan.hours_pasts, hours_name(plan.hours.scope, plan.hours.id), plan.hours,
              typed->form);
    plan.hours = typed->form;
    plan.hours.changed = true;
    plan.hours.problems.clear();
    timetable_of(plan.hours, plan.hours.problems);
  } else if (const auto* open = std::get_if<OpenHours>(&step.step)) {
    const std::string name = hours_name(open->scope, open->id);
    const bool here = name == hours_name(plan.hours.scope, plan.hours.id);
    if (!here && !plan.kept_hours.contains(name)) plan.hours_pasts.erase(name);
    open_hours(open->scope, open->id);
  } else if (const auto* back = std::get_if<StepHours>(&step.step)) {
    step_hours_form(back->forth, now);
  } else if (std::holds_alternative<SaveHours>(step.step)) {
    save_hours();
  } else if (std::holds_alternative<DropHours>(step.step)) {
    plan.hours.changed = false;
    plan.hours_pasts.erase(hours_name(plan.hours.scope, plan.hours.id));
    open_hours(plan.hours.scope, plan.hours.id);
  }
}

void Desk::open_hours(TimetableScope scope, const std::string& id) {
  if (!state_.seen) return;
  PlanState& plan = state_.plan;
  if (plan.hours.changed || plan.hours.busy) {
    plan.kept_hours[hours_name(plan.hours.scope, plan.hours.id)] = plan.hours;
  }
  plan.hours = hours_form(scope, id, state_.seen->timetables);
  const auto kept = plan.kept_hours.find(hours_name(plan.hours.scope, plan.hours.id));
  if (kept == plan.kept_hours.end()) return;
  plan.hours = kept->second;
  plan.kept_hours.erase(kept);
}

void Desk::save_hours() {
  TimetableForm& form = state_.plan.hours;
  if (!form.problems.empty()) return;
  std::vector<Problem> none;
  Request request;
  request.deed = Deed::SetTimetable;
  request.draft = hours_name(form.scope, form.id);
  request.timetable = {form.scope, form.id, timetable_of(form, none)};
  end_typing(state_.plan.hours_pasts, request.draft);
  form.busy = true;
  form.changed = false;
  send(std::move(request));
}

/// What the server has is taken in as long as nothing was typed, now or when it was left.
void Desk::settle_hours() {
  const TimetableForm before = state_.plan.hours;
  if (before.changed || before.busy) return;
  open_hours(before.scope, before.id);
  // Steps back would take back what somebody else saved.
  std::vector<Problem> none;
  if (timetable_of(before, none) != timetable_of(state_.plan.hours, none)) {
    state_.plan.hours_pasts.erase(hours_name(before.scope, before.id));
  }
}

void Desk::take_hours(const Outcome& outcome) {
  if (outcome.deed != Deed::SetTimetable) return;
  PlanState& plan = state_.plan;
  const auto kept = plan.kept_hours.find(outcome.draft);
  const bool open = hours_name(plan.hours.scope, plan.hours.id) == outcome.draft;
  if (!open && kept == plan.kept_hours.end()) return;
  TimetableForm& form = open ? plan.hours : kept->second;
  form.busy = false;
  form.changed = form.changed || outcome.error.has_value();
  if (!open && !form.changed) plan.kept_hours.erase(kept);
}

}  // namespace bangtin::desk
