#include "manager/desk/drawn_hours.h"

#include <algorithm>

#include "manager/core/schedule.h"
#include "manager/desk/plan_form.h"
#include "shared/protocol/schedule_messages.h"

namespace bangtin::desk {
namespace {

constexpr std::chrono::minutes kWholeDay = std::chrono::hours(24);

bool is_on(const std::vector<Span>& on, Instant begin, Instant end) {
  return std::ranges::any_of(
      on, [&](const Span& span) { return span.begin <= begin && end <= span.end; });
}

}  // namespace

std::vector<DrawnHours> drawn_hours(const ScheduleForm& form, const BoardDay& day,
                                    const std::vector<Holiday>& holidays) {
  std::vector<DrawnHours> drawn;
  std::vector<Problem> problems;
  const Schedule schedule = schedule_of(form, problems);
  if (form.other || !problems.empty()) return drawn;
  const TimeFrame frame{day.from, day.until, day.utc_offset_minutes};
  const auto on = spans_of(schedule, frame, LunarDays(frame, holidays));
  if (!on.ok()) return drawn;
  const auto add = [&](std::size_t row, std::chrono::minutes begin, std::chrono::minutes end) {
    if (begin < end && is_on(*on, day.from + begin, day.from + end)) {
      drawn.push_back({row, begin, end});
    }
  };
  if (form.hours.empty()) add(0, {}, kWholeDay);
  for (std::size_t i = 0; i < form.hours.size(); ++i) {
    const auto begin = time_of_day_in(form.hours[i].begin);
    const auto end = end_of_day_in(form.hours[i].end);
    if (begin && end) add(i, *begin, *end);
  }
  return drawn;
}

ScheduleForm with_hours(ScheduleForm form, const DrawnHours& drawn) {
  const bool whole = drawn.begin == std::chrono::minutes(0) && drawn.end == kWholeDay;
  if (whole && form.hours.size() <= 1) {
    form.hours.clear();
    return form;
  }
  if (drawn.row >= form.hours.size()) form.hours.resize(drawn.row + 1);
  form.hours[drawn.row] = {hour_text(drawn.begin), hour_text(drawn.end)};
  return form;
}

bool says_other(const ScheduleForm& form) {
  std::vector<Problem> problems;
  const Schedule schedule = schedule_of(form, problems);
  return !problems.empty() || schedule != form.base.schedule;
}

}  // namespace bangtin::desk
