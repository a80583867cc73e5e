#include "manager/desk/drawn_hours.h"

#include <gtest/gtest.h>

#include "shared/model/calendar.h"

namespace bangtin::desk {
namespace {

using namespace std::chrono_literals;

BoardDay sunday() {
  BoardDay day;
  day.from = local_midnight(std::chrono::year(2026) / 11 / 22, 420);
  day.until = day.from + 24h;
  return day;
}

ScheduleForm form_with(std::vector<HoursForm> hours) {
  ScheduleForm form;
  form.hours = std::move(hours);
  return form;
}

TEST(DrawnHours, AreTheRowsThatAreOnThatDay) {
  ScheduleForm form = form_with({{"06:00", "07:30"}, {"17:00", "24:00"}});
  const std::vector<DrawnHours> both{{0, 6h, 7h + 30min}, {1, 17h, 24h}};
  EXPECT_EQ(drawn_hours(form, sunday(), {}), both);
  form.weekdays[0] = true;  // Mondays.
  EXPECT_TRUE(drawn_hours(form, sunday(), {}).empty());
  form.weekdays[6] = true;
  EXPECT_EQ(drawn_hours(form, sunday(), {}), both);
}

TEST(DrawnHours, OfAFormWithoutRowsAreTheWholeDay) {
  EXPECT_EQ(drawn_hours(form_with({}), sunday(), {}), (std::vector<DrawnHours>{{0, 0h, 24h}}));
}

TEST(DrawnHours, LeaveOutWhatIsNotOneStretchOfTheDay) {
  EXPECT_EQ(drawn_hours(form_with({{"22:00", "05:00"}, {"06:00", "07:00"}}), sunday(), {}),
            (std::vector<DrawnHours>{{1, 6h, 7h}}));
  EXPECT_TRUE(drawn_hours(form_with({{"06:00", "lúc trưa"}}), sunday(), {}).empty());
  ScheduleForm other = form_with({});
  other.other = true;
  EXPECT_TRUE(drawn_hours(other, sunday(), {}).empty());
  ScheduleForm excepted = form_with({{"06:00", "07:00"}});
  excepted.except = "22/11/2026";
  EXPECT_TRUE(drawn_hours(excepted, sunday(), {}).empty());
  const std::vector<Holiday> holidays{{"Hội làng", HolidayCalendar::Solar, 22, 11, 2026, 1}};
  ScheduleForm festive = form_with({{"06:00", "07:00"}});
  festive.holidays = 1;
  EXPECT_TRUE(drawn_hours(festive, sunday(), {}).empty());
  EXPECT_EQ(drawn_hours(festive, sunday(), holidays).size(), 1U);
}

TEST(WithHours, ReplacesTheRowAndKeepsTheRest) {
  const ScheduleForm form = form_with({{"06:00", "07:30"}, {"17:00", "18:00"}});
  EXPECT_EQ(with_hours(form, {1, 16h + 45min, 24h}).hours,
            (std::vector<HoursForm>{{"06:00", "07:30"}, {"16:45", "24:00"}}));
}

TEST(WithHours, TheWholeDayIsNoRow) {
  EXPECT_EQ(with_hours(form_with({}), {0, 0h, 20h}).hours,
            (std::vector<HoursForm>{{"00:00", "20:00"}}));
  EXPECT_TRUE(with_hours(form_with({{"00:00", "20:00"}}), {0, 0h, 24h}).hours.empty());
}

TEST(SaysOther, IsToldByTheScheduleNotByTheTyping) {
  ScheduleForm form = form_with({});
  EXPECT_FALSE(says_other(form));
  form.hours = {{"6:00", "7:30"}};
  EXPECT_TRUE(says_other(form));
}

}  // namespace
}  // namespace bangtin::desk
