// The commune's holidays against a calendar on paper and against a reckoning day by day.
#include "manager/core/holidays.h"

#include <gtest/gtest.h>

#include <set>

#include "shared/base/holiday_limits.h"
#include "shared/base/texts.h"
#include "tests/fakes/seeded_random.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::local_days;
using std::chrono::year_month_day;

Holiday solar_day(const char* name, int day, int month, int year = 0, int lasts = 1) {
  return {name, HolidayCalendar::Solar, day, month, year, lasts};
}
Holiday lunar_day(const char* name, int day, int month, int year = 0, int lasts = 1) {
  return {name, HolidayCalendar::Lunar, day, month, year, lasts};
}

/// The days of a year that are off, as "17/2".
std::vector<std::string> days_off(const std::vector<Holiday>& holidays, std::chrono::year year) {
  std::vector<std::string> out;
  for (const HolidayDay& found :
       holiday_days(holidays, local_days(year / 1 / 1), local_days(year / 12 / 31))) {
    const year_month_day date(found.day);
    out.push_back(std::to_string(unsigned(date.day())) + "/" +
                  std::to_string(unsigned(date.month())));
  }
  return out;
}

using Off = std::vector<std::string>;

TEST(Holidays, OfTheLawFallAsPrintedCalendarsSay) {
  EXPECT_TRUE(validate(default_holidays()).ok());
  EXPECT_EQ(days_off(default_holidays(), 2026y),
            (Off{"1/1", "16/2", "17/2", "18/2", "19/2", "20/2", "21/2", "26/4", "30/4", "1/5",
                 "1/9", "2/9"}));
  EXPECT_EQ(
      days_off(default_holidays(), 2027y),
      (Off{"1/1", "5/2", "6/2", "7/2", "8/2", "9/2", "10/2", "16/4", "30/4", "1/5", "1/9", "2/9"}));
  EXPECT_EQ(holiday_names(default_holidays(), 2027y / 2 / 6), Off{"Tết Nguyên đán"});
  EXPECT_TRUE(holiday_names(default_holidays(), 2027y / 2 / 4).empty());
}

TEST(Holidays, OfOneDateFallOnceAndSomeNotInEveryYear) {
  EXPECT_EQ(days_off({solar_day("Hội làng", 14, 11, 2026)}, 2026y), Off{"14/11"});
  EXPECT_TRUE(days_off({solar_day("Hội làng", 14, 11, 2026)}, 2027y).empty());
  EXPECT_EQ(days_off({solar_day("Hiếm", 29, 2)}, 2028y), Off{"29/2"});
  EXPECT_TRUE(days_off({solar_day("Hiếm", 29, 2)}, 2027y).empty());
  // The year Bính Ngọ ends on 29/12: it has no 30/12, but a last day, in the solar year 2027.
  EXPECT_TRUE(days_off({lunar_day("Ba mươi", 30, 12, 2026)}, 2027y).empty());
  EXPECT_EQ(days_off({lunar_day("Tất niên", LunarDay::kLastDay, 12, 2026)}, 2027y), Off{"5/2"});
  // 2025 had the leap month 6: only the first of the two has the holiday.
  EXPECT_EQ(days_off({lunar_day("Giỗ", 1, 6)}, 2025y), Off{"25/6"});
  EXPECT_EQ(days_off({solar_day("Dài", 30, 12, 2026, 5)}, 2027y), (Off{"1/1", "2/1", "3/1"}))
      << "it began in the year before";
}

TEST(Holidays, AreRefusedInWords) {
  const auto refused = [](const std::vector<Holiday>& list) {
    const Status status = validate(list);
    EXPECT_TRUE(status.ok() || has_text(status.error().key));
    return status.ok() ? std::string() : status.error().key;
  };
  EXPECT_EQ(refused({}), "");
  EXPECT_EQ(refused({solar_day(" ", 1, 1)}), "holiday.name_missing");
  EXPECT_EQ(refused({solar_day("x", 30, 2)}), "holiday.solar_day");
  EXPECT_EQ(refused({solar_day("x", 29, 2, 2027)}), "holiday.solar_day");
  EXPECT_EQ(refused({solar_day("x", -1, 2)}), "holiday.solar_day");
  EXPECT_EQ(refused({solar_day("x", 1, 1, 99999)}), "holiday.solar_day");
  EXPECT_EQ(refused({lunar_day("x", 31, 1)}), "holiday.lunar_day");
  EXPECT_EQ(refused({lunar_day("x", 1, 0)}), "holiday.lunar_day");
  EXPECT_EQ(refused({solar_day("x", 1, 1, 0, 16)}), "holiday.days");
  EXPECT_EQ(refused({solar_day("x", 1, 1, 0, 0)}), "holiday.days");
  EXPECT_EQ(refused({solar_day("x", 1, 1), solar_day("x", 1, 1)}), "holiday.twice");
  EXPECT_EQ(refused(std::vector<Holiday>(limits::kHolidaysMax + 1, solar_day("x", 1, 1))),
            "holiday.too_many");
}

Holiday random_holiday(Random& random) {
  while (true) {
    const bool lunar = chance(random, 50);
    Holiday made{"x",
                 lunar ? HolidayCalendar::Lunar : HolidayCalendar::Solar,
                 int(between(random, lunar ? -1 : 1, 31)),
                 int(between(random, 1, 12)),
                 chance(random, 60) ? 0 : int(between(random, 2024, 2029)),
                 int(between(random, 1, limits::kHolidayDaysMax))};
    if (validate({made}).ok()) return made;
  }
}

/// Whether it begins on this day, by the day itself and the next.
bool begins(const Holiday& holiday, local_days day) {
  const year_month_day date(day);
  if (holiday.calendar == HolidayCalendar::Solar) {
    const int year = holiday.year == 0 ? int(date.year()) : holiday.year;
    return std::chrono::year{year} / holiday.month / holiday.day == date;
  }
  const LunarDate lunar = lunar_date(date);
  const bool month = lunar.month == holiday.month && !lunar.leap &&
                     (holiday.year == 0 || holiday.year == lunar.year);
  if (holiday.day != LunarDay::kLastDay) return month && lunar.day == holiday.day;
  return month && lunar_date(year_month_day(day + days(1))).day == 1;
}

TEST(HolidaysProperty, FallOnExactlyTheDaysThatFollowTheirBeginnings) {
  std::size_t found = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SeededRandom random(seed);
    std::vector<Holiday> holidays;
    for (auto left = between(random, 1, 5); left > 0; --left) {
      holidays.push_back(random_holiday(random));
    }
    const local_days first = local_days(2024y / 1 / 1) + days(between(random, 0, 1500));
    const local_days last = first + days(between(random, 0, 120));
    // Each beginning is carried forward, from long before.
    std::set<std::pair<local_days, std::size_t>> wanted;
    for (local_days day = first - days(40); day <= last; day += days(1)) {
      for (std::size_t i = 0; i < holidays.size(); ++i) {
        if (!begins(holidays[i], day)) continue;
        for (int nth = 0; nth < holidays[i].days; ++nth) {
          const local_days off = day + days(nth);
          if (off >= first && off <= last) wanted.insert({off, i});
        }
      }
    }
    std::set<std::pair<local_days, std::size_t>> got;
    for (const HolidayDay& day : holiday_days(holidays, first, last)) {
      EXPECT_TRUE(got.insert({day.day, day.holiday}).second) << "told twice";
    }
    ASSERT_EQ(got, wanted) << "seed " << seed;
    found += got.size();
  }
  EXPECT_GT(found, 400u) << "hardly a day is a holiday";
}

}  // namespace
}  // namespace bangtin
