// The holidays of a commune as they travel and are stored (docs/PROTOCOL.md). Thread: any; pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/json.h"
#include "shared/base/result.h"

namespace bangtin {

enum class HolidayCalendar { Solar, Lunar };
std::string_view name_of(HolidayCalendar calendar);
bool from_name(std::string_view name, HolidayCalendar& out);

/// One holiday: its first day by one of the calendars, and how many days it lasts. A lunar one
/// never begins in a leap month. What no year has (30/2, 30/12 of a short lunar month) is no
/// holiday in that year.
struct Holiday {
  static constexpr int kYearly = 0;
  std::string name;
  HolidayCalendar calendar = HolidayCalendar::Solar;
  int day = 1;         ///< 1-31; lunar 1-30, or LunarDay::kLastDay of its month
  int month = 1;       ///< 1-12
  int year = kYearly;  ///< of its calendar: that one date only
  int days = 1;        ///< 1 to limits::kHolidayDaysMax
  bool operator==(const Holiday&) const = default;
};

/// Whoever changes the list sends it whole, with the revision that he saw.
struct HolidayList {
  std::vector<Holiday> holidays;
  std::int64_t revision = 0;  ///< 0: the list that is built in
  bool operator==(const HolidayList&) const = default;
};

Json to_json(const Holiday& holiday);
Status from_json(const Json& json, Holiday& out);
Json to_json(const HolidayList& list);
Status from_json(const Json& json, HolidayList& out);

}  // namespace bangtin
