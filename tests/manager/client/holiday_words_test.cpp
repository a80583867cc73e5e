#include "manager/client/holiday_words.h"

#include <gtest/gtest.h>

#include "manager/core/holidays.h"
#include "shared/base/texts.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

std::string told(const char* date, HolidayCalendar calendar) {
  const auto holiday = holiday_on(date, calendar);
  return holiday.ok() ? words_of(*holiday) : holiday.error().key;
}

TEST(HolidayWords, AreReadAndSaidAsPeopleWriteThem) {
  constexpr auto solar = HolidayCalendar::Solar, lunar = HolidayCalendar::Lunar;
  EXPECT_EQ(told("30/4", solar), "30/4 hằng năm");
  EXPECT_EQ(told(" 02 / 09 ", solar), "2/9 hằng năm");
  EXPECT_EQ(told("14/11/2026", solar), "14/11/2026");
  EXPECT_EQ(told("10/3", lunar), "10/3 âm lịch hằng năm");
  EXPECT_EQ(told("rằm/7", lunar), "15/7 âm lịch hằng năm");
  EXPECT_EQ(told("mùng 1/1/2027", lunar), "1/1/2027 âm lịch");
  EXPECT_EQ(told("cuoi/12", lunar), "ngày cuối tháng 12 âm lịch hằng năm");
  for (const char* wrong : {"", "30", "30/2", "31/4/2026", "4/30", "a/b", "1/1/0", "1/1/1", "1//2",
                            "1/1/2026/1", "-1/1", "rằm/7"}) {
    EXPECT_EQ(told(wrong, solar), "holiday.solar_day") << wrong;
  }
  for (const char* wrong : {"", "rằm", "31/1", "0/1", "1/13", "cuối", "1/1/x"}) {
    EXPECT_EQ(told(wrong, lunar), "holiday.lunar_day") << wrong;
  }
  EXPECT_EQ(words_of(default_holidays()[1]), "ngày cuối tháng 12 âm lịch hằng năm, 6 ngày");
}

TEST(HolidayWords, TellEachHolidayOfATimeOnceWithBothCalendars) {
  const std::vector<Holiday> holidays = default_holidays();
  const auto dates = holiday_dates(holidays, 2027y / 2 / 7, 2027y / 12 / 31);
  std::vector<std::string> said;
  for (const HolidayDate& date : dates) {
    said.push_back(holidays[date.holiday].name + ": " + words_of(date));
  }
  EXPECT_EQ(said, (std::vector<std::string>{
                      "Tết Nguyên đán: Thứ sáu, 05/02/2027 (29/12 Bính Ngọ) – Thứ tư, 10/02/2027 "
                      "(5/1 Đinh Mùi)",
                      "Giỗ Tổ Hùng Vương: Thứ sáu, 16/04/2027 (10/3 Đinh Mùi)",
                      "Ngày Chiến thắng: Thứ sáu, 30/04/2027 (24/3 Đinh Mùi)",
                      "Ngày Quốc tế lao động: Thứ bảy, 01/05/2027 (25/3 Đinh Mùi)",
                      "Quốc khánh: Thứ tư, 01/09/2027 (1/8 Đinh Mùi) – Thứ năm, 02/09/2027 (2/8 "
                      "Đinh Mùi)"}));
}

}  // namespace
}  // namespace bangtin
