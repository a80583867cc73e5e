#include "shared/model/calendar.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;
using std::chrono::year_month_day;

year_month_day ymd(int year, unsigned month, unsigned day) {
  return std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
}

TEST(LunarDate, BeginsTheYearAtTet) {
  const year_month_day days[] = {
      ymd(2000, 2, 5),  ymd(2015, 2, 19), ymd(2016, 2, 8),  ymd(2017, 1, 28),
      ymd(2018, 2, 16), ymd(2019, 2, 5),  ymd(2020, 1, 25), ymd(2021, 2, 12),
      ymd(2022, 2, 1),  ymd(2023, 1, 22), ymd(2024, 2, 10), ymd(2025, 1, 29),
      ymd(2026, 2, 17), ymd(2027, 2, 6),  ymd(2028, 1, 26), ymd(2029, 2, 13)};
  for (const year_month_day day : days) {
    const int year = static_cast<int>(day.year());
    EXPECT_EQ(lunar_date(day), (LunarDate{year, 1, 1, false})) << year;
    const LunarDate eve = lunar_date(year_month_day{sys_days{day} - std::chrono::days{1}});
    EXPECT_EQ(eve.year, year - 1);
    EXPECT_EQ(eve.month, 12);
    EXPECT_GE(eve.day, 29);
  }
}

TEST(LunarDate, DiffersFromChinaWhereVietnamDoes) {
  EXPECT_EQ(lunar_date(ymd(1985, 1, 21)), (LunarDate{1985, 1, 1, false}));
  EXPECT_EQ(lunar_date(ymd(1985, 3, 21)), (LunarDate{1985, 2, 1, true}));
  EXPECT_EQ(lunar_date(ymd(2007, 2, 17)), (LunarDate{2007, 1, 1, false}));
  EXPECT_EQ(lunar_date(ymd(2030, 2, 2)), (LunarDate{2030, 1, 1, false}));
}

TEST(LunarDate, KnowsGioTo) {
  for (const year_month_day day : {ymd(2025, 4, 7), ymd(2026, 4, 26), ymd(2027, 4, 16)}) {
    const LunarDate lunar = lunar_date(day);
    EXPECT_EQ(lunar, (LunarDate{static_cast<int>(day.year()), 3, 10, false}));
  }
}

TEST(LunarDate, KnowsLeapMonths) {
  EXPECT_EQ(lunar_date(ymd(2025, 7, 25)), (LunarDate{2025, 6, 1, true}));
  EXPECT_EQ(lunar_date(ymd(2025, 7, 24)).leap, false);
  EXPECT_EQ(lunar_date(ymd(2025, 8, 23)), (LunarDate{2025, 7, 1, false}));
  EXPECT_EQ(lunar_date(ymd(2012, 5, 21)), (LunarDate{2012, 4, 1, true}));
  EXPECT_EQ(lunar_date(ymd(2014, 10, 24)), (LunarDate{2014, 9, 1, true}));
  EXPECT_EQ(lunar_date(ymd(2017, 7, 23)), (LunarDate{2017, 6, 1, true}));
  EXPECT_EQ(lunar_date(ymd(2020, 5, 23)), (LunarDate{2020, 4, 1, true}));
  EXPECT_EQ(lunar_date(ymd(2023, 3, 22)), (LunarDate{2023, 2, 1, true}));
}

TEST(LunarDate, TakesTheMonthBeforeWhereTheNewMoonComesLate) {
  EXPECT_EQ(lunar_date(ymd(2054, 5, 7)), (LunarDate{2054, 3, 30, false}));
  EXPECT_EQ(lunar_date(ymd(2054, 5, 8)), (LunarDate{2054, 4, 1, false}));
}

/// The lunar day that may follow another: the next of its month, or the first of the next month or
/// of its leap twin, after 29 or 30 days.
bool follows(const LunarDate& day, const LunarDate& next) {
  if (next.day == day.day + 1) {
    return next.day <= 30 && next.month == day.month && next.year == day.year &&
           next.leap == day.leap;
  }
  if (next.day != 1 || day.day < 29) return false;
  if (next.leap) return !day.leap && next.month == day.month && next.year == day.year;
  return next.month == day.month % 12 + 1 && next.year == day.year + (day.month == 12 ? 1 : 0);
}

TEST(LunarDate, GoesDayByDayWithoutAJumpForThreeCenturies) {
  sys_days day = ymd(1900, 1, 1);
  LunarDate lunar = lunar_date(year_month_day{day});
  for (const sys_days end = ymd(2200, 1, 1); day < end;) {
    day += std::chrono::days{1};
    const LunarDate next = lunar_date(year_month_day{day});
    ASSERT_TRUE(follows(lunar, next)) << solar_date_text(year_month_day{day});
    lunar = next;
  }
}

TEST(LunarDate, AnswersForAnyYear) {
  for (const int year : {-32767, -1, 0, 1582, 9999, 32767}) {
    const LunarDate lunar = lunar_date(ymd(year, 6, 15));
    EXPECT_GE(lunar.day, 1);
  }
}

TEST(LunarYearName, GoesRoundInSixtyYears) {
  EXPECT_EQ(lunar_year_name(2026), "Bính Ngọ");
  EXPECT_EQ(lunar_year_name(2025), "Ất Tỵ");
  EXPECT_EQ(lunar_year_name(2024), "Giáp Thìn");
  EXPECT_EQ(lunar_year_name(1984), "Giáp Tý");
  EXPECT_EQ(lunar_year_name(1968), "Mậu Thân");
  EXPECT_EQ(lunar_year_name(1945), "Ất Dậu");
  EXPECT_EQ(lunar_year_name(-1), lunar_year_name(59));
  EXPECT_EQ(lunar_year_name(-2147483647 - 1).empty(), false);
}

TEST(DateTexts, ReadAsVietnamWritesThem) {
  EXPECT_EQ(solar_date_text(ymd(2026, 11, 22)), "Chủ nhật, 22/11/2026");
  EXPECT_EQ(lunar_date_text(ymd(2026, 11, 22)), "14/10 Bính Ngọ");
  EXPECT_EQ(solar_date_text(ymd(2025, 7, 5)), "Thứ bảy, 05/07/2025");
  EXPECT_EQ(lunar_date_text(ymd(2025, 7, 25)), "1/6 nhuận Ất Tỵ");
  const char* names[] = {"Thứ hai", "Thứ ba",  "Thứ tư",  "Thứ năm",
                         "Thứ sáu", "Thứ bảy", "Chủ nhật"};
  for (unsigned i = 0; i < 7; ++i) {
    EXPECT_TRUE(solar_date_text(ymd(2026, 11, 16 + i)).starts_with(names[i])) << names[i];
  }
}

TEST(LocalTime, IsTheWallClockOfTheOffset) {
  const Instant late = sys_days{ymd(2026, 11, 21)} + 17h - 1ms;
  const LocalTime before = local_time(late, 420);
  EXPECT_EQ(before.day, ymd(2026, 11, 21));
  EXPECT_EQ(before.hour, 23);
  EXPECT_EQ(before.minute, 59);
  EXPECT_EQ(before.second, 59);
  const LocalTime after = local_time(late + 1ms, 420);
  EXPECT_EQ(after.day, ymd(2026, 11, 22));
  EXPECT_EQ(after.hour + after.minute + after.second, 0);
  EXPECT_EQ(local_time(late, -60).hour, 15);
  EXPECT_EQ(local_midnight(late, 420), sys_days{ymd(2026, 11, 20)} + 17h);
  EXPECT_EQ(local_midnight(late + 1ms, 420), sys_days{ymd(2026, 11, 21)} + 17h);
}

TEST(LocalTime, AnswersAtTheEndsOfTime) {
  for (const Instant instant : {Instant::min(), Instant::max()}) {
    for (const int offset : {-2147483647 - 1, 0, 2147483647}) {
      const LocalTime time = local_time(instant, offset);
      EXPECT_TRUE(time.day.ok());
      EXPECT_LT(time.hour, 24);
      local_midnight(instant, offset);
    }
  }
}

}  // namespace
}  // namespace bangtin
