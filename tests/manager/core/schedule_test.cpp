// Schedules in local time against stretches of UTC, minute by minute.
#include "manager/core/schedule.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "manager/core/holidays.h"
#include "shared/base/limits.h"
#include "tests/fakes/seeded_random.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;
using std::chrono::local_days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr int kHanoi = 420;

/// 2026-11-22 00:00 in the commune, a Sunday, and some days on.
TimeFrame frame_of(int days, int utc_offset_minutes = kHanoi) {
  const Instant from = sys_days{2026y / 11 / 22} - std::chrono::minutes(utc_offset_minutes);
  return {from, from + 24h * days, utc_offset_minutes};
}

std::vector<Span> spans(const Schedule& schedule, const TimeFrame& frame) {
  EXPECT_TRUE(validate(schedule).ok());
  return spans_of(schedule, frame, LunarDays(frame, default_holidays())).value();
}

/// "22/11 06:00-21:00" of each span, in local time.
std::vector<std::string> told(const std::vector<Span>& list, const TimeFrame& frame) {
  std::vector<std::string> out;
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  for (const Span& span : list) {
    const LocalTime begin = local_time(span.begin, frame.utc_offset_minutes);
    const LocalTime end = local_time(span.end, frame.utc_offset_minutes);
    out.push_back(std::to_string(static_cast<unsigned>(begin.day.day())) + "/" +
                  std::to_string(static_cast<unsigned>(begin.day.month())) + " " + two(begin.hour) +
                  ":" + two(begin.minute) + "-" + two(end.hour) + ":" + two(end.minute));
  }
  return out;
}

using List = std::vector<std::string>;

std::string refusal(const ScheduleRule& rule) {
  const Status status = validate(Schedule{{rule}});
  return status.ok() ? "" : status.error().key;
}

TEST(Schedule, WithoutRulesIsAlwaysOn) {
  const TimeFrame frame = frame_of(3);
  EXPECT_EQ(spans({}, frame), (std::vector<Span>{{frame.from, frame.until}}));
  EXPECT_TRUE(spans({}, {frame.from, frame.from, kHanoi}).empty());
}

TEST(Schedule, KeepsHoursOfWeekdays) {
  ScheduleRule rule;
  rule.weekdays = {Weekday::Monday, Weekday::Wednesday};
  rule.begin = 6h;
  rule.end = 21h;
  const TimeFrame frame = frame_of(7);
  EXPECT_EQ(told(spans({{rule}}, frame), frame), (List{"23/11 06:00-21:00", "25/11 06:00-21:00"}));
}

TEST(Schedule, ReachesPastMidnightFromTheDayOnWhichItBegan) {
  ScheduleRule rule;
  rule.weekdays = {Weekday::Saturday};
  rule.begin = 22h;
  rule.end = 5h;
  const TimeFrame frame = frame_of(7);
  EXPECT_EQ(told(spans({{rule}}, frame), frame), (List{"22/11 00:00-05:00", "28/11 22:00-00:00"}));
  rule.weekdays = {};
  rule.until_day = 2026y / 11 / 22;
  EXPECT_EQ(told(spans({{rule}}, frame), frame), (List{"22/11 00:00-05:00", "22/11 22:00-05:00"}));
}

TEST(Schedule, KeepsDatesAndLeavesExceptionsOut) {
  ScheduleRule rule;
  rule.from_day = 2026y / 11 / 23;
  rule.until_day = 2026y / 11 / 26;
  rule.except_days = {2026y / 11 / 24};
  rule.begin = 8h;
  rule.end = 9h;
  const TimeFrame frame = frame_of(30);
  EXPECT_EQ(told(spans({{rule}}, frame), frame),
            (List{"23/11 08:00-09:00", "25/11 08:00-09:00", "26/11 08:00-09:00"}));
}

TEST(Schedule, UnitesItsRulesAndJoinsWhatTouches) {
  ScheduleRule morning;
  morning.begin = 6h;
  morning.end = 8h;
  ScheduleRule late = morning;
  late.begin = 8h;
  late.end = 10h;
  ScheduleRule within = morning;
  within.begin = 6h + 30min;
  within.end = 7h;
  const TimeFrame frame = frame_of(1);
  EXPECT_EQ(told(spans({{late, morning, within}}, frame), frame), List{"22/11 06:00-10:00"});
  ScheduleRule all_day;
  EXPECT_EQ(spans({{all_day}}, frame_of(9)).size(), 1u) << "midnight cuts nothing";
}

TEST(Schedule, KeepsRecurrenceWithExceptions) {
  ScheduleRule rule;
  rule.from_day = 2026y / 11 / 2;
  rule.recurrence = "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO";
  rule.except_days = {2026y / 12 / 14};
  rule.begin = 7h;
  rule.end = 8h;
  const TimeFrame frame = frame_of(60);
  EXPECT_EQ(told(spans({{rule}}, frame), frame),
            (List{"30/11 07:00-08:00", "28/12 07:00-08:00", "11/1 07:00-08:00"}));
}

TEST(Schedule, LeavesOneTimeOutAndTakesAnotherIn) {
  ScheduleRule rule;
  rule.from_day = 2026y / 11 / 22;
  rule.recurrence = "FREQ=HOURLY;INTERVAL=6";
  rule.begin = 7h;
  rule.end = 7h + 10min;
  const auto at = [](std::chrono::minutes time) {
    return LocalMinute(std::chrono::local_days(2026y / 11 / 22)) + time;
  };
  rule.except_times = {at(13h), at(14h)};
  rule.also_at = {at(15h), at(40h), at(40h)};
  const TimeFrame frame = frame_of(2);
  EXPECT_EQ(
      told(spans({{rule}}, frame), frame),
      (List{"22/11 07:00-07:10", "22/11 15:00-15:10", "22/11 19:00-19:10", "23/11 01:00-01:10",
            "23/11 07:00-07:10", "23/11 13:00-13:10", "23/11 16:00-16:10", "23/11 19:00-19:10"}));
  rule.except_days = {2026y / 11 / 23};
  EXPECT_EQ(told(spans({{rule}}, frame), frame),
            (List{"22/11 07:00-07:10", "22/11 15:00-15:10", "22/11 19:00-19:10"}))
      << "an exception wins";
  rule.also_at = {at(24h * 366 * 400)};
  EXPECT_EQ(validate(Schedule{{rule}}).error().key, "schedule.day");
  rule.also_at.assign(limits::kExceptDaysMax + 1, at(0min));
  EXPECT_EQ(validate(Schedule{{rule}}).error().key, "schedule.too_long");
}

TEST(Schedule, KeepsLunarDays) {
  ScheduleRule rule;
  rule.lunar_days = {{15, 0}, {1, 0}};
  rule.leap_months = LeapMonths::Counted;
  rule.begin = 5h;
  rule.end = 6h;
  const TimeFrame frame = frame_of(40);
  EXPECT_EQ(told(spans({{rule}}, frame), frame),
            (List{"23/11 05:00-06:00", "9/12 05:00-06:00", "23/12 05:00-06:00"}));
  // Tết of 2027 and its eve.
  rule.lunar_days = {{1, 1}, {LunarDay::kLastDay, 12}};
  const TimeFrame year = frame_of(400);
  EXPECT_EQ(told(spans({{rule}}, year), year), (List{"5/2 05:00-06:00", "6/2 05:00-06:00"}));
}

TEST(Schedule, CountsALeapMonthOnlyWhereTheRuleSaysSo) {
  // In 2025 the sixth month came twice: 25/06 - 24/07 and, leap, 25/07 - 22/08.
  const Instant from = sys_days{2025y / 6 / 1};
  const TimeFrame frame{from, from + 24h * 90, kHanoi};
  ScheduleRule rule;
  rule.lunar_days = {{1, 6}};
  rule.begin = 5h;
  rule.end = 6h;
  rule.leap_months = LeapMonths::Counted;
  EXPECT_EQ(told(spans({{rule}}, frame), frame), (List{"25/6 05:00-06:00", "25/7 05:00-06:00"}));
  rule.leap_months = LeapMonths::Skipped;
  EXPECT_EQ(told(spans({{rule}}, frame), frame), List{"25/6 05:00-06:00"});
}

TEST(Schedule, FollowsAChangeOfTheTimeZone) {
  ScheduleRule rule;
  rule.begin = 6h;
  rule.end = 7h;
  for (const int offset : {-720, 0, 420, 480, 345, 840}) {
    const TimeFrame frame = frame_of(2, offset);
    EXPECT_EQ(told(spans({{rule}}, frame), frame), (List{"22/11 06:00-07:00", "23/11 06:00-07:00"}))
        << offset;
  }
}

TEST(Schedule, SaysInWordsWhatItRefuses) {
  ScheduleRule rule;
  EXPECT_EQ(refusal(rule), "");
  rule.begin = 24h;
  EXPECT_EQ(refusal(rule), "schedule.hours");
  rule = {};
  rule.end = 0min;
  EXPECT_EQ(refusal(rule), "schedule.hours");
  rule = {};
  rule.from_day = 2026y / 11 / 23;
  rule.until_day = 2026y / 11 / 22;
  EXPECT_EQ(refusal(rule), "schedule.day_order");
  rule.until_day = 2199y / 1 / 1;
  EXPECT_EQ(refusal(rule), "schedule.day");
  rule.until_day = 2027y / 2 / 30;
  EXPECT_EQ(refusal(rule), "schedule.day");
  rule = {};
  rule.lunar_days = {{31, 0}};
  rule.leap_months = LeapMonths::Counted;
  EXPECT_EQ(refusal(rule), "schedule.lunar_day");
  rule.lunar_days = {{15, 13}};
  EXPECT_EQ(refusal(rule), "schedule.lunar_day");
  rule.lunar_days = {{15, 0}};
  EXPECT_EQ(refusal(rule), "");
  rule.leap_months.reset();
  EXPECT_EQ(refusal(rule), "schedule.leap_months") << "nobody guesses";
  rule = {};
  rule.recurrence = "FREQ=DAILY";
  EXPECT_EQ(refusal(rule), "schedule.recurrence_start");
  rule.from_day = 2026y / 11 / 23;
  EXPECT_EQ(refusal(rule), "");
  rule.recurrence = "FREQ=SECONDLY";
  EXPECT_EQ(refusal(rule), "schedule.too_often");
  rule.recurrence = "weekly";
  EXPECT_EQ(refusal(rule), "schedule.recurrence");

  const auto schedule = [](int priority, LayoutKind layout, PageZone zone) {
    const Status status = validate(Schedule{{}, priority, layout, zone});
    return status.ok() ? "" : status.error().key;
  };
  EXPECT_EQ(schedule(9, LayoutKind::Side, PageZone::Side), "");
  EXPECT_EQ(schedule(Schedule::kPriorityBackground, LayoutKind::Standard, PageZone::Main), "");
  EXPECT_EQ(schedule(-1, LayoutKind::Standard, PageZone::Main), "schedule.priority");
  EXPECT_EQ(schedule(10, LayoutKind::Standard, PageZone::Main), "schedule.priority");
  EXPECT_EQ(schedule(1, LayoutKind::Full, PageZone::Side), "schedule.zone_layout");
  const std::vector<ScheduleRule> many(limits::kRulesPerPlaylistMax + 1);
  EXPECT_EQ(validate(Schedule{many}).error().key, "schedule.too_long");
}

TEST(Timetable, OfTheNarrowestScopeHolds) {
  const Hours night{{{{}, 21h, 6h}}};
  const Hours noon{{{{}, 11h, 13h}}};
  const Timetable commune{night, std::nullopt};
  EXPECT_EQ(timetable_for({}, {}, commune), commune);
  EXPECT_EQ(timetable_for({}, {{noon, {}}}, commune).quiet, noon);
  EXPECT_EQ(timetable_for({Hours{}, {}}, {{noon, {}}}, commune).quiet, Hours{});
  const Hours both{{night.rows[0], noon.rows[0]}};
  EXPECT_EQ(timetable_for({}, {{night, night}, {noon, noon}}, {}), (Timetable{both, both}));
  EXPECT_EQ(timetable_for({}, {{{}, night}, {{}, Hours{}}}, {}).panel_on, Hours{}) << "always lit";
}

TEST(Timetable, GivesSpansAndWhatLiesBetween) {
  const TimeFrame frame = frame_of(2);
  const Hours lit{{{{}, 5h + 30min, 22h}}};
  EXPECT_EQ(told(spans_of(lit, frame), frame), (List{"22/11 05:30-22:00", "23/11 05:30-22:00"}));
  EXPECT_EQ(told(gaps_of(spans_of(lit, frame), frame), frame),
            (List{"22/11 00:00-05:30", "22/11 22:00-05:30", "23/11 22:00-00:00"}));
  EXPECT_EQ(gaps_of({}, frame), (std::vector<Span>{{frame.from, frame.until}}));
  EXPECT_EQ(told(spans_of(*default_timetable().quiet, frame), frame),
            (List{"22/11 00:00-06:00", "22/11 21:00-06:00", "23/11 21:00-00:00"}));
  EXPECT_EQ(validate(Timetable{Hours{{{{}, 25h, 26h}}}, {}}).error().key, "schedule.hours");
}

/// A rule by chance, without recurrence, for the days around `base`.
ScheduleRule random_rule(Random& random, sys_days base) {
  ScheduleRule rule;
  const auto day = [&] {
    return year_month_day(base + std::chrono::days(between(random, -5, 35)));
  };
  if (chance(random, 30)) rule.from_day = day();
  if (chance(random, 30)) rule.until_day = std::max(day(), rule.from_day.value_or(day()));
  while (chance(random, 50) && rule.weekdays.size() < 7) {
    rule.weekdays.push_back(static_cast<Weekday>(random.below(7)));
  }
  while (chance(random, 30)) rule.except_days.push_back(day());
  if (chance(random, 30)) {
    rule.leap_months = chance(random, 50) ? LeapMonths::Counted : LeapMonths::Skipped;
    for (auto left = between(random, 1, 10); left > 0; --left) {
      rule.lunar_days.push_back(
          {static_cast<int>(between(random, 1, 30)),
           chance(random, 80) ? 0 : static_cast<int>(between(random, 9, 12))});
    }
  }
  if (chance(random, 40)) {
    rule.holidays = chance(random, 50) ? OnHolidays::Only : OnHolidays::Except;
  }
  rule.begin = std::chrono::minutes(between(random, 0, 1439));
  rule.end = std::chrono::minutes(between(random, 1, 1440));
  return rule;
}

/// The list that is built in, said once more of a single day.
bool is_day_off(sys_days day) {
  const year_month_day date(day);
  const std::chrono::month_day solar(date.month(), date.day());
  for (const auto off : {std::chrono::January / 1, std::chrono::April / 30, std::chrono::May / 1,
                         std::chrono::September / 1, std::chrono::September / 2}) {
    if (solar == off) return true;
  }
  const LunarDate today = lunar_date(date);
  const LunarDate tomorrow = lunar_date(year_month_day(day + std::chrono::days(1)));
  if (tomorrow.month == 1 && tomorrow.day == 1 && !tomorrow.leap) return true;
  if (today.leap) return false;
  return (today.month == 1 && today.day <= 5) || (today.month == 3 && today.day == 10);
}

/// Whether a rule holds at a local minute, asked of the day itself and of the day before.
bool holds(const ScheduleRule& rule, std::int64_t local_minute) {
  for (const std::int64_t back : {0, 1}) {
    const std::int64_t day_number =
        (local_minute >= 0 ? local_minute : local_minute - 1439) / 1440 - back;
    const sys_days day{std::chrono::days(day_number)};
    const year_month_day date(day);
    if (rule.from_day && date < *rule.from_day) continue;
    if (rule.until_day && date > *rule.until_day) continue;
    const unsigned iso = std::chrono::weekday(day).iso_encoding();
    const auto listed = [&](Weekday one) { return static_cast<unsigned>(one) + 1 == iso; };
    if (!rule.weekdays.empty() && std::ranges::none_of(rule.weekdays, listed)) continue;
    if (std::ranges::count(rule.except_days, date) > 0) continue;
    if (rule.holidays && is_day_off(day) != (rule.holidays == OnHolidays::Only)) continue;
    if (!rule.lunar_days.empty()) {
      const LunarDate lunar = lunar_date(date);
      const bool leap_out = lunar.leap && rule.leap_months == LeapMonths::Skipped;
      const bool found = std::ranges::any_of(rule.lunar_days, [&](const LunarDay& one) {
        return one.day == lunar.day && (one.month == 0 || one.month == lunar.month);
      });
      if (leap_out || !found) continue;
    }
    const std::int64_t begin = day_number * 1440 + rule.begin.count();
    std::int64_t end = day_number * 1440 + rule.end.count();
    if (rule.end <= rule.begin) end += 1440;
    if (begin <= local_minute && local_minute < end) return true;
  }
  return false;
}

TEST(ScheduleProperty, IsOnInExactlyTheMinutesOfItsRules) {
  std::int64_t on = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    SeededRandom random(seed);
    Schedule schedule;
    // Around Tết 2027, a day of the year's end, or an autumn without a holiday.
    constexpr sys_days kBases[] = {2027y / 2 / 1, 2026y / 12 / 27, 2026y / 11 / 20};
    const sys_days base = kBases[random.below(3)];
    for (auto left = between(random, 1, 4); left > 0; --left) {
      schedule.rules.push_back(random_rule(random, base));
    }
    const int offset = chance(random, 70) ? kHanoi : static_cast<int>(between(random, -720, 840));
    const Instant from = base + std::chrono::minutes(between(random, 0, 3000));
    const TimeFrame frame{from, from + 24h * 10, offset};
    const std::vector<Span> list = spans(schedule, frame);
    for (std::size_t i = 0; i < list.size(); ++i) {
      ASSERT_LT(list[i].begin, list[i].end);
      ASSERT_TRUE(i == 0 || list[i - 1].end < list[i].begin);
    }
    std::size_t next = 0;
    for (Instant t = frame.from; t < frame.until; t += 1min) {
      while (next < list.size() && list[next].end <= t) ++next;
      const bool got = next < list.size() && list[next].begin <= t;
      const auto local =
          std::chrono::floor<std::chrono::minutes>(t.time_since_epoch()).count() + offset;
      const bool wanted = std::ranges::any_of(
          schedule.rules, [&](const ScheduleRule& rule) { return holds(rule, local); });
      ASSERT_EQ(got, wanted) << "seed " << seed << " minute " << local;
      on += got;
    }
  }
  EXPECT_GT(on, 400 * 24 * 60) << "the rules hardly ever hold";
}

}  // namespace
}  // namespace bangtin
