// Holidays as people write and read them. Pure. Thread: any.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/protocol/holiday_messages.h"

namespace bangtin {

/// The first day of a holiday as a person writes it: "30/4" of every year, "14/11/2026" of that
/// one; lunar too "rằm/7", "mùng 1/1", "cuối/12". Spaces do not count. Name and days stay to be
/// said. Errors: invalid "holiday.solar_day", "holiday.lunar_day".
Result<Holiday> holiday_on(std::string_view date, HolidayCalendar calendar);

/// "30/4 hằng năm", "ngày cuối tháng 12 âm lịch hằng năm, 6 ngày", "14/11/2026".
std::string words_of(const Holiday& holiday);

/// One holiday in one year: "Thứ ba, 17/02/2026 (1/1 Bính Ngọ)"; of several days the first and the
/// last of them.
struct HolidayDate {
  std::size_t holiday = 0;  ///< index into the list
  std::chrono::year_month_day first, last;
  bool operator==(const HolidayDate&) const = default;
};

/// Those of which a day falls into `first` to `last`, both counted, by their first day.
std::vector<HolidayDate> holiday_dates(const std::vector<Holiday>& holidays,
                                       std::chrono::year_month_day first,
                                       std::chrono::year_month_day last);

std::string words_of(const HolidayDate& date);

}  // namespace bangtin
