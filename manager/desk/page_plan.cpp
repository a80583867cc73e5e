// What a board shows through a day: as lanes, as a list, and why.
#include <algorithm>

#include "manager/client/board_day.h"
#include "manager/client/schedule_words.h"
#include "manager/desk/group_plan.h"
#include "manager/desk/pages.h"
#include "manager/desk/plan.h"
#include "manager/desk/spacing.h"
#include "shared/base/texts.h"
#include "shared/model/calendar.h"
#include "shared/protocol/schedule_messages.h"
#include "shared/ui/date_time.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

constexpr float kDayWidth = 132;
void edit(Commands& commands, PlanForm form) {
  commands.push_back(PlanStep{EditPlan{std::move(form)}});
}

// --- what was asked -----------------------------------------------------------------------------
struct PlanViewWords {
  PlanView view;
  const char* id;
  const char* icon;
  const char* word;
};
constexpr PlanViewWords kPlanViews[] = {
    {PlanView::Day, "plan.view.day", icon::kCalendar, "plan.view.day"},
    {PlanView::Week, "plan.view.week", icon::kWeek, "plan.view.week"},
    {PlanView::Moment, "plan.view.moment", icon::kMonitor, "plan.view.moment"},
    {PlanView::Schedule, "plan.view.schedule", icon::kPencil, "plan.view.schedule"},
    {PlanView::Hours, "plan.view.hours", icon::kClock, "plan.view.hours"},
};

bool is_offered(const State& state, PlanView view) {
  if (view == PlanView::Hours) return state.may_pair();
  return view != PlanView::Schedule || state.may_write();
}

float views_width(const State& state) {
  float width = 0;
  for (const PlanViewWords& say : kPlanViews) {
    if (is_offered(state, say.view)) width += ui::button_width(say.icon, text(say.word)) + kGap;
  }
  return width;
}

void draw_plan_views(const State& state, Commands& commands) {
  bool first = true;
  for (const PlanViewWords& say : kPlanViews) {
    if (!is_offered(state, say.view)) continue;
    if (!std::exchange(first, false)) ui::beside();
    const bool here = state.plan.form.view == say.view;
    if (ui::button(say.id, say.icon, text(say.word),
                   here ? ui::Look::Primary : ui::Look::Secondary)) {
      PlanForm form = state.plan.form;
      // From the week to the day of what was chosen there.
      if (form.view == PlanView::Week && form.chosen) {
        form.day = ui::day_text(*form.chosen, state.utc_offset_minutes());
      }
      form.view = say.view;
      edit(commands, std::move(form));
    }
  }
}

void draw_place(const State& state, float width, Commands& commands) {
  std::vector<std::string> names;
  std::vector<PlanForm> forms;
  int chosen = 0;
  const auto offer = [&](std::string name, const BoardId& board, const GroupId& group) {
    PlanForm& form = forms.emplace_back(state.plan.form);
    form.board = board;
    form.group = group;
    form.commune = false;
    const PlanForm& now_shown = state.plan.form;
    const bool here = group.empty() ? now_shown.group.empty() && now_shown.board == board
                                    : now_shown.group == group;
    if (here) chosen = int(names.size());
    names.push_back(std::move(name));
  };
  for (const BoardRecord& board : state.seen->boards) {
    if (board.state == BoardState::Paired) offer(board.name, board.id, {});
  }
  for (const GroupRecord& group : state.seen->groups) {
    if (group.boards.empty()) continue;
    offer(text("plan.group", {{"name", group.name}}), group.boards.front(), group.id);
  }
  if (names.size() > 1 && state.plan.form.view == PlanView::Day) {
    PlanForm& form = forms.emplace_back(state.plan.form);
    form.group = {};
    form.commune = true;
    if (shows_commune(state.plan.form)) chosen = int(names.size());
    names.emplace_back(text("plan.commune"));
  }
  if (names.empty()) return;
  const int before = chosen;
  if (ui::choice({.id = "plan.place", .label = text("plan.place"), .width = width}, names,
                 chosen) &&
      chosen != before) {
    edit(commands, forms[std::size_t(chosen)]);
  }
}

void draw_day_choice(const State& state, Instant now, Commands& commands) {
  PlanForm form = state.plan.form;
  const auto day = plan_day(form);
  const bool week = form.view == PlanView::Week;
  const int days = week ? 7 : 1;
  const auto step = [&](int by) {
    form.day = day_after(form, by);
    form.chosen.reset();
    edit(commands, form);
  };
  ui::below_label();
  if (ui::icon_button("plan.day.back", icon::kChevronLeft,
                      text(week ? "plan.week.back" : "plan.day.back"), day.has_value())) {
    step(-days);
  }
  ui::end_below_label();
  ui::beside(4);
  const bool wrong = !day;
  if (ui::text_field({.id = "plan.day",
                      .label = text("plan.day"),
                      .hint = text("desk.day_hint"),
                      .error = wrong ? text("desk.day_wrong") : std::string_view(),
                      .width = kDayWidth,
                      .characters_max = 10},
                     form.day)) {
    edit(commands, form);
  }
  ui::beside(4);
  ui::below_label();
  if (ui::icon_button("plan.day.next", icon::kChevronRight,
                      text(week ? "plan.week.next" : "plan.day.next"), day.has_value())) {
    step(days);
  }
  ui::beside();
  const std::string today = ui::day_text(now, state.utc_offset_minutes());
  if (ui::button("plan.day.today", "", text("plan.day.today"), ui::Look::Secondary,
                 form.day != today)) {
    form.day = today;
    form.chosen.reset();
    edit(commands, form);
  }
  ui::end_below_label();
}

bool has_board(const State& state) { return !plan_boards(state).empty(); }

void draw_question(const State& state, Instant now, Commands& commands) {
  const bool is_about_a_day =
      state.plan.form.view != PlanView::Schedule && state.plan.form.view != PlanView::Hours;
  const bool asks = is_about_a_day && has_board(state);
  const float today = ui::button_width("", text("plan.day.today"));
  const float days = kDayWidth + 2 * kIconButton + today + 3 * kGap;
  const float views = views_width(state);
  const float room = ui::room_width() - 2 * kPadding;
  constexpr float kPlaceMin = 230, kPlaceMax = 330, kFieldHeight = 64, kButtonHeight = 38;
  const bool one_row = room >= kPlaceMin + days + views + 2 * kGap;
  const bool wrong = asks && !plan_day(state.plan.form);
  const float fields = kFieldHeight + (wrong ? 42 : 0);
  const float height = !asks ? kButtonHeight : one_row ? fields : fields + kButtonHeight + kGap;
  ui::begin_card("plan.question", 0, height + 2 * kPadding);
  if (!asks || !one_row) draw_plan_views(state, commands);
  if (asks) {
    const float left = one_row ? room - days - views - 2 * kGap : room - days - kGap;
    draw_place(state, std::min(left, kPlaceMax), commands);
    ui::beside();
    draw_day_choice(state, now, commands);
    if (one_row) {
      ui::beside();
      ui::at_right(views - kGap);
      ui::below_label();
      draw_plan_views(state, commands);
      ui::end_below_label();
    }
  }
  ui::end_card();
}

// --- the day ------------------------------------------------------------------------------------
void draw_stretch_list(const State& state, const BoardDay& day, float width, Commands& commands) {
  ui::begin_card("plan.list", width, 0);
  ui::heading(day.board_name);
  for (std::size_t i = 0; i < day.blocks.size(); ++i) {
    const DayBlock& block = day.blocks[i];
    if (ui::list_row("stretch." + std::to_string(i),
                     hours_of(day, block.begin, block.end) + "  " + words_of(day, block),
                     mark_of(block), block_colour(day, block), is_chosen(state, day, block))) {
      commands.push_back(chosen_block(state, day.board, block.begin));
    }
  }
  ui::end_card();
}

void draw_zones(const DayBlock& block) {
  for (const DayTitles& zone : block.zones) {
    ui::words(role_words(zone.role), ui::Tone::Muted);
    for (const std::string& title : zone.titles) ui::paragraph("• " + title);
  }
}

void draw_day(const State& state, Instant now, const BoardDay& day, Commands& commands) {
  draw_lanes(state, now, day, commands);
  if (shows_commune(state.plan.form)) return;
  draw_under_way(state, day, commands);
  draw_stretch_list(state, day, ui::room_width() * 0.46F, commands);
  ui::beside(kGap);
  draw_stretch(state, now, day, commands);
}

void draw_nothing(const State& state) {
  ui::begin_card("plan.nothing", 0, 0);
  const auto loaded = state.plan.boards.find(state.plan.form.board);
  if (!has_board(state)) {
    ui::empty_state(icon::kMonitors, text("desk.boards.empty"), text("desk.boards.empty_hint"));
  } else if (!plan_day(state.plan.form)) {
    ui::empty_state(icon::kCalendar, text("plan.no_day"), text("desk.day_wrong"));
  } else if (loaded != state.plan.boards.end() && !loaded->second.problem.empty()) {
    ui::empty_state(icon::kInformation, text("plan.nothing"), loaded->second.problem);
  } else {
    ui::empty_state(icon::kSync, text("desk.loading"), text("desk.loading_hint"));
  }
  ui::end_card();
}

}  // namespace

void draw_stretch(const State& state, Instant now, const BoardDay& day, Commands& commands) {
  ui::begin_card("plan.stretch", 0, 0);
  const std::optional<Instant>& chosen = state.plan.form.chosen;
  const DayBlock* block = block_at(day, chosen.value_or(now));
  if (block == nullptr) {
    ui::empty_state(icon::kCalendar, text("plan.choose"), text("plan.choose_hint"));
    ui::end_card();
    return;
  }
  ui::heading(hours_of(day, block->begin, block->end) + "  " + words_of(day, *block));
  ui::mark(mark_of(*block));
  ui::gap(4);
  ui::words(text("plan.why"), ui::Tone::Plain, ui::Type::Bold);
  for (const std::string& reason : reasons_of(day, *block)) ui::paragraph(reason);
  const std::vector<std::string> others = others_at(state, day, chosen.value_or(now));
  if (!others.empty()) {
    ui::gap(4);
    ui::words(text("plan.others"), ui::Tone::Plain, ui::Type::Bold);
    for (const std::string& other : others) ui::paragraph(other);
  }
  if (block->told == Told::Yes) {
    ui::gap(4);
    if (ui::button("plan.show", icon::kMonitor, text("plan.show"), ui::Look::Secondary)) {
      PlanForm form = state.plan.form;
      const bool current = block->begin <= now && now < block->end;
      form.view = PlanView::Moment;
      form.day = ui::day_text(day.from, day.utc_offset_minutes);
      form.hour = ui::time_text(current ? now : block->begin, day.utc_offset_minutes);
      edit(commands, std::move(form));
    }
  }
  if (!block->zones.empty()) {
    ui::gap(6);
    ui::words(text("plan.what"), ui::Tone::Plain, ui::Type::Bold);
    draw_zones(*block);
  }
  if (state.may_write()) {
    for (const auto* which : {&block->playing, &block->covered}) {
      for (const std::size_t i : *which) {
        ui::gap(4);
        const DayPlaylist& playlist = day.playlists[i];
        if (ui::button("plan.set." + playlist.id.text, icon::kPencil,
                       text("plan.set", {{"name", playlist.name}}), ui::Look::Secondary, true,
                       ui::kRest)) {
          commands.push_back(PlanStep{OpenSchedule{playlist.id}});
        }
      }
    }
  }
  ui::end_card();
}

void draw_plan(const State& state, Instant now, Commands& commands) {
  draw_question(state, now, commands);
  if (state.plan.form.view == PlanView::Schedule && state.may_write()) {
    return draw_schedule(state, now, commands);
  }
  if (state.plan.form.view == PlanView::Hours && state.may_pair()) {
    return draw_hours(state, commands);
  }
  const BoardDay* day = plan_board_day(state);
  if (shows_commune(state.plan.form) && !state.plan.days.empty()) day = state.plan.days[0].get();
  if (day == nullptr || !plan_day(state.plan.form)) return draw_nothing(state);
  const BoardRecord* board = state.board_of(day->board);
  const bool alone = !shows_commune(state.plan.form);
  if (alone && board != nullptr && !board->problem.empty()) {
    ui::banner({icon::kAlert, std::string(text(board->problem)), ui::Tone::Bad});
  }
  if (state.plan.form.view == PlanView::Moment) {
    draw_moment(state, *day, now, commands);
  } else if (state.plan.form.view == PlanView::Week) {
    draw_week(state, now, commands);
  } else {
    draw_day(state, now, *day, commands);
  }
}

}  // namespace bangtin::desk
