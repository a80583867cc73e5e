#include "manager/core/holidays.h"

#include <algorithm>

#include "shared/base/holiday_limits.h"
#include "shared/base/limits.h"

namespace bangtin {
namespace {

using std::chrono::local_days;
using std::chrono::year_month_day;

Error no_holiday(std::string what, const char* key) {
  return {Code::Invalid, std::move(what), key};
}

/// Whether any year has this day: 29/2 has, 30/2 has not.
bool is_solar_day(const Holiday& holiday) {
  constexpr int kLeapYear = 2000;
  if (holiday.day < 1 || holiday.month < 1) return false;
  const int year = holiday.year == Holiday::kYearly ? kLeapYear : holiday.year;
  return (std::chrono::year{year} / holiday.month / holiday.day).ok();
}

bool is_lunar_day(const Holiday& holiday) {
  const bool day = holiday.day == LunarDay::kLastDay || (holiday.day >= 1 && holiday.day <= 30);
  return day && holiday.month >= 1 && holiday.month <= 12;
}

Status check_holiday(const Holiday& holiday) {
  if (holiday.name.find_first_not_of(' ') == std::string::npos) {
    return no_holiday("no name", "holiday.name_missing");
  }
  if (!has_day(holiday)) {
    const bool solar = holiday.calendar == HolidayCalendar::Solar;
    return no_holiday(std::to_string(holiday.day) + "/" + std::to_string(holiday.month),
                      solar ? "holiday.solar_day" : "holiday.lunar_day");
  }
  if (holiday.days < 1 || holiday.days > limits::kHolidayDaysMax) {
    return no_holiday(std::to_string(holiday.days) + " days", "holiday.days");
  }
  return {};
}

/// Time of day does not count: midnight of a local day as if the commune lay at 0 degrees.
Instant midnight(local_days day) { return Instant(day.time_since_epoch()); }

}  // namespace

std::vector<Holiday> default_holidays() {
  const auto solar = [](const char* name, int day, int month, int days = 1) {
    return Holiday{name, HolidayCalendar::Solar, day, month, Holiday::kYearly, days};
  };
  const auto lunar = [](const char* name, int day, int month, int days = 1) {
    return Holiday{name, HolidayCalendar::Lunar, day, month, Holiday::kYearly, days};
  };
  return {solar("Tết Dương lịch", 1, 1),        lunar("Tết Nguyên đán", LunarDay::kLastDay, 12, 6),
          lunar("Giỗ Tổ Hùng Vương", 10, 3),    solar("Ngày Chiến thắng", 30, 4),
          solar("Ngày Quốc tế lao động", 1, 5), solar("Quốc khánh", 1, 9, 2)};
}

bool has_day(const Holiday& holiday) {
  const bool year = holiday.year == Holiday::kYearly || (holiday.year >= limits::kScheduleYearMin &&
                                                         holiday.year <= limits::kScheduleYearMax);
  if (!year) return false;
  return holiday.calendar == HolidayCalendar::Solar ? is_solar_day(holiday) : is_lunar_day(holiday);
}

Status validate(const std::vector<Holiday>& holidays) {
  if (holidays.size() > limits::kHolidaysMax) {
    return no_holiday("too many holidays", "holiday.too_many");
  }
  for (const Holiday& holiday : holidays) {
    TRY(check_holiday(holiday));
    if (std::ranges::count(holidays, holiday) > 1) {
      return no_holiday(holiday.name, "holiday.twice");
    }
  }
  return {};
}

std::vector<HolidayDay> holiday_days(const std::vector<Holiday>& holidays, local_days first,
                                     local_days last) {
  std::vector<HolidayDay> all;
  const LunarDays calendar({midnight(first), midnight(last), 0}, holidays);
  for (local_days day = first; day <= last; day += std::chrono::days(1)) {
    for (const HolidayDay& found : calendar.holidays_on(day)) all.push_back(found);
  }
  return all;
}

std::vector<std::string> holiday_names(const std::vector<Holiday>& holidays, year_month_day day) {
  std::vector<std::string> names;
  for (const HolidayDay& found : holiday_days(holidays, local_days(day), local_days(day))) {
    const std::string& name = holidays[found.holiday].name;
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  return names;
}

}  // namespace bangtin
