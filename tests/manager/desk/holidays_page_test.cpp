// The commune's holidays on the page of the settings, by clicks.
#include "manager/core/holidays.h"
#include "tests/manager/desk/desk_window.h"

namespace bangtin::desk {
namespace {

class HolidaysPage : public testing::Test {
 protected:
  HolidaysPage() {
    server_.now = *from_iso8601("2026-11-22T01:00:00.000Z");
    server_.add_account("quantri", "Phạm Thị Quản", {Role::Administrator});
  }
  static void open(DeskWindow& window) {
    window.sign_in("quantri");
    window.click("go.settings");
    window.driver.idle();
    window.click("settings.holidays");
    window.driver.idle();
  }
  static void expect_clean(DeskWindow& window) {
    for (const std::string& found : window.driver.lint()) ADD_FAILURE() << found;
  }
  const std::vector<Holiday>& kept() const { return server_.holiday_list.holidays; }

  FakeDeskServer server_;
};

TEST_F(HolidaysPage, TellsTheComingDatesWithTheirWeekdaysByBothCalendars) {
  DeskWindow window(server_);
  open(window);
  EXPECT_READS(window, "6 ngày lễ");
  EXPECT_READS(window, "ngày cuối tháng 12 âm lịch hằng năm, 6 ngày");
  EXPECT_READS(window, "Thứ sáu, 05/02/2027 (29/12 Bính Ngọ)");
  EXPECT_READS(window, "Thứ sáu, 16/04/2027 (10/3 Đinh Mùi)");
  expect_clean(window);
}

TEST_F(HolidaysPage, OneIsAddedBySolarOrLunarDateAndFaultsAreSaid) {
  DeskWindow window(server_);
  open(window);
  EXPECT_FALSE(window.driver.enabled("holiday.add"));
  window.fill("holiday.name", "Hội làng");
  window.fill("holiday.date", "30/2");
  window.click("holiday.add");
  EXPECT_READS(window, "không năm nào có ngày ấy");
  expect_clean(window);
  window.fill("holiday.date", "14/12/2026");
  window.fill("holiday.days", "20");
  window.click("holiday.add");
  EXPECT_READS(window, "từ 1 đến 15 ngày");
  window.fill("holiday.days", "2");
  window.click("holiday.add");
  EXPECT_READS(window, "Đã lưu ngày lễ");
  EXPECT_EQ(kept().back(), (Holiday{"Hội làng", HolidayCalendar::Solar, 14, 12, 2026, 2}));
  window.wait(Millis(6'000));
  EXPECT_READS(window, "Thứ hai, 14/12/2026 (6/11 Bính Ngọ)");

  window.click("holiday.calendar");
  window.click("holiday.calendar.1");
  window.fill("holiday.name", "Vu Lan");
  window.fill("holiday.date", "rằm/7");
  window.click("holiday.add");
  EXPECT_EQ(kept().back(), (Holiday{"Vu Lan", HolidayCalendar::Lunar, 15, 7, 0, 1}));
  EXPECT_EQ(kept().size(), 8U);
}

TEST_F(HolidaysPage, TheNextOneIsTypedWhileTheLastIsSaved) {
  DeskWindow window(server_);
  open(window);
  window.fill("holiday.name", "Hội làng");
  window.fill("holiday.date", "14/12/2026");
  window.fill("holiday.days", "2");
  window.desk.apply({HolidayStep{AddHoliday{}}}, server_.now);
  const std::vector<Request> sent = window.desk.take_requests();
  ASSERT_EQ(sent.size(), 1U);
  window.fill("holiday.name", "Vu Lan");
  window.fill("holiday.days", "3");
  for (const Report& report : window.work.handle(sent[0], server_.now)) {
    window.desk.take(report, server_.now);
  }
  const HolidayForm& form = window.desk.state().settings.holiday;
  EXPECT_EQ(kept().back().name, "Hội làng");
  EXPECT_EQ(form.name, "Vu Lan");
  EXPECT_EQ(form.date, "") << "it was sent";
  EXPECT_EQ(form.days, "3");
}

TEST_F(HolidaysPage, WhatWasRemovedComesBackToItsPlace) {
  DeskWindow window(server_);
  open(window);
  window.click("holiday.remove.1");
  EXPECT_EQ(kept().size(), 5U);
  EXPECT_EQ(kept()[1].name, "Giỗ Tổ Hùng Vương");
  window.wait(Millis(6'000));
  EXPECT_READS(window, "Đã bỏ “Tết Nguyên đán”.");
  expect_clean(window);
  window.click("holiday.undo");
  EXPECT_EQ(kept(), default_holidays());
  window.wait(Millis(6'000));
  EXPECT_FALSE(window.driver.has("holiday.undo"));
}

TEST_F(HolidaysPage, AChangeOfAnotherPersonIsNotOverwritten) {
  DeskWindow window(server_);
  open(window);
  server_.holiday_list = {{default_holidays()[0]}, 1};
  window.click("holiday.remove.5");
  EXPECT_READS(window, "Người khác vừa sửa danh sách ngày lễ.");
  EXPECT_EQ(kept().size(), 1U);
}

}  // namespace
}  // namespace bangtin::desk
