#include "manager/desk/plan_form.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "manager/client/schedule_words.h"
#include "manager/core/local_time.h"
#include "manager/core/schedule.h"
#include "shared/base/limits.h"

namespace bangtin::desk {
namespace {

constexpr int kEveryMax = 99;
constexpr int kMonthDays = 31;
constexpr std::size_t kNextCount = 5;
constexpr const char* kRuleWeekdays[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

/// In the order of ScheduleForm::holidays, after any day.
constexpr OnHolidays kHolidayChoices[] = {OnHolidays::Only, OnHolidays::Except};

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == text.npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(' ') - begin + 1));
}

/// What stands between commas, without the empty parts.
std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t comma = std::min(text.find(','), text.size());
    if (std::string part = trimmed(text.substr(0, comma)); !part.empty()) {
      parts.push_back(std::move(part));
    }
    if (comma == text.size()) return parts;
    text.remove_prefix(comma + 1);
  }
}

/// Whole text, 1 to `most`.
std::optional<int> number_in(std::string_view typed, int most) {
  const std::string text = trimmed(typed);
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number < 1 || number > most ? std::nullopt : std::optional(number);
}

/// As day_from_words and hour_from, but day, month and hour may have one digit.
std::optional<std::chrono::year_month_day> day_in(std::string_view typed) {
  std::string text = trimmed(typed);
  if (text.size() > 1 && text[1] == '/') text.insert(text.begin(), '0');
  if (text.size() > 4 && text[4] == '/') text.insert(text.begin() + 3, '0');
  return day_from_words(text);
}
std::optional<std::chrono::minutes> hour_in(std::string_view typed) {
  std::string text = trimmed(typed);
  if (text.size() > 1 && text[1] == ':') text.insert(text.begin(), '0');
  return hour_from(text);
}
std::optional<LocalMinute> minute_in(std::string_view typed) {
  const std::string text = trimmed(typed);
  const std::size_t space = text.find(' ');
  if (space == text.npos) return std::nullopt;
  const auto day = day_in(text.substr(0, space));
  const auto hour = time_of_day_in(text.substr(space + 1));
  if (!day || !hour) return std::nullopt;
  return LocalMinute(std::chrono::local_days(*day)) + *hour;
}

bool is_lunar(Repeat repeat) { return repeat >= Repeat::FullMoon; }

/// Reads a form field by field.
class Reader {
 public:
  Reader(const ScheduleForm& form, std::vector<Problem>& problems)
      : form_(form), problems_(problems) {}

  Schedule read() {
    Schedule schedule = form_.base.schedule;
    schedule.priority = form_.priority;
    if (form_.other) return schedule;
    schedule.rules.clear();
    ScheduleRule rule;
    dates(rule);
    repeat(rule);
    if (form_.holidays > 0) rule.holidays = kHolidayChoices[form_.holidays - 1];
    exceptions(rule);
    hours(schedule, rule);
    if (schedule.rules == std::vector{ScheduleRule()}) schedule.rules.clear();
    if (problems_.empty()) {
      const Status valid = validate(schedule);
      if (!valid.ok()) wrong(field_of(valid.error().key), valid.error().key);
    }
    return schedule;
  }

 private:
  void wrong(std::string field, std::string key) {
    problems_.push_back({std::move(key), std::move(field)});
  }

  static std::string field_of(std::string_view key) {
    if (key == "schedule.day_order") return "plan.until";
    if (key == "schedule.recurrence_start") return "plan.from";
    if (key == "schedule.too_long") return "plan.except";
    return "plan.repeat";
  }

  void dates(ScheduleRule& rule) {
    const auto read = [&](const char* field, const std::string& typed, auto& day) {
      if (trimmed(typed).empty()) return;
      day = day_in(typed);
      if (!day) wrong(field, "desk.day_wrong");
    };
    read("plan.from", form_.from, rule.from_day);
    read("plan.until", form_.until, rule.until_day);
  }

  void repeat(ScheduleRule& rule) {
    const Repeat repeat = static_cast<Repeat>(form_.repeat);
    rule.weekdays = ticked_weekdays(form_.weekdays);
    if (is_lunar(repeat)) return lunar(rule, repeat);
    if (repeat == Repeat::Days) return;
    if (!rule.from_day && trimmed(form_.from).empty()) wrong("plan.from", "plan.from_missing");
    if (repeat == Repeat::MonthDay) {
      const auto day = number_in(form_.month_day, kMonthDays);
      if (!day) return wrong("plan.month_day", "plan.month_day_wrong");
      rule.recurrence = "FREQ=MONTHLY;BYMONTHDAY=" + std::to_string(*day);
      return;
    }
    const auto every = number_in(form_.every, kEveryMax);
    if (!every) return wrong("plan.every", "plan.every_wrong");
    const bool weeks = repeat == Repeat::Weeks;
    rule.recurrence =
        (weeks ? "FREQ=WEEKLY;INTERVAL=" : "FREQ=DAILY;INTERVAL=") + std::to_string(*every);
    if (!weeks || rule.weekdays.empty()) return;
    // Said as part of the rule: without BYDAY it recurs on the weekday of the first day only.
    for (const Weekday day : rule.weekdays) {
      rule.recurrence += (day == rule.weekdays.front() ? ";BYDAY=" : ",");
      rule.recurrence += kRuleWeekdays[std::size_t(day)];
    }
    rule.weekdays.clear();
  }

  void lunar(ScheduleRule& rule, Repeat repeat) {
    if (repeat != Repeat::FullMoon) rule.lunar_days.push_back({1, 0});
    if (repeat != Repeat::NewMoon) rule.lunar_days.push_back({15, 0});
    if (form_.leap == 0) return wrong("plan.leap", "plan.leap_missing");
    rule.leap_months = form_.leap == 1 ? LeapMonths::Counted : LeapMonths::Skipped;
  }

  void exceptions(ScheduleRule& rule) {
    for (const std::string& part : parts_of(form_.except)) {
      if (const auto day = day_in(part)) {
        rule.except_days.push_back(*day);
      } else if (const auto minute = minute_in(part)) {
        rule.except_times.push_back(*minute);
      } else {
        return wrong("plan.except", "plan.except_wrong");
      }
    }
    for (const std::string& part : parts_of(form_.also)) {
      const auto minute = minute_in(part);
      if (!minute) return wrong("plan.also", "plan.also_wrong");
      rule.also_at.push_back(*minute);
    }
  }

  /// A rule for each of the hours; what is added stands in the first.
  void hours(Schedule& schedule, const ScheduleRule& days) {
    if (form_.hours.empty()) schedule.rules.push_back(days);
    for (std::size_t i = 0; i < form_.hours.size(); ++i) {
      ScheduleRule& rule = schedule.rules.emplace_back(days);
      if (i > 0) rule.also_at.clear();
      const auto begin = time_of_day_in(form_.hours[i].begin);
      const auto end = end_of_day_in(form_.hours[i].end);
      const std::string number = std::to_string(i);
      if (!begin) wrong("plan.begin." + number, "plan.hour_wrong");
      if (!end) wrong("plan.end." + number, "plan.end_wrong");
      rule.begin = begin.value_or(rule.begin);
      rule.end = end.value_or(rule.end);
    }
  }

  const ScheduleForm& form_;
  std::vector<Problem>& problems_;
};

void put_recurrence(ScheduleForm& form, std::string_view rule) {
  if (rule.starts_with("FREQ=MONTHLY")) {
    form.repeat = int(Repeat::MonthDay);
    form.month_day = part_of(rule, "BYMONTHDAY=");
    return;
  }
  form.repeat = int(rule.starts_with("FREQ=WEEKLY") ? Repeat::Weeks : Repeat::EveryDays);
  form.every = part_of(rule, "INTERVAL=");
  for (const Weekday day : weekdays_in(part_of(rule, "BYDAY="))) {
    form.weekdays[std::size_t(day)] = true;
  }
}

void put_days(ScheduleForm& form, const ScheduleRule& rule) {
  if (rule.from_day) form.from = date_words(*rule.from_day);
  if (rule.until_day) form.until = date_words(*rule.until_day);
  for (const Weekday day : rule.weekdays) form.weekdays[std::size_t(day)] = true;
  if (!rule.recurrence.empty()) put_recurrence(form, rule.recurrence);
  if (!rule.lunar_days.empty()) {
    const bool full = rule.lunar_days.back().day == 15;
    form.repeat = int(rule.lunar_days.size() == 2 ? Repeat::BothMoons
                      : full                      ? Repeat::FullMoon
                                                  : Repeat::NewMoon);
  }
  if (rule.holidays) form.holidays = *rule.holidays == OnHolidays::Only ? 1 : 2;
  if (rule.leap_months) form.leap = *rule.leap_months == LeapMonths::Counted ? 1 : 2;
  const auto add = [](std::string& list, const std::string& words) {
    list += (list.empty() ? "" : ", ") + words;
  };
  for (const auto day : rule.except_days) add(form.except, date_words(day));
  for (const LocalMinute minute : rule.except_times) add(form.except, minute_words(minute));
  for (const LocalMinute minute : rule.also_at) add(form.also, minute_words(minute));
}

}  // namespace

std::string_view part_of(std::string_view recurrence, std::string_view name) {
  const std::size_t at = recurrence.find(name);
  if (at == recurrence.npos) return {};
  recurrence.remove_prefix(at + name.size());
  return recurrence.substr(0, recurrence.find(';'));
}

std::vector<Weekday> ticked_weekdays(const std::array<bool, 7>& ticks) {
  std::vector<Weekday> days;
  for (std::size_t i = 0; i < ticks.size(); ++i) {
    if (ticks[i]) days.push_back(static_cast<Weekday>(i));
  }
  return days;
}

std::vector<Weekday> weekdays_in(std::string_view list) {
  std::vector<Weekday> days;
  for (std::size_t i = 0; i < std::size(kRuleWeekdays); ++i) {
    if (list.find(kRuleWeekdays[i]) != list.npos) days.push_back(static_cast<Weekday>(i));
  }
  return days;
}

std::optional<std::chrono::minutes> time_of_day_in(std::string_view typed) {
  const auto hour = hour_in(typed);
  return hour && *hour < std::chrono::hours(24) ? hour : std::nullopt;
}

std::optional<std::chrono::minutes> end_of_day_in(std::string_view typed) {
  const auto hour = hour_in(typed);
  return hour && hour->count() > 0 ? hour : std::nullopt;
}

Schedule schedule_of(const ScheduleForm& form, std::vector<Problem>& problems) {
  return Reader(form, problems).read();
}

ScheduleForm form_of(const PlaylistRecord& playlist) {
  ScheduleForm form;
  form.base = playlist;
  form.priority = playlist.schedule.priority;
  const std::vector<ScheduleRule>& rules = playlist.schedule.rules;
  if (rules.empty()) return form;
  ScheduleForm said = form;
  put_days(said, rules.front());
  const ScheduleRule all_day;
  for (const ScheduleRule& rule : rules) {
    if (rules.size() == 1 && rule.begin == all_day.begin && rule.end == all_day.end) break;
    said.hours.push_back({hour_text(rule.begin), hour_text(rule.end)});
  }
  // A form says a schedule when reading it gives the very same one.
  std::vector<Problem> problems;
  const bool same = schedule_of(said, problems) == playlist.schedule && problems.empty();
  if (same) return said;
  form.other = true;
  return form;
}

std::vector<Span> next_times(const Schedule& schedule, Instant now, int utc_offset_minutes,
                             const std::vector<Holiday>& holidays, std::size_t count) {
  std::vector<Span> next;
  for (const int days : {14, 60, 400}) {
    const TimeFrame frame{now, now + std::chrono::days(days), utc_offset_minutes};
    auto spans = spans_of(schedule, frame, LunarDays(frame, holidays));
    if (!spans.ok()) return {};
    next = std::move(*spans);
    // The last of a frame may go on beyond it.
    if (next.size() > count) break;
  }
  if (next.size() > count) next.resize(count);
  return next;
}

void review(ScheduleForm& form, Instant now, int utc_offset_minutes,
            const std::vector<Holiday>& holidays) {
  form.problems.clear();
  form.next.clear();
  const Schedule schedule = schedule_of(form, form.problems);
  form.summary = form.problems.empty() ? summary_of(schedule) : std::string();
  if (!form.problems.empty()) return;
  form.next = next_times(schedule, now, utc_offset_minutes, holidays, kNextCount);
}

}  // namespace bangtin::desk
