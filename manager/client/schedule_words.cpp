#include "manager/client/schedule_words.h"

#include <algorithm>
#include <charconv>
#include <span>

#include "manager/core/local_time.h"
#include "shared/base/ascii.h"
#include "shared/base/limits.h"
#include "shared/base/lists.h"
#include "shared/base/texts.h"

namespace bangtin {
namespace {

constexpr std::size_t kWordsBytesMax = 10'000;

struct Word {
  std::string_view text;
  int value;
};
constexpr Word kWeekdayWords[] = {
    {"t2", 0}, {"t3", 1}, {"t4", 2}, {"t5", 3}, {"t6", 4}, {"t7", 5}, {"cn", 6},
    {"mo", 0}, {"tu", 1}, {"we", 2}, {"th", 3}, {"fr", 4}, {"sa", 5}, {"su", 6},
};
constexpr Word kLunarWords[] = {
    {"ram", 15}, {"rằm", 15}, {"cuoi", LunarDay::kLastDay}, {"cuối", LunarDay::kLastDay}};
constexpr Word kLeapWords[] = {{"tinh", 0}, {"tính", 0}, {"counted", 0},
                               {"bo", 1},   {"bỏ", 1},   {"skipped", 1}};

constexpr Word kHolidayWords[] = {{"chi", 0}, {"chỉ", 0}, {"only", 0},
                                  {"tru", 1}, {"trừ", 1}, {"except", 1}};

std::optional<int> value_of(std::span<const Word> words, std::string_view text) {
  const auto found = std::ranges::find(words, text, &Word::text);
  if (found == words.end()) return std::nullopt;
  return found->value;
}

Error not_understood(std::string_view words, const char* key) {
  return {Code::Invalid, "\"" + std::string(words.substr(0, 100)) + "\"", key};
}

/// Small Latin letters and no spaces, as far as ASCII goes.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ' ') continue;
    out += ascii::lower(c);
  }
  return out;
}

std::vector<std::string_view> parts_of(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = std::min(text.find(separator), text.size());
    parts.push_back(text.substr(0, end));
    if (end == text.size()) return parts;
    text.remove_prefix(end + 1);
  }
}

std::optional<int> number_in(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

Result<std::vector<Weekday>> weekdays_from(std::string_view words) {
  std::vector<Weekday> days;
  const std::string text = plain(words);
  for (const std::string_view part : parts_of(text, ',')) {
    const std::vector<std::string_view> ends = parts_of(part, '-');
    const auto first = value_of(kWeekdayWords, ends.front());
    const auto last = value_of(kWeekdayWords, ends.back());
    if (!first || !last || ends.size() > 2) return not_understood(words, "schedule.weekday");
    for (int day = *first;; day = (day + 1) % 7) {
      if (std::ranges::find(days, static_cast<Weekday>(day)) == days.end()) {
        days.push_back(static_cast<Weekday>(day));
      }
      if (day == *last) break;
    }
  }
  std::ranges::sort(days);
  return days;
}

Status put_dates(ScheduleRule& rule, const std::string& words) {
  const std::string text = plain(words);
  const std::size_t dots = text.find("..");
  const std::string first = text.substr(0, dots);
  const std::string last = dots == text.npos ? first : text.substr(dots + 2);
  rule.from_day = day_from_words(first);
  rule.until_day = day_from_words(last);
  const bool understood = (rule.from_day || first.empty()) && (rule.until_day || last.empty()) &&
                          (rule.from_day || rule.until_day);
  return understood ? Status() : Status(not_understood(words, "schedule.day"));
}

Status put_lunar(ScheduleRule& rule, const RuleWords& words) {
  const std::string text = plain(words.lunar);
  for (const std::string_view part : parts_of(text, ',')) {
    const auto lunar = lunar_day_from_words(part);
    if (!lunar) return not_understood(words.lunar, "schedule.lunar_day");
    rule.lunar_days.push_back(*lunar);
  }
  const auto leap = value_of(kLeapWords, plain(words.leap));
  if (!leap) return not_understood(words.leap, "schedule.leap_months");
  rule.leap_months = *leap == 0 ? LeapMonths::Counted : LeapMonths::Skipped;
  return {};
}

std::string weekday_words(const std::vector<Weekday>& days) {
  std::vector<std::string> words;
  for (const Weekday day : days) {
    words.emplace_back(text("schedule.weekday." + std::string(name_of(day))));
  }
  return joined(words, ", ");
}

}  // namespace

std::string minute_words(LocalMinute minute) {
  const auto midnight = std::chrono::floor<std::chrono::days>(minute);
  return date_words(std::chrono::year_month_day(midnight)) + " " + hour_text(minute - midnight);
}

std::string hours_words(std::chrono::minutes begin, std::chrono::minutes end) {
  return hour_text(begin) + "-" + hour_text(end) +
         (end <= begin ? " " + std::string(text("schedule.next_day")) : "");
}

std::string lunar_words(const LunarDay& lunar) {
  const std::string day = lunar.day == LunarDay::kLastDay ? std::string(text("schedule.lunar_last"))
                                                          : std::to_string(lunar.day);
  return lunar.month == 0 ? day : day + "/" + std::to_string(lunar.month);
}

std::optional<std::chrono::year_month_day> day_from_words(std::string_view words) {
  if (const auto day = day_from(words)) return day;
  if (words.size() != 10 || words[2] != '/' || words[5] != '/') return std::nullopt;
  return day_from(std::string(words.substr(6)) + "-" + std::string(words.substr(3, 2)) + "-" +
                  std::string(words.substr(0, 2)));
}

std::optional<LocalMinute> local_minute_from_words(std::string_view words) {
  const std::size_t space = words.find(' ');
  if (space == words.npos) return std::nullopt;
  const auto day = day_from_words(words.substr(0, space));
  if (!day) return std::nullopt;
  return local_minute_from(day_text(*day) + "T" + std::string(words.substr(space + 1)));
}

std::optional<LunarDay> lunar_day_from_words(std::string_view word) {
  const std::vector<std::string_view> parts = parts_of(word, '/');
  if (parts.size() > 2) return std::nullopt;
  std::string_view day_word = parts[0];
  LunarDay lunar;
  if (const auto named = value_of(kLunarWords, day_word)) {
    lunar.day = *named;
  } else {
    for (const std::string_view prefix : {"mung", "mùng", "mồng"}) {
      if (day_word.starts_with(prefix)) day_word.remove_prefix(prefix.size());
    }
    const auto number = number_in(day_word);
    if (!number || *number < 1 || *number > 30) return std::nullopt;
    lunar.day = *number;
  }
  if (parts.size() == 2) {
    const auto month = number_in(parts[1]);
    if (!month || *month < 1 || *month > 12) return std::nullopt;
    lunar.month = *month;
  }
  return lunar;
}

Result<ScheduleRule> rule_from(const RuleWords& words) {
  for (const std::string* part : {&words.weekdays, &words.dates, &words.lunar, &words.recurrence}) {
    if (part->size() > kWordsBytesMax) return not_understood(*part, "schedule.too_long");
  }
  ScheduleRule rule;
  if (!words.weekdays.empty()) rule.weekdays = TRY(weekdays_from(words.weekdays));
  const auto put_hour = [](const std::string& text, std::chrono::minutes& hour) -> Status {
    if (text.empty()) return {};
    const auto read = hour_from(text);
    if (!read) return not_understood(text, "schedule.hours");
    hour = *read;
    return {};
  };
  TRY(put_hour(words.from, rule.begin));
  TRY(put_hour(words.to, rule.end));
  if (!words.dates.empty()) TRY(put_dates(rule, words.dates));
  rule.recurrence = words.recurrence;
  if (!words.lunar.empty()) {
    TRY(put_lunar(rule, words));
  } else if (!words.leap.empty()) {
    return not_understood(words.leap, "schedule.leap_months");
  }
  if (!words.holidays.empty()) {
    const auto on = value_of(kHolidayWords, plain(words.holidays));
    if (!on) return not_understood(words.holidays, "schedule.holidays");
    rule.holidays = *on == 0 ? OnHolidays::Only : OnHolidays::Except;
  }
  for (const std::string& text : words.except) {
    const auto day = day_from_words(text);
    const auto time = local_minute_from_words(text);
    if (!day && !time) return not_understood(text, "schedule.day");
    if (day) rule.except_days.push_back(*day);
    if (time) rule.except_times.push_back(*time);
  }
  for (const std::string& text : words.also) {
    const auto time = local_minute_from_words(text);
    if (!time) return not_understood(text, "schedule.day_and_hour");
    rule.also_at.push_back(*time);
  }
  return rule;
}

Result<HoursRow> hours_row_from(std::string_view words) {
  HoursRow row;
  std::string_view hours = words;
  if (const std::size_t space = words.rfind(' '); space != words.npos) {
    row.weekdays = TRY(weekdays_from(words.substr(0, space)));
    hours = words.substr(space + 1);
  }
  const std::vector<std::string_view> ends = parts_of(hours, '-');
  const auto begin = hour_from(ends.front());
  const auto end = hour_from(ends.back());
  if (ends.size() != 2 || !begin || !end) return not_understood(words, "schedule.hours");
  row.begin = *begin;
  row.end = *end;
  return row;
}

std::string holiday_words(OnHolidays on) {
  return said("schedule.holidays." + std::string(name_of(on)));
}

std::string words_of(const HoursRow& row) {
  const std::string hours = hours_words(row.begin, row.end);
  return row.weekdays.empty() ? hours : weekday_words(row.weekdays) + " " + hours;
}

std::string words_of(const ScheduleRule& rule) {
  std::vector<std::string> parts;
  if (!rule.weekdays.empty()) parts.push_back(weekday_words(rule.weekdays));
  parts.push_back(hours_words(rule.begin, rule.end));
  if (rule.from_day) {
    parts.push_back(text("schedule.from_day", {{"day", date_words(*rule.from_day)}}));
  }
  if (rule.until_day) {
    parts.push_back(text("schedule.until_day", {{"day", date_words(*rule.until_day)}}));
  }
  if (!rule.recurrence.empty()) parts.push_back(rule.recurrence);
  if (!rule.lunar_days.empty()) {
    std::vector<std::string> days;
    for (const LunarDay& lunar : rule.lunar_days) days.push_back(lunar_words(lunar));
    parts.push_back(text("schedule.lunar", {{"days", joined(days, ", ")}}));
    parts.emplace_back(text(rule.leap_months == LeapMonths::Skipped ? "schedule.leap_skipped"
                                                                    : "schedule.leap_counted"));
  }
  if (rule.holidays) parts.push_back(holiday_words(*rule.holidays));
  std::vector<std::string> also;
  for (const LocalMinute minute : rule.also_at) also.push_back(minute_words(minute));
  if (!also.empty()) parts.push_back(text("schedule.also", {{"times", joined(also, ", ")}}));
  std::vector<std::string> days;
  for (const auto day : rule.except_days) days.push_back(date_words(day));
  for (const LocalMinute minute : rule.except_times) days.push_back(minute_words(minute));
  if (!days.empty()) parts.push_back(text("schedule.except", {{"days", joined(days, ", ")}}));
  return joined(parts, ", ");
}

std::string priority_words(int priority) {
  if (priority == Schedule::kPriorityBackground) return std::string(text("schedule.background"));
  return text("schedule.priority_is", {{"priority", std::to_string(priority)}});
}

std::string words_of(const Schedule& schedule, std::string_view drawn_name) {
  std::string out = priority_words(schedule.priority);
  out +=
      ", " + (schedule.drawn
                  ? text("schedule.layout.drawn", {{"name", std::string(drawn_name)}})
                  : std::string(text("schedule.layout." + std::string(name_of(schedule.layout)))));
  out += ", " + std::string(text("schedule.zone." + std::string(name_of(schedule.zone)))) + "\n";
  if (schedule.rules.empty()) out += "  " + std::string(text("schedule.always")) + "\n";
  for (const ScheduleRule& rule : schedule.rules) out += "  " + words_of(rule) + "\n";
  return out;
}

}  // namespace bangtin
