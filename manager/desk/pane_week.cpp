// A week as seven lanes: what a board shows when, or all boards of a group, and why.
#include <algorithm>
#include <utility>

#include "manager/core/local_time.h"
#include "manager/desk/group_plan.h"
#include "manager/desk/pages.h"
#include "manager/desk/plan.h"
#include "manager/desk/spacing.h"
#include "shared/base/lists.h"
#include "shared/base/texts.h"
#include "shared/model/calendar.h"
#include "shared/protocol/schedule_messages.h"
#include "shared/ui/date_time.h"
#include "shared/ui/timeline.h"

namespace bangtin::desk {
namespace {

std::chrono::year_month_day date_of(const BoardDay& day) {
  return local_time(day.from, day.utc_offset_minutes).day;
}

std::string day_name(const BoardDay& day) {
  constexpr std::size_t kDayAndMonth = 5;
  const auto date = date_of(day);
  return weekday_words(date) + " " + date_words(date).substr(0, kDayAndMonth);
}

/// "hôm nay · Quốc khánh"
std::string note_of_day(const BoardDay& day, Instant now) {
  std::vector<std::string> parts = day.holidays;
  if (day.mourned) parts.insert(parts.begin(), said("mourning.title"));
  const bool today = day.from <= now && now < day.until;
  if (today) parts.insert(parts.begin(), said("plan.week.today"));
  return joined(parts, " · ");
}

std::vector<ui::TimelineLane> lanes_of(const State& state, Instant now) {
  std::vector<ui::TimelineLane> lanes;
  for (std::size_t i = 0; i < state.plan.week.size(); ++i) {
    const BoardDays& days = state.plan.week[i];
    const BoardDay& first = *days.front();
    lanes.push_back(shared_lane(days, "week." + std::to_string(i), day_name(first),
                                note_of_day(first, now), state.plan.form.chosen));
  }
  return lanes;
}

/// The day of the board that is told about which holds this instant; null outside the week.
const BoardDay* told_day(const State& state, Instant at) {
  for (const BoardDays& days : state.plan.week) {
    for (const auto& day : days) {
      if (day->board == state.plan.form.board && day->from <= at && at < day->until) {
        return day.get();
      }
    }
  }
  return nullptr;
}

std::string week_title(const State& state) {
  const BoardDay& first = *state.plan.week.front().front();
  const BoardDay& last = *state.plan.week.back().front();
  return text("plan.week.title",
              {{"from", date_words(date_of(first))}, {"until", date_words(date_of(last))}});
}

}  // namespace

void draw_week(const State& state, Instant now, Commands& commands) {
  if (state.plan.week.empty()) return;
  const std::vector<ui::TimelineLane> lanes = lanes_of(state, now);
  constexpr float kTitleHeight = 28, kToldMin = 150;
  const float wanted = ui::timeline_height(lanes) + kTitleHeight + 2 * kPadding;
  ui::begin_card("plan.week", 0, std::min(wanted, std::max(150.0F, ui::room_height() - kToldMin)));
  ui::words(week_title(state), ui::Tone::Plain, ui::Type::Bold);
  ui::beside(20);
  ui::words(text("plan.week.legend"), ui::Tone::Muted);
  const ui::TimelineDeed deed = ui::timeline(lanes, std::nullopt);
  if (deed.press) {
    const float hour = lanes[deed.press->lane].stretches[deed.press->stretch].begin;
    auto step = press_of(state, state.plan.week[deed.press->lane], hour);
    if (step) commands.push_back(std::move(*step));
  }
  ui::end_card();
  if (const BoardDay* day = told_day(state, state.plan.form.chosen.value_or(now))) {
    draw_stretch(state, now, *day, commands);
  }
}

}  // namespace bangtin::desk
