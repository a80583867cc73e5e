#include "manager/core/schedule.h"

#include <algorithm>
#include <iterator>

#include "manager/core/holidays.h"
#include "manager/core/recurrence.h"
#include "shared/base/holiday_limits.h"
#include "shared/base/limits.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;
using std::chrono::local_days;
using std::chrono::year_month_day;

constexpr auto kDay = std::chrono::minutes(24h);
/// What begins a day before the frame may reach into it.
constexpr auto kLookBack = std::chrono::days(2);

Error refused(std::string what, const char* key) { return {Code::Invalid, std::move(what), key}; }

bool is_hours(std::chrono::minutes begin, std::chrono::minutes end) {
  return begin >= 0min && begin < kDay && end >= 1min && end <= kDay;
}

/// How long hours last that may reach past midnight; the same time twice is a whole day.
std::chrono::minutes length_of(std::chrono::minutes begin, std::chrono::minutes end) {
  return end > begin ? end - begin : end - begin + kDay;
}

bool is_day(year_month_day day) {
  const int year = static_cast<int>(day.year());
  return day.ok() && year >= limits::kScheduleYearMin && year <= limits::kScheduleYearMax;
}

bool is_minute(LocalMinute minute) {
  return is_day(year_month_day(std::chrono::floor<std::chrono::days>(minute)));
}

bool is_day(const std::optional<year_month_day>& day) { return !day || is_day(*day); }

Status check_lunar(const ScheduleRule& rule) {
  if (rule.lunar_days.size() > limits::kLunarDaysMax) {
    return refused("too many lunar days", "schedule.too_long");
  }
  for (const LunarDay& lunar : rule.lunar_days) {
    const bool day = lunar.day == LunarDay::kLastDay || (lunar.day >= 1 && lunar.day <= 30);
    if (!day || lunar.month < 0 || lunar.month > 12) {
      return refused("a lunar day " + std::to_string(lunar.day) + "/" + std::to_string(lunar.month),
                     "schedule.lunar_day");
    }
  }
  if (rule.lunar_days.empty() == rule.leap_months.has_value()) {
    return refused("leap months", "schedule.leap_months");
  }
  return {};
}

Status check_rule(const ScheduleRule& rule) {
  if (!is_hours(rule.begin, rule.end)) return refused("hours", "schedule.hours");
  const bool days = is_day(rule.from_day) && is_day(rule.until_day) &&
                    std::ranges::all_of(rule.except_days, [](auto day) { return is_day(day); }) &&
                    std::ranges::all_of(rule.except_times, is_minute) &&
                    std::ranges::all_of(rule.also_at, is_minute);
  if (!days) return refused("a day out of the calendar", "schedule.day");
  if (rule.from_day && rule.until_day && *rule.until_day < *rule.from_day) {
    return refused("the last day is before the first", "schedule.day_order");
  }
  if (rule.weekdays.size() > 7 || rule.except_days.size() > limits::kExceptDaysMax ||
      rule.except_times.size() > limits::kExceptDaysMax ||
      rule.also_at.size() > limits::kExceptDaysMax) {
    return refused("a list is too long", "schedule.too_long");
  }
  TRY(check_lunar(rule));
  if (rule.recurrence.empty()) return {};
  if (!rule.from_day) return refused("no first day", "schedule.recurrence_start");
  return check_recurrence(rule.recurrence);
}

LocalMinute local_minute(Instant instant, int utc_offset_minutes) {
  const auto shifted = instant.time_since_epoch() + std::chrono::minutes(utc_offset_minutes);
  return LocalMinute(std::chrono::floor<std::chrono::minutes>(shifted));
}

Instant instant_of(LocalMinute local, int utc_offset_minutes) {
  return Instant(local.time_since_epoch() - std::chrono::minutes(utc_offset_minutes));
}

/// The local days on which something may begin that reaches into the frame: [first, last].
struct DayRange {
  local_days first;
  local_days last;
};
DayRange days_of(const TimeFrame& frame) {
  const auto day = [&](Instant instant) {
    return std::chrono::floor<std::chrono::days>(local_minute(instant, frame.utc_offset_minutes));
  };
  return {day(frame.from) - kLookBack, day(frame.until)};
}

bool is_weekday_in(const std::vector<Weekday>& weekdays, local_days day) {
  if (weekdays.empty()) return true;
  const unsigned iso = std::chrono::weekday(day).iso_encoding();
  return std::ranges::find(weekdays, static_cast<Weekday>(iso - 1)) != weekdays.end();
}

bool is_lunar_in(const ScheduleRule& rule, local_days day, const LunarDays& lunar) {
  if (rule.lunar_days.empty()) return true;
  const LunarDate* date = lunar.find(day);
  if (date == nullptr) return false;
  if (date->leap && rule.leap_months == LeapMonths::Skipped) return false;
  return std::ranges::any_of(rule.lunar_days, [&](const LunarDay& wanted) {
    if (wanted.month != 0 && wanted.month != date->month) return false;
    if (wanted.day == LunarDay::kLastDay) return lunar.is_last_of_month(day);
    return wanted.day == date->day;
  });
}

bool is_excepted(const ScheduleRule& rule, LocalMinute begin) {
  const year_month_day day(std::chrono::floor<std::chrono::days>(begin));
  return std::ranges::find(rule.except_days, day) != rule.except_days.end() ||
         std::ranges::find(rule.except_times, begin) != rule.except_times.end();
}

/// Everything but the recurrence and the exceptions.
bool is_day_of(const ScheduleRule& rule, local_days day, const LunarDays& lunar) {
  if (rule.from_day && day < local_days(*rule.from_day)) return false;
  if (rule.until_day && day > local_days(*rule.until_day)) return false;
  if (!is_weekday_in(rule.weekdays, day)) return false;
  if (!is_lunar_in(rule, day, lunar)) return false;
  if (!rule.holidays) return true;
  return lunar.is_holiday(day) == (rule.holidays == OnHolidays::Only);
}

/// When a rule begins to hold, in order.
Result<std::vector<LocalMinute>> begins_of(const ScheduleRule& rule, const TimeFrame& frame) {
  const DayRange range = days_of(frame);
  if (!rule.recurrence.empty()) {
    const LocalMinute start = LocalMinute(local_days(*rule.from_day)) + rule.begin;
    return occurrences(rule.recurrence, start, LocalMinute(range.first),
                       LocalMinute(range.last) + kDay, frame.utc_offset_minutes);
  }
  local_days first = range.first;
  local_days last = range.last;
  if (rule.from_day) first = std::max(first, local_days(*rule.from_day));
  if (rule.until_day) last = std::min(last, local_days(*rule.until_day));
  std::vector<LocalMinute> begins;
  for (local_days day = first; day <= last; day += std::chrono::days(1)) {
    begins.push_back(LocalMinute(day) + rule.begin);
  }
  return begins;
}

void add_clipped(std::vector<Span>& spans, Instant begin, std::chrono::minutes length,
                 const TimeFrame& frame) {
  const Span span{std::max(begin, frame.from), std::min<Instant>(begin + length, frame.until)};
  if (span.begin < span.end) spans.push_back(span);
}

/// What two or more scopes say of the same: all their rows.
void add_rows(std::optional<Hours>& to, const std::optional<Hours>& more) {
  if (!more) return;
  if (!to) to = Hours{};
  to->rows.insert(to->rows.end(), more->rows.begin(), more->rows.end());
}

}  // namespace

Status validate(const Schedule& schedule) {
  if (schedule.rules.size() > limits::kRulesPerPlaylistMax) {
    return refused("too many rules", "schedule.too_long");
  }
  if (schedule.priority < Schedule::kPriorityBackground ||
      schedule.priority > Schedule::kPriorityMax) {
    return refused("priority", "schedule.priority");
  }
  const bool has_side =
      schedule.layout == LayoutKind::Standard || schedule.layout == LayoutKind::Side;
  if (schedule.zone == PageZone::Side && !has_side) {
    return refused("no side zone in this layout", "schedule.zone_layout");
  }
  for (const ScheduleRule& rule : schedule.rules) TRY(check_rule(rule));
  return {};
}

Status validate(const Timetable& timetable) {
  for (const std::optional<Hours>* hours : {&timetable.quiet, &timetable.panel_on}) {
    if (!*hours) continue;
    if ((*hours)->rows.size() > limits::kTimetableRowsMax) {
      return refused("too many rows", "schedule.too_long");
    }
    for (const HoursRow& row : (*hours)->rows) {
      if (!is_hours(row.begin, row.end) || row.weekdays.size() > 7) {
        return refused("hours", "schedule.hours");
      }
    }
  }
  return {};
}

LunarDays::LunarDays(const TimeFrame& frame, std::vector<Holiday> holidays)
    : holidays_(std::move(holidays)) {
  const DayRange range = days_of(frame);
  const auto year = [](int value) { return local_days(std::chrono::year{value} / 1 / 1); };
  // A holiday of several days that began before reaches into the frame.
  const local_days earliest = range.first - std::chrono::days(limits::kHolidayDaysMax - 1);
  first_ = std::max(earliest, year(limits::kScheduleYearMin));
  // One day more tells whether a month goes on.
  const local_days end =
      std::min(range.last + std::chrono::days(2), year(limits::kScheduleYearMax + 1));
  for (local_days day = first_; day < end; day += std::chrono::days(1)) {
    dates_.push_back(lunar_date(year_month_day(day)));
  }
  for (local_days day = first_; day < end; day += std::chrono::days(1)) {
    is_holiday_.push_back(!holidays_on(day).empty());
  }
}

const LunarDate* LunarDays::find(local_days day) const {
  const auto index = (day - first_).count();
  if (index < 0 || index >= static_cast<std::int64_t>(dates_.size())) return nullptr;
  return &dates_[static_cast<std::size_t>(index)];
}

bool LunarDays::is_last_of_month(local_days day) const {
  const LunarDate* next = find(day + std::chrono::days(1));
  return next != nullptr && next->day == 1;
}

bool LunarDays::begins_on(const Holiday& holiday, local_days day) const {
  if (holiday.calendar == HolidayCalendar::Solar) {
    const year_month_day date(day);
    return int(unsigned(date.day())) == holiday.day &&
           int(unsigned(date.month())) == holiday.month &&
           (holiday.year == Holiday::kYearly || int(date.year()) == holiday.year);
  }
  const LunarDate* date = find(day);
  if (date == nullptr || date->leap || date->month != holiday.month) return false;
  if (holiday.year != Holiday::kYearly && holiday.year != date->year) return false;
  return holiday.day == LunarDay::kLastDay ? is_last_of_month(day) : date->day == holiday.day;
}

std::vector<HolidayDay> LunarDays::holidays_on(local_days day) const {
  std::vector<HolidayDay> found;
  for (std::size_t i = 0; i < holidays_.size(); ++i) {
    for (int nth = 1; nth <= holidays_[i].days; ++nth) {
      if (!begins_on(holidays_[i], day - std::chrono::days(nth - 1))) continue;
      found.push_back({day, i, nth});
      break;
    }
  }
  return found;
}

bool LunarDays::is_holiday(local_days day) const {
  const auto index = (day - first_).count();
  if (index < 0 || index >= static_cast<std::int64_t>(is_holiday_.size())) return false;
  return is_holiday_[static_cast<std::size_t>(index)];
}

std::vector<Span> merged(std::vector<Span> spans) {
  std::ranges::sort(spans, {}, &Span::begin);
  std::vector<Span> out;
  for (const Span& span : spans) {
    if (!out.empty() && span.begin <= out.back().end) {
      out.back().end = std::max(out.back().end, span.end);
    } else {
      out.push_back(span);
    }
  }
  return out;
}

Result<std::vector<Span>> spans_of(const Schedule& schedule, const TimeFrame& frame,
                                   const LunarDays& lunar) {
  if (frame.from >= frame.until) return std::vector<Span>();
  if (schedule.rules.empty()) return std::vector<Span>{{frame.from, frame.until}};
  std::vector<Span> spans;
  for (const ScheduleRule& rule : schedule.rules) {
    const std::chrono::minutes length = length_of(rule.begin, rule.end);
    std::vector<LocalMinute> begins = TRY(begins_of(rule, frame));
    std::erase_if(begins, [&](LocalMinute begin) {
      return !is_day_of(rule, std::chrono::floor<std::chrono::days>(begin), lunar);
    });
    begins.insert(begins.end(), rule.also_at.begin(), rule.also_at.end());
    for (const LocalMinute begin : begins) {
      if (is_excepted(rule, begin)) continue;
      add_clipped(spans, instant_of(begin, frame.utc_offset_minutes), length, frame);
    }
  }
  return merged(std::move(spans));
}

std::vector<Span> spans_of(const Hours& hours, const TimeFrame& frame) {
  std::vector<Span> spans;
  const DayRange range = days_of(frame);
  for (const HoursRow& row : hours.rows) {
    const std::chrono::minutes length = length_of(row.begin, row.end);
    for (local_days day = range.first; day <= range.last; day += std::chrono::days(1)) {
      if (!is_weekday_in(row.weekdays, day)) continue;
      add_clipped(spans, instant_of(LocalMinute(day) + row.begin, frame.utc_offset_minutes), length,
                  frame);
    }
  }
  return merged(std::move(spans));
}

std::vector<Span> gaps_of(const std::vector<Span>& spans, const TimeFrame& frame) {
  std::vector<Span> gaps;
  Instant at = frame.from;
  for (const Span& span : spans) {
    if (at < span.begin) gaps.push_back({at, span.begin});
    at = std::max(at, span.end);
  }
  if (at < frame.until) gaps.push_back({at, frame.until});
  return gaps;
}

Timetable timetable_for(const Timetable& board, const std::vector<Timetable>& groups,
                        const Timetable& commune) {
  Timetable by_groups;
  bool always_lit = false;
  for (const Timetable& group : groups) {
    add_rows(by_groups.quiet, group.quiet);
    add_rows(by_groups.panel_on, group.panel_on);
    always_lit = always_lit || (group.panel_on && group.panel_on->rows.empty());
  }
  if (always_lit) by_groups.panel_on = Hours{};
  const auto first = [](const auto& a, const auto& b, const auto& c) { return a ? a : b ? b : c; };
  return {first(board.quiet, by_groups.quiet, commune.quiet),
          first(board.panel_on, by_groups.panel_on, commune.panel_on)};
}

Timetable default_timetable() { return {Hours{{{{}, 21h, 6h}}}, std::nullopt}; }

}  // namespace bangtin
