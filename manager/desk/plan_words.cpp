// Rules in words, as a clerk would say them.
#include <algorithm>

#include "manager/client/schedule_words.h"
#include "manager/core/local_time.h"
#include "manager/desk/plan_form.h"
#include "manager/desk/wording.h"
#include "shared/base/lists.h"
#include "shared/base/texts.h"

namespace bangtin::desk {
namespace {

std::string name_of_day(int day) {
  return said("schedule.weekday." + std::string(name_of(static_cast<Weekday>(day))));
}

/// "thứ hai đến thứ sáu và chủ nhật"; runs of three and more by their ends.
std::string days_words(const std::vector<Weekday>& days) {
  constexpr int kRunMin = 3;
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < days.size();) {
    const int first = static_cast<int>(days[i]);
    int length = 1;
    while (i + std::size_t(length) < days.size() &&
           static_cast<int>(days[i + std::size_t(length)]) == first + length) {
      ++length;
    }
    if (length >= kRunMin) {
      parts.push_back(text("plan.days_to", {{"first", name_of_day(first)},
                                            {"last", name_of_day(first + length - 1)}}));
    } else {
      for (int j = 0; j < length; ++j) parts.push_back(name_of_day(first + j));
    }
    i += std::size_t(length);
  }
  return listed(parts);
}

/// What a recurrence of the form says; others as they are written.
std::string recurrence_words(const ScheduleRule& rule) {
  const std::string& written = rule.recurrence;
  const std::string every = std::string(part_of(written, "INTERVAL="));
  const auto is = [&](const std::string& wanted) { return written == wanted; };
  const std::string day = std::string(part_of(written, "BYMONTHDAY="));
  if (!day.empty() && is("FREQ=MONTHLY;BYMONTHDAY=" + day)) {
    return text("plan.every_month", {{"day", day}});
  }
  if (!every.empty() && is("FREQ=DAILY;INTERVAL=" + every)) {
    return every == "1" ? said("plan.every_day") : text("plan.every_days", {{"count", every}});
  }
  const std::string list = std::string(part_of(written, "BYDAY="));
  const bool weekly =
      is("FREQ=WEEKLY;INTERVAL=" + every) || is("FREQ=WEEKLY;INTERVAL=" + every + ";BYDAY=" + list);
  if (every.empty() || !weekly) return text("plan.by_rule", {{"rule", written}});
  std::string days = days_words(weekdays_in(list));
  if (days.empty() && rule.from_day) {
    const std::chrono::weekday first{std::chrono::sys_days(*rule.from_day)};
    days = name_of_day(int(first.iso_encoding()) - 1);
  }
  return every == "1" ? text("plan.each_week", {{"days", days}})
                      : text("plan.every_weeks", {{"count", every}, {"days", days}});
}

std::string lunar_days_words(const ScheduleRule& rule) {
  std::vector<std::string> days;
  for (const LunarDay& lunar : rule.lunar_days) {
    if (lunar == LunarDay{15, 0}) {
      days.push_back(said("plan.full_moon"));
    } else if (lunar == LunarDay{1, 0}) {
      days.push_back(said("plan.new_moon"));
    } else {
      days.push_back(lunar_words(lunar));
    }
  }
  const bool skipped = rule.leap_months == LeapMonths::Skipped;
  return text("plan.lunar", {{"days", listed(days)}}) + ", " +
         said(skipped ? "schedule.leap_skipped" : "schedule.leap_counted");
}

/// All but the holidays.
std::string plain_days_words(const ScheduleRule& rule) {
  std::vector<std::string> parts;
  if (!rule.recurrence.empty()) parts.push_back(recurrence_words(rule));
  if (!rule.lunar_days.empty()) parts.push_back(lunar_days_words(rule));
  if (parts.empty()) {
    return rule.weekdays.empty() ? said("plan.every_day") : days_words(rule.weekdays);
  }
  if (!rule.weekdays.empty()) {
    parts.push_back(text("plan.only_on", {{"days", days_words(rule.weekdays)}}));
  }
  return joined(parts, ", ");
}

std::string days_words(const ScheduleRule& rule) {
  if (!rule.holidays) return plain_days_words(rule);
  const bool others =
      !rule.recurrence.empty() || !rule.lunar_days.empty() || !rule.weekdays.empty();
  if (!others && rule.holidays == OnHolidays::Only) return holiday_words(OnHolidays::Only);
  return plain_days_words(rule) + ", " + holiday_words(*rule.holidays);
}

std::string dates_words(const ScheduleRule& rule) {
  if (rule.from_day && rule.from_day == rule.until_day) {
    return text("plan.one_day", {{"day", date_words(*rule.from_day)}});
  }
  std::vector<std::string> parts;
  if (rule.from_day) {
    parts.push_back(text("schedule.from_day", {{"day", date_words(*rule.from_day)}}));
  }
  if (rule.until_day) {
    parts.push_back(text("schedule.until_day", {{"day", date_words(*rule.until_day)}}));
  }
  return joined(parts, " ");
}

/// The year is left out where the dates leave no doubt.
std::string except_words(const ScheduleRule& rule) {
  constexpr std::size_t kDayAndMonth = 5;
  const bool one_year =
      rule.from_day && rule.until_day && rule.from_day->year() == rule.until_day->year();
  std::vector<std::string> days;
  for (const auto day : rule.except_days) {
    const bool with_year = !one_year || day.year() != rule.from_day->year();
    days.push_back(date_words(day).substr(0, with_year ? std::string::npos : kDayAndMonth));
  }
  for (const LocalMinute minute : rule.except_times) days.push_back(minute_words(minute));
  return days.empty() ? std::string() : text("schedule.except", {{"days", joined(days, ", ")}});
}

std::string times_words(const ScheduleRule& rule) {
  const ScheduleRule all_day;
  if (rule.begin == all_day.begin && rule.end == all_day.end) return said("plan.all_day");
  return hours_words(rule.begin, rule.end);
}

/// All but the hours and what is added.
bool same_days(const ScheduleRule& a, const ScheduleRule& b) {
  ScheduleRule days = b;
  days.begin = a.begin;
  days.end = a.end;
  days.also_at = a.also_at;
  return a == days && b.also_at.empty();
}

}  // namespace

std::string summary_of(const Schedule& schedule) {
  std::vector<std::string> sentences;
  const std::vector<ScheduleRule>& rules = schedule.rules;
  for (std::size_t i = 0; i < rules.size();) {
    const ScheduleRule& rule = rules[i];
    std::vector<std::string> hours;
    for (; i < rules.size() && (hours.empty() || same_days(rule, rules[i])); ++i) {
      hours.push_back(times_words(rules[i]));
    }
    std::vector<std::string> also;
    for (const LocalMinute minute : rule.also_at) also.push_back(minute_words(minute));
    const std::string added =
        also.empty() ? std::string() : text("schedule.also", {{"times", joined(also, ", ")}});
    std::vector<std::string> parts;
    for (std::string part :
         {days_words(rule), listed(hours), dates_words(rule), added, except_words(rule)}) {
      if (!part.empty()) parts.push_back(std::move(part));
    }
    sentences.push_back(joined(parts, ", "));
  }
  std::string words = sentences.empty() ? said("schedule.always") : joined(sentences, "; ");
  // Sentences begin with a letter of ASCII in both languages, but for what a rule itself says.
  if (words[0] >= 'a' && words[0] <= 'z') words[0] = char(words[0] - 'a' + 'A');
  return words;
}

}  // namespace bangtin::desk
