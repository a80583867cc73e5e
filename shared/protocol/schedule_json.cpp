#include <array>

#include "shared/model/names.h"
#include "shared/protocol/message_json.h"
#include "shared/protocol/schedule_fields.h"

namespace bangtin {
namespace {

constexpr Named<Weekday> kWeekdays[] = {
    {Weekday::Monday, "mo"},   {Weekday::Tuesday, "tu"}, {Weekday::Wednesday, "we"},
    {Weekday::Thursday, "th"}, {Weekday::Friday, "fr"},  {Weekday::Saturday, "sa"},
    {Weekday::Sunday, "su"},
};
constexpr Named<LeapMonths> kLeapMonths[] = {
    {LeapMonths::Counted, "counted"},
    {LeapMonths::Skipped, "skipped"},
};
constexpr Named<OnHolidays> kOnHolidays[] = {
    {OnHolidays::Only, "only"},
    {OnHolidays::Except, "except"},
};
constexpr Named<LayoutKind> kLayoutKinds[] = {
    {LayoutKind::Standard, "standard"},
    {LayoutKind::Side, "side"},
    {LayoutKind::Plain, "plain"},
    {LayoutKind::Full, "full"},
};
constexpr Named<PageZone> kPageZones[] = {
    {PageZone::Main, "main"},
    {PageZone::Side, "side"},
};
constexpr Named<TimetableScope> kScopes[] = {
    {TimetableScope::Commune, "commune"},
    {TimetableScope::Group, "group"},
    {TimetableScope::Board, "board"},
};

/// Digits and separators exactly as in `shape`, where '0' stands for a digit.
template <std::size_t count>
bool parse_shape(std::string_view text, std::string_view shape, std::array<int, count>& numbers) {
  if (text.size() != shape.size()) return false;
  numbers.fill(0);
  std::size_t number = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (shape[i] != '0') {
      if (text[i] != shape[i]) return false;
      ++number;
      continue;
    }
    if (text[i] < '0' || text[i] > '9') return false;
    numbers[number] = numbers[number] * 10 + (text[i] - '0');
  }
  return true;
}

std::string padded(int number, std::size_t digits) {
  const std::string text = std::to_string(number);
  return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
}

}  // namespace

std::string_view name_of(Weekday day) { return name_in(kWeekdays, day); }
bool from_name(std::string_view name, Weekday& out) { return value_in(kWeekdays, name, out); }
std::string_view name_of(LeapMonths leap) { return name_in(kLeapMonths, leap); }
bool from_name(std::string_view name, LeapMonths& out) { return value_in(kLeapMonths, name, out); }
std::string_view name_of(OnHolidays on) { return name_in(kOnHolidays, on); }
bool from_name(std::string_view name, OnHolidays& out) { return value_in(kOnHolidays, name, out); }
std::string_view name_of(LayoutKind kind) { return name_in(kLayoutKinds, kind); }
bool from_name(std::string_view name, LayoutKind& out) { return value_in(kLayoutKinds, name, out); }
std::string_view name_of(PageZone zone) { return name_in(kPageZones, zone); }
bool from_name(std::string_view name, PageZone& out) { return value_in(kPageZones, name, out); }
std::string_view name_of(TimetableScope scope) { return name_in(kScopes, scope); }
bool from_name(std::string_view name, TimetableScope& out) { return value_in(kScopes, name, out); }

std::string day_text(std::chrono::year_month_day day) {
  return padded(static_cast<int>(day.year()), 4) + "-" +
         padded(static_cast<int>(static_cast<unsigned>(day.month())), 2) + "-" +
         padded(static_cast<int>(static_cast<unsigned>(day.day())), 2);
}

std::optional<std::chrono::year_month_day> day_from(std::string_view text) {
  std::array<int, 3> numbers{};
  if (!parse_shape(text, "0000-00-00", numbers)) return std::nullopt;
  const std::chrono::year_month_day day{std::chrono::year{numbers[0]},
                                        std::chrono::month{static_cast<unsigned>(numbers[1])},
                                        std::chrono::day{static_cast<unsigned>(numbers[2])}};
  if (!day.ok()) return std::nullopt;
  return day;
}

std::string hour_text(std::chrono::minutes time) {
  const auto minutes = static_cast<int>(time.count());
  return padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2);
}

std::optional<std::chrono::minutes> hour_from(std::string_view text) {
  std::array<int, 2> numbers{};
  if (!parse_shape(text, "00:00", numbers)) return std::nullopt;
  const int minutes = numbers[0] * 60 + numbers[1];
  if (numbers[1] > 59 || minutes > 24 * 60) return std::nullopt;
  return std::chrono::minutes(minutes);
}

std::string local_minute_text(LocalMinute minute) {
  const auto midnight = std::chrono::floor<std::chrono::days>(minute);
  return day_text(std::chrono::year_month_day(midnight)) + "T" + hour_text(minute - midnight);
}

std::optional<LocalMinute> local_minute_from(std::string_view text) {
  const std::size_t split = text.find('T');
  if (split == text.npos) return std::nullopt;
  const auto day = day_from(text.substr(0, split));
  const auto hour = hour_from(text.substr(split + 1));
  if (!day || !hour || *hour >= std::chrono::hours(24)) return std::nullopt;
  return LocalMinute(std::chrono::local_days(*day)) + *hour;
}

BANGTIN_DEFINE_MESSAGE(Schedule)
BANGTIN_DEFINE_MESSAGE(Timetable)
BANGTIN_DEFINE_MESSAGE(TimetableRecord)

}  // namespace bangtin
