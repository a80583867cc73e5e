// When a playlist is on and where it stands, and the hours of sound and panel: what people say, in
// the commune's own time. manager/core turns them into instants. Thread: any; pure.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/ids.h"
#include "shared/base/json.h"
#include "shared/base/result.h"

namespace bangtin {

enum class Weekday { Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday };
std::string_view name_of(Weekday day);  ///< as RFC 5545 in small letters: "mo" ... "su"
bool from_name(std::string_view name, Weekday& out);

/// Whether a lunar rule also holds in a leap month. Never guessed: whoever writes the rule says it.
enum class LeapMonths { Counted, Skipped };
std::string_view name_of(LeapMonths leap);
bool from_name(std::string_view name, LeapMonths& out);

/// Whether a rule holds on the commune's holidays only, or on all days but those.
enum class OnHolidays { Only, Except };
std::string_view name_of(OnHolidays on);
bool from_name(std::string_view name, OnHolidays& out);

/// A day of the lunar calendar.
struct LunarDay {
  static constexpr int kLastDay = -1;
  int day = 1;    ///< 1-30, or kLastDay of its month
  int month = 0;  ///< 1-12; 0: of every month
  bool operator==(const LunarDay&) const = default;
};

/// A minute of the commune's own clock.
using LocalMinute = std::chrono::local_time<std::chrono::minutes>;

/// The days on which something begins, and its hours on such a day. A day counts when everything
/// that is said holds: dates, weekdays, recurrence, lunar days, holidays, and none of the
/// exceptions. What is in `also_at` begins whatever the days say, but for the exceptions.
struct ScheduleRule {
  std::optional<std::chrono::year_month_day>
      from_day;  ///< the first day; the start of `recurrence`
  std::optional<std::chrono::year_month_day> until_day;  ///< the last day on which it begins
  std::vector<Weekday> weekdays;                         ///< none: any weekday
  std::string recurrence;            ///< RFC 5545 RRULE ("FREQ=MONTHLY;BYDAY=1MO"); may be empty
  std::vector<LunarDay> lunar_days;  ///< none: any lunar day
  std::optional<LeapMonths> leap_months;                 ///< said where there are lunar days
  std::optional<OnHolidays> holidays;                    ///< not said: any day
  std::vector<std::chrono::year_month_day> except_days;  ///< EXDATE of whole days
  std::vector<LocalMinute> except_times;                 ///< EXDATE: what begins then does not
  std::vector<LocalMinute> also_at;                      ///< RDATE: it begins then too
  std::chrono::minutes begin{0};                         ///< 00:00-23:59
  std::chrono::minutes end{24 * 60};  ///< 00:01-24:00; not after `begin`: on the day after
  bool operator==(const ScheduleRule&) const = default;
};

/// How a screen is divided while a playlist has the main zone. Standard: header, main and ticker,
/// with a side zone while something plays there. Side: always with a side zone. Plain: main and
/// ticker. Full: the main zone takes the whole screen.
enum class LayoutKind { Standard, Side, Plain, Full };
std::string_view name_of(LayoutKind kind);
bool from_name(std::string_view name, LayoutKind& out);

/// A layout that the commune drew itself: layout_messages.h.
using LayoutId = Id<struct LayoutTag>;

/// Where the pages of a playlist go; its tickers always go to the ticker zone.
enum class PageZone { Main, Side };
std::string_view name_of(PageZone zone);
bool from_name(std::string_view name, PageZone& out);

/// The schedule of a playlist.
struct Schedule {
  static constexpr int kPriorityBackground = 0;  ///< shows where nothing else wants to
  static constexpr int kPriorityOrdinary = 1;
  static constexpr int kPriorityMax = 9;
  std::vector<ScheduleRule> rules;   ///< it is on when any of them holds; none: always
  int priority = kPriorityOrdinary;  ///< the highest that is on has the zone to itself
  LayoutKind layout = LayoutKind::Standard;
  PageZone zone = PageZone::Main;
  std::optional<LayoutId> drawn{};  ///< stands before `layout`, which is then Standard
  bool operator==(const Schedule&) const = default;
};

/// Hours of certain weekdays.
struct HoursRow {
  std::vector<Weekday> weekdays;  ///< none: every day
  std::chrono::minutes begin{0};
  std::chrono::minutes end{24 * 60};  ///< not after `begin`: on the day after
  bool operator==(const HoursRow&) const = default;
};
struct Hours {
  std::vector<HoursRow> rows;
  bool operator==(const Hours&) const = default;
};

/// What a board, a group or the commune says of sound and panel. What is not said is asked of the
/// next wider one.
struct Timetable {
  std::optional<Hours> quiet;     ///< no sound then; no rows: never quiet
  std::optional<Hours> panel_on;  ///< the panel is lit then only; no rows: always
  bool operator==(const Timetable&) const = default;
};

enum class TimetableScope { Commune, Group, Board };
std::string_view name_of(TimetableScope scope);
bool from_name(std::string_view name, TimetableScope& out);

struct TimetableRecord {
  TimetableScope scope = TimetableScope::Commune;
  std::string id;  ///< of the group or the board; empty for the commune
  Timetable timetable;
  bool operator==(const TimetableRecord&) const = default;
};

Json to_json(const Schedule& schedule);
Status from_json(const Json& json, Schedule& out);
Json to_json(const Timetable& timetable);
Status from_json(const Json& json, Timetable& out);
Json to_json(const TimetableRecord& record);
Status from_json(const Json& json, TimetableRecord& out);

/// "2026-11-22"; nothing on anything else, also on a day that no calendar has.
std::string day_text(std::chrono::year_month_day day);
std::optional<std::chrono::year_month_day> day_from(std::string_view text);
/// "2026-11-22T06:30"; nothing on anything else.
std::string local_minute_text(LocalMinute minute);
std::optional<LocalMinute> local_minute_from(std::string_view text);
/// "06:30", "24:00"; nothing on anything else.
std::string hour_text(std::chrono::minutes time);
std::optional<std::chrono::minutes> hour_from(std::string_view text);

}  // namespace bangtin
