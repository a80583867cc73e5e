// The commune's holidays: what is built in, what may be added, on which days they fall. Pure.
// Thread: any.
#pragma once

#include <cstddef>
#include <vector>

#include "manager/core/schedule.h"
#include "shared/protocol/holiday_messages.h"

namespace bangtin {

/// What holds until somebody says otherwise: the holidays of every worker in Vietnam.
/// Source: Bộ luật Lao động 2019, điều 112. It gives Tết Nguyên đán five days and Quốc khánh one
/// day beside 2/9, and leaves the choice of them to each year: here Tết lasts from the last day of
/// the lunar year to mùng 5, and Quốc khánh begins on 1/9, until the commune changes that.
std::vector<Holiday> default_holidays();

/// Whether some year, or the year that it says, has its first day.
bool has_day(const Holiday& holiday);

/// Nothing when the list can be kept: names that say something, days that some year has. Errors:
/// invalid with a key of assets/lang/holiday.*.json.
Status validate(const std::vector<Holiday>& holidays);

/// All of them from `first` to `last`, both counted, in order; of one day in the order of the list.
std::vector<HolidayDay> holiday_days(const std::vector<Holiday>& holidays,
                                     std::chrono::local_days first, std::chrono::local_days last);

/// The names of those that fall on this day, each once, in the order of the list.
std::vector<std::string> holiday_names(const std::vector<Holiday>& holidays,
                                       std::chrono::year_month_day day);

}  // namespace bangtin
