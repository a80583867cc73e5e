#include "manager/client/holiday_words.h"

#include <algorithm>

#include "manager/client/schedule_words.h"
#include "manager/core/holidays.h"
#include "manager/core/local_time.h"
#include "shared/base/ascii.h"
#include "shared/base/texts.h"
#include "shared/model/calendar.h"

namespace bangtin {
namespace {

using std::chrono::local_days;
using std::chrono::year_month_day;

/// "Thứ ba, 17/02/2026 (1/1 Bính Ngọ)"
std::string day_words(year_month_day day) {
  return full_date_words(day) + " (" + lunar_date_text(day) + ")";
}

/// 1 to 9999, digits alone; 0 on anything else.
int number_of(std::string_view word) {
  constexpr std::size_t kDigitsMax = 4;
  if (word.empty() || word.size() > kDigitsMax) return 0;
  int number = 0;
  for (const char c : word) {
    if (c < '0' || c > '9') return 0;
    number = 10 * number + (c - '0');
  }
  return number;
}

}  // namespace

Result<Holiday> holiday_on(std::string_view date, HolidayCalendar calendar) {
  const bool solar = calendar == HolidayCalendar::Solar;
  const Error wrong{Code::Invalid, "\"" + std::string(date.substr(0, 100)) + "\"",
                    solar ? "holiday.solar_day" : "holiday.lunar_day"};
  Holiday holiday;
  holiday.calendar = calendar;
  std::string text(date);
  std::erase(text, ' ');
  const std::size_t month = text.find('/');
  if (month == text.npos) return wrong;
  const std::size_t year = text.find('/', month + 1);
  if (year != text.npos) {
    holiday.year = number_of(std::string_view(text).substr(year + 1));
    if (holiday.year == 0) return wrong;
    text.erase(year);
  }
  if (solar) {
    holiday.day = number_of(std::string_view(text).substr(0, month));
    holiday.month = number_of(std::string_view(text).substr(month + 1));
  } else {
    const auto lunar = lunar_day_from_words(text);
    if (!lunar || lunar->month == 0) return wrong;
    holiday.day = lunar->day;
    holiday.month = lunar->month;
  }
  if (!has_day(holiday)) return wrong;
  return holiday;
}

std::string words_of(const Holiday& holiday) {
  const bool lunar = holiday.calendar == HolidayCalendar::Lunar;
  const std::string month = std::to_string(holiday.month);
  std::string words = holiday.day == LunarDay::kLastDay
                          ? text("holiday.last_day", {{"month", month}})
                          : std::to_string(holiday.day) + "/" + month;
  if (holiday.year != Holiday::kYearly) words += "/" + std::to_string(holiday.year);
  if (lunar) words = text("holiday.lunar", {{"day", words}});
  if (holiday.year == Holiday::kYearly) words = text("holiday.yearly", {{"day", words}});
  if (holiday.days == 1) return words;
  return words + ", " + text("holiday.lasts", {{"days", std::to_string(holiday.days)}});
}

std::vector<HolidayDate> holiday_dates(const std::vector<Holiday>& holidays, year_month_day first,
                                       year_month_day last) {
  std::vector<HolidayDate> dates;
  for (const HolidayDay& day : holiday_days(holidays, local_days(first), local_days(last))) {
    const local_days begin = day.day - std::chrono::days(day.nth - 1);
    const local_days end = begin + std::chrono::days(holidays[day.holiday].days - 1);
    const HolidayDate date{day.holiday, year_month_day(begin), year_month_day(end)};
    if (std::ranges::find(dates, date) == dates.end()) dates.push_back(date);
  }
  std::ranges::stable_sort(dates, {}, &HolidayDate::first);
  return dates;
}

std::string words_of(const HolidayDate& date) {
  if (date.first == date.last) return day_words(date.first);
  return day_words(date.first) + " – " + day_words(date.last);
}

}  // namespace bangtin
