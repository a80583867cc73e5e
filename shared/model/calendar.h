// Solar and lunar dates as Vietnam writes them. Pure. Thread: any.
// Source: Hồ Ngọc Đức's algorithm for the Vietnamese lunar calendar (UTC+7 since 1968).
#pragma once

#include <chrono>
#include <string>

#include "shared/base/clock.h"

namespace bangtin {

struct LunarDate {
  int year = 0;
  int month = 0;  ///< 1-12
  int day = 0;    ///< 1-30
  bool leap = false;
  auto operator<=>(const LunarDate&) const = default;
};

/// The lunar date of a solar day in Vietnam. Range: years 1900-2199.
LunarDate lunar_date(std::chrono::year_month_day day);

/// "Bính Ngọ": stem and branch of a lunar year.
std::string lunar_year_name(int lunar_year);

/// The local day and time of day of an instant.
struct LocalTime {
  std::chrono::year_month_day day;
  int hour = 0;
  int minute = 0;
  int second = 0;
};
LocalTime local_time(Instant instant, int utc_offset_minutes);

/// Midnight that begins the local day of `instant`.
Instant local_midnight(Instant instant, int utc_offset_minutes);
/// Midnight that begins this local day. Range: a day that exists.
Instant local_midnight(std::chrono::year_month_day day, int utc_offset_minutes);

/// "Chủ nhật, 22/11/2026", "Thứ hai ..." to "Thứ bảy ...": as boards show it.
std::string solar_date_text(std::chrono::year_month_day day);

/// "14/10 Bính Ngọ", a leap month as "1/6 nhuận Ất Tỵ".
std::string lunar_date_text(std::chrono::year_month_day day);

}  // namespace bangtin
