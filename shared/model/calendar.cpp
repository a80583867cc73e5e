#include "shared/model/calendar.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numbers>

namespace bangtin {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr double kTimeZone_days = 7.0 / 24.0;
constexpr double kSynodicMonth_days = 29.530588853;
/// The new moon of 1900-01-01, from which months are counted, as a Julian date.
constexpr double kFirstNewMoon_jd = 2415021.076998695;
constexpr double kRadians = std::numbers::pi / 180.0;

/// Number of the Julian day that begins at noon of a civil day.
int julian_day(year_month_day day) {
  constexpr int kJulianDayOf1970 = 2440588;
  return static_cast<int>(sys_days{day}.time_since_epoch().count()) + kJulianDayOf1970;
}

double sine(double degrees) { return std::sin(degrees * kRadians); }

/// The instant of new moon number `k` after that of 1900-01-01, as a Julian date in UT.
/// Source: Meeus, Astronomical Formulae for Calculators, as Hồ Ngọc Đức uses it.
double new_moon(int k) {
  const double t = k / 1236.85;  // centuries since 1900-01-00.5
  const double t2 = t * t;
  const double t3 = t2 * t;
  double mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t2 - 0.000000155 * t3;
  mean += 0.00033 * sine(166.56 + 132.87 * t - 0.009173 * t2);
  const double sun = 359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3;
  const double moon = 306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3;
  const double latitude = 21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3;
  double shift = (0.1734 - 0.000393 * t) * sine(sun) + 0.0021 * sine(2 * sun);
  shift += -0.4068 * sine(moon) + 0.0161 * sine(2 * moon) - 0.0004 * sine(3 * moon);
  shift += 0.0104 * sine(2 * latitude) - 0.0051 * sine(sun + moon);
  shift += -0.0074 * sine(sun - moon) + 0.0004 * sine(2 * latitude + sun);
  shift += -0.0004 * sine(2 * latitude - sun) - 0.0006 * sine(2 * latitude + moon);
  shift += 0.0010 * sine(2 * latitude - moon) + 0.0005 * sine(2 * moon + sun);
  const double delta_t = -0.000278 + 0.000265 * t + 0.000262 * t2;
  return mean + shift - delta_t;
}

int new_moon_day(int k) { return static_cast<int>(std::floor(new_moon(k) + 0.5 + kTimeZone_days)); }

/// In which twelfth of its yearly way the sun stands as the day begins in Vietnam: 0 from the
/// March equinox, 9 from the December solstice.
int sun_twelfth(int jd) {
  const double t = (jd - 0.5 - kTimeZone_days - 2451545.0) / 36525.0;
  const double t2 = t * t;
  const double anomaly = 357.52910 + 35999.05030 * t - 0.0001559 * t2 - 0.00000048 * t * t2;
  const double mean = 280.46645 + 36000.76983 * t + 0.0003032 * t2;
  const double centre = (1.914600 - 0.004817 * t - 0.000014 * t2) * sine(anomaly) +
                        (0.019993 - 0.000101 * t) * sine(2 * anomaly) +
                        0.000290 * sine(3 * anomaly);
  const double longitude = mean + centre;
  return static_cast<int>(std::floor((longitude - 360.0 * std::floor(longitude / 360.0)) / 30.0));
}

/// The day on which lunar month 11 of a solar year begins: the month of the December solstice.
int month_11(int solar_year) {
  const year_month_day last = std::chrono::year{solar_year} / 12 / 31;
  const int k = static_cast<int>(std::floor((julian_day(last) - 2415021) / kSynodicMonth_days));
  const int start = new_moon_day(k);
  return sun_twelfth(start) >= 9 ? new_moon_day(k - 1) : start;
}

/// How many months after a month 11 the leap month comes: the first without a principal term.
int leap_month_offset(int month_11_day) {
  const int k =
      static_cast<int>(std::floor((month_11_day - kFirstNewMoon_jd) / kSynodicMonth_days + 0.5));
  int twelfth = sun_twelfth(new_moon_day(k + 1));
  for (int i = 2; i < 14; ++i) {
    const int next = sun_twelfth(new_moon_day(k + i));
    if (next == twelfth) return i - 1;
    twelfth = next;
  }
  return 13;
}

/// Instants that a calendar can say, so that no sum leaves its range.
Instant in_calendar(Instant instant) {
  constexpr Instant kFirst = sys_days{std::chrono::year{0} / 1 / 2};
  constexpr Instant kLast = sys_days{std::chrono::year{9999} / 12 / 31};
  return std::clamp(instant, kFirst, kLast);
}

std::chrono::minutes bounded_offset(int utc_offset_minutes) {
  return std::chrono::minutes(std::clamp(utc_offset_minutes, -24 * 60, 24 * 60));
}

}  // namespace

LunarDate lunar_date(year_month_day day) {
  const int today = julian_day(day);
  const int year = static_cast<int>(day.year());
  // The true new moon strays from the mean one: the month may be the one before or after.
  int k = static_cast<int>(std::floor((today - kFirstNewMoon_jd) / kSynodicMonth_days)) + 1;
  int month_start = new_moon_day(k);
  while (month_start > today) month_start = new_moon_day(--k);

  LunarDate lunar;
  int first = month_11(year);
  int next = first;
  if (first >= month_start) {
    lunar.year = year;
    first = month_11(year - 1);
  } else {
    lunar.year = year + 1;
    next = month_11(year + 1);
  }
  const int months = (month_start - first) / 29;
  lunar.day = today - month_start + 1;
  lunar.month = months + 11;
  if (next - first > 365) {  // 13 months from one solstice to the next: one of them is leap
    const int leap = leap_month_offset(first);
    if (months >= leap) lunar.month = months + 10;
    lunar.leap = months == leap;
  }
  if (lunar.month > 12) lunar.month -= 12;
  if (lunar.month >= 11 && months < 4) --lunar.year;
  return lunar;
}

std::string lunar_year_name(int lunar_year) {
  static constexpr std::array kStems = {"Giáp", "Ất",   "Bính", "Đinh", "Mậu",
                                        "Kỷ",   "Canh", "Tân",  "Nhâm", "Quý"};
  static constexpr std::array kBranches = {"Tý",  "Sửu", "Dần",  "Mão", "Thìn", "Tỵ",
                                           "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"};
  // The year 4 began a round of sixty.
  const auto turn =
      static_cast<std::size_t>(((static_cast<std::int64_t>(lunar_year) - 4) % 60 + 60) % 60);
  return std::string(kStems[turn % kStems.size()]) + " " + kBranches[turn % kBranches.size()];
}

LocalTime local_time(Instant instant, int utc_offset_minutes) {
  const Instant local = in_calendar(instant) + bounded_offset(utc_offset_minutes);
  const auto day = std::chrono::floor<days>(local);
  const std::chrono::hh_mm_ss time{std::chrono::floor<Seconds>(local - day)};
  return {year_month_day{day}, static_cast<int>(time.hours().count()),
          static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count())};
}

Instant local_midnight(Instant instant, int utc_offset_minutes) {
  const auto offset = bounded_offset(utc_offset_minutes);
  return std::chrono::floor<days>(in_calendar(instant) + offset) - offset;
}

Instant local_midnight(year_month_day day, int utc_offset_minutes) {
  return Instant(std::chrono::sys_days(day)) - bounded_offset(utc_offset_minutes);
}

std::string solar_date_text(year_month_day day) {
  static constexpr std::array kWeekdays = {"Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư",
                                           "Thứ năm",  "Thứ sáu", "Thứ bảy"};
  std::array<char, 32> text{};
  const int length =
      std::snprintf(text.data(), text.size(), ", %02u/%02u/%d", static_cast<unsigned>(day.day()),
                    static_cast<unsigned>(day.month()), static_cast<int>(day.year()));
  return kWeekdays[std::chrono::weekday{sys_days{day}}.c_encoding()] +
         std::string(text.data(), static_cast<std::size_t>(length));
}

std::string lunar_date_text(year_month_day day) {
  const LunarDate lunar = lunar_date(day);
  return std::to_string(lunar.day) + "/" + std::to_string(lunar.month) +
         (lunar.leap ? " nhuận " : " ") + lunar_year_name(lunar.year);
}

}  // namespace bangtin
