// The desk's part for the page of the schedule: its commands, and what the link told for it.
#include <algorithm>

#include "manager/desk/desk.h"
#include "manager/desk/drawn_hours.h"
#include "manager/desk/plan.h"
#include "manager/desk/plan_form.h"
#include "manager/desk/plan_steps.h"
#include "shared/base/limits.h"
#include "shared/base/texts.h"
#include "shared/model/calendar.h"
#include "shared/ui/date_time.h"

namespace bangtin::desk {
namespace {

/// Before the playlist's id, names a schedule's form in requests.
constexpr std::string_view kScheduleDraft = "schedule.";

constexpr std::ptrdiff_t kPlansUnderWayMax = 4;

bool ends_day(const State& state, Instant at) {
  return local_midnight(at + kRunStep, state.utc_offset_minutes()) > at;
}

}  // namespace

const GroupRecord* State::group_of(const GroupId& id) const {
  if (!seen) return nullptr;
  const auto found = std::ranges::find(seen->groups, id, &GroupRecord::id);
  return found == seen->groups.end() ? nullptr : &*found;
}

void Desk::open_plan(Instant now) {
  PlanForm& form = state_.plan.form;
  if (form.day.empty()) form.day = ui::day_text(now, state_.utc_offset_minutes());
  if (form.hour.empty()) form.hour = ui::time_text(now, state_.utc_offset_minutes());
}

/// It stands where nobody sees it, at the end of the day, and where the plan says no more.
void Desk::settle_run(Instant now) {
  PlanForm& form = state_.plan.form;
  if (!form.runs) return;
  const auto moment = plan_moment(state_, now);
  if (runs(state_) && moment && !ends_day(state_, moment->at)) return;
  form.ran = ran_by(form, now);
  form.runs.reset();
}

void Desk::step_plan(const PlanStep& step, Instant now) {
  PlanState& plan = state_.plan;
  ScheduleForm& schedule = plan.schedule;
  if (const auto* edit = std::get_if<EditPlan>(&step.step)) {
    const bool other = edit->form.board != plan.form.board || edit->form.day != plan.form.day;
    const bool chosen_anew = edit->form.chosen != plan.form.chosen;
    plan.form = edit->form;
    if (other && !chosen_anew) plan.form.chosen.reset();
    if (other) plan.form.ran = Millis(0);
    if (other) plan.form.runs.reset();
  } else if (const auto* typed = std::get_if<EditSchedule>(&step.step)) {
    keep_past(plan.schedule_pasts, schedule.base.id.text, schedule, typed->form);
    schedule = typed->form;
    schedule.changed = true;
    review(schedule, now, state_.utc_offset_minutes(), state_.holidays());
  } else if (const auto* open = std::get_if<OpenSchedule>(&step.step)) {
    plan.form.view = PlanView::Schedule;
    open_schedule(open->id, now);
  } else if (const auto* drawn = std::get_if<DrawHours>(&step.step)) {
    if (schedule.base.id != drawn->id) open_schedule(drawn->id, now);
    if (schedule.busy || schedule.other) return;
    // Each draw is a step, also of the same end.
    const std::string& name = schedule.base.id.text;
    const ScheduleForm before = schedule;
    schedule = with_hours(std::move(schedule), drawn->hours);
    end_typing(plan.schedule_pasts, name);
    keep_past(plan.schedule_pasts, name, before, schedule);
    end_typing(plan.schedule_pasts, name);
    schedule.changed = says_other(schedule);
    review(schedule, now, state_.utc_offset_minutes(), state_.holidays());
  } else if (const auto* back = std::get_if<StepSchedule>(&step.step)) {
    step_schedule(back->forth, now);
  } else if (std::holds_alternative<SaveSchedule>(step.step)) {
    save_schedule();
  } else if (std::holds_alternative<DropSchedule>(step.step)) {
    schedule.changed = false;
    plan.kept.erase(schedule.base.id);
    plan.schedule_pasts.erase(schedule.base.id.text);
    open_schedule(schedule.base.id, now);
  } else if (std::holds_alternative<KeepSchedule>(step.step)) {
    const PlaylistRecord* newer = state_.playlist_of(schedule.base.id);
    if (newer == nullptr) return;
    schedule.base = *newer;
    review(schedule, now, state_.utc_offset_minutes(), state_.holidays());
  } else {
    step_hours(step, now);
  }
}

void Desk::open_schedule(PlaylistId id, Instant now) {
  PlanState& plan = state_.plan;
  if (plan.schedule.changed || plan.schedule.busy) plan.kept[plan.schedule.base.id] = plan.schedule;
  // What somebody else saved meanwhile is nothing to go back behind.
  if (plan.schedule.base.id != id && !plan.kept.contains(id)) plan.schedule_pasts.erase(id.text);
  plan.schedule = {};
  const auto kept = plan.kept.find(id);
  if (kept != plan.kept.end()) {
    plan.schedule = kept->second;
    plan.kept.erase(kept);
  } else if (const PlaylistRecord* playlist = state_.playlist_of(id)) {
    plan.schedule = form_of(*playlist);
  }
  review(plan.schedule, now, state_.utc_offset_minutes(), state_.holidays());
}

void Desk::publish_schedule() {
  ScheduleForm& form = state_.plan.schedule;
  Request request;
  request.deed = Deed::Publish;
  request.draft = std::string(kScheduleDraft) + form.base.id.text;
  request.playlist = form.base;
  form.busy = true;
  send(std::move(request));
}

void Desk::save_schedule() {
  ScheduleForm& form = state_.plan.schedule;
  if (form.base.id.empty() || !form.problems.empty()) return;
  std::vector<Problem> none;
  Request request;
  request.deed = Deed::SaveSchedule;
  request.draft = std::string(kScheduleDraft) + form.base.id.text;
  request.playlist = form.base;
  request.playlist.schedule = schedule_of(form, none);
  end_typing(state_.plan.schedule_pasts, form.base.id.text);
  form.busy = true;
  form.changed = false;
  send(std::move(request));
}

/// Makes the days that are shown, when what they are made of changed; asks for what is missing.
void Desk::settle_plan() {
  PlanState& plan = state_.plan;
  if (state_.page == Page::Boards && state_.seen) load_plan();
  if (state_.page != Page::Plan || !state_.seen) return;
  if (state_.board_of(plan.form.board) == nullptr) plan.form.board = {};
  if (state_.group_of(plan.form.group) == nullptr) plan.form.group = {};
  const std::vector<const BoardRecord*> of_group = plan_boards(state_);
  const bool inside = std::ranges::any_of(
      of_group, [&](const BoardRecord* board) { return board->id == plan.form.board; });
  if (!inside && !of_group.empty()) plan.form.board = of_group.front()->id;
  for (const BoardRecord& board : state_.seen->boards) {
    if (plan.form.board.empty() && board.state == BoardState::Paired) plan.form.board = board.id;
  }
  load_plan();
  const std::vector<const BoardRecord*> boards = plan_boards(state_);
  std::vector<std::shared_ptr<const Manifest>> from;
  for (const BoardRecord* board : boards) {
    const auto loaded = plan.boards.find(board->id);
    if (loaded != plan.boards.end() && loaded->second.manifest) {
      from.push_back(loaded->second.manifest);
    }
  }
  const bool week = plan.form.view == PlanView::Week;
  const std::pair asked(plan.form.day, week);
  if (planned_of_ == state_.seen && planned_from_ == from && planned_for_ == asked) return;
  planned_of_ = state_.seen;
  planned_from_ = std::move(from);
  planned_for_ = asked;
  const auto day = plan_day(plan.form);
  plan.days = day ? days_of_boards(boards, *day) : BoardDays();
  plan.week.clear();
  if (!day || !week || plan.days.empty()) return;
  const std::chrono::sys_days date(*day);
  const std::chrono::sys_days monday = date - (std::chrono::weekday(date) - std::chrono::Monday);
  for (int i = 0; i < 7; ++i) {
    plan.week.push_back(days_of_boards(boards, monday + std::chrono::days(i)));
  }
}

/// What these boards show on a day, as far as their plans are here.
BoardDays Desk::days_of_boards(const std::vector<const BoardRecord*>& boards,
                               std::chrono::year_month_day day) const {
  BoardDays days;
  for (const BoardRecord* board : boards) {
    const auto loaded = state_.plan.boards.find(board->id);
    if (loaded == state_.plan.boards.end() || !loaded->second.manifest) continue;
    days.push_back(std::make_shared<const BoardDay>(
        board_day(*state_.seen, *board, *loaded->second.manifest, day)));
  }
  return days;
}

/// A few at a time: what a person does meanwhile waits behind no more than these.
void Desk::load_plan() {
  if (state_.link != LinkState::Online) return;
  std::vector<const BoardRecord*> wanted = plan_boards(state_);
  if (state_.page == Page::Boards) wanted = {state_.board_of(state_.boards.board)};
  auto under_way = std::ranges::count_if(state_.plan.boards,
                                         [](const auto& board) { return board.second.waits; });
  for (const BoardRecord* board : wanted) {
    if (board == nullptr || board->state != BoardState::Paired) continue;
    LoadedPlan& loaded = state_.plan.boards[board->id];
    const bool fresh = loaded.generation == board->generation_wanted;
    if (fresh && (loaded.waits || loaded.manifest || !loaded.problem.empty())) continue;
    if (under_way == kPlansUnderWayMax) return;
    ++under_way;
    loaded.problem.clear();
    loaded.never_told = false;
    loaded.generation = board->generation_wanted;
    loaded.waits = true;
    Request request;
    request.deed = Deed::LoadPlan;
    request.board = board->id;
    send(std::move(request));
  }
}

void Desk::take_plan(const Outcome& outcome) {
  const auto found = state_.plan.boards.find(outcome.board);
  if (found == state_.plan.boards.end()) return;
  LoadedPlan& loaded = found->second;
  loaded.waits = false;
  if (!outcome.error) {
    loaded.manifest = outcome.manifest;
  } else if (outcome.error->code == Code::Unavailable) {
    // Asked for again when the link says that the server is back.
    state_.plan.boards.erase(found);
    state_.link = LinkState::Lost;
  } else {
    loaded.manifest.reset();
    loaded.never_told = outcome.error->code == Code::NotFound;
    loaded.problem =
        loaded.never_told ? std::string(text("plan.never_told")) : text_of(*outcome.error);
  }
  settle_plan();
}

/// What the server has is taken in as long as nothing was typed.
void Desk::settle_schedule(Instant now) {
  ScheduleForm& form = state_.plan.schedule;
  const PlaylistRecord* playlist = state_.playlist_of(form.base.id);
  if (playlist == nullptr || form.busy) return;
  if (!form.changed) {
    if (playlist->schedule != form.base.schedule) {
      state_.plan.schedule_pasts.erase(playlist->id.text);
    }
    form = form_of(*playlist);
    review(form, now, state_.utc_offset_minutes(), state_.holidays());
  } else if (playlist->revision == form.base.revision) {
    form.base = *playlist;
  }
}

/// A playlist that was saved or published for a form, open or left for another.
void Desk::take_schedule(const Outcome& outcome, Instant now) {
  if (!outcome.draft.starts_with(kScheduleDraft)) return;
  PlanState& plan = state_.plan;
  const PlaylistId id{outcome.draft.substr(kScheduleDraft.size())};
  const auto kept = plan.kept.find(id);
  const bool open = plan.schedule.base.id == id;
  if (!open && kept == plan.kept.end()) return;
  ScheduleForm& form = open ? plan.schedule : kept->second;
  form.busy = false;
  if (outcome.playlist) {
    // Rules that no form says do not come back by a form.
    const bool replaced = desk::form_of(form.base).other && !form.other;
    if (replaced) plan.schedule_pasts.erase(id.text);
    form.base = *outcome.playlist;
    if (!form.changed) form = form_of(*outcome.playlist);
    review(form, now, state_.utc_offset_minutes(), state_.holidays());
  } else if (outcome.deed == Deed::SaveSchedule) {
    form.changed = true;
  }
  if (!open && !form.changed) plan.kept.erase(kept);
}

}  // namespace bangtin::desk
