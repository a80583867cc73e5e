// Schedules as a clerk writes and reads them: "t2-t6", "21:00-06:00", "rằm, mùng 1". Pure but for
// the language of the answers. Thread: any.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/protocol/schedule_messages.h"

namespace bangtin {

/// The parts of a rule as they are typed; what is empty is not said.
struct RuleWords {
  std::string weekdays;             ///< "t2-t6", "t7,cn"
  std::string from;                 ///< "06:00"
  std::string to;                   ///< "21:00"; not after `from`: on the day after
  std::string dates;                ///< "2026-11-01..2026-12-31", either end may be left out
  std::string recurrence;           ///< "FREQ=WEEKLY;INTERVAL=2"
  std::string lunar;                ///< "ram,mung1,cuoi,10/3,cuoi/12"
  std::string leap;                 ///< "tinh" | "bo": whether leap months count
  std::string holidays;             ///< "chi" | "tru": only on holidays, or never on them
  std::vector<std::string> except;  ///< "20/11/2026", or "20/11/2026 08:00" for what begins then
  std::vector<std::string> also;    ///< "20/11/2026 08:00": it begins then too
};

/// Errors: invalid with a key of schedule.*.json and the words that were not understood. What is
/// understood may still be refused by validate().
Result<ScheduleRule> rule_from(const RuleWords& words);

/// "t2-t6 21:00-06:00" or "21:00-06:00". Errors: as rule_from.
Result<HoursRow> hours_row_from(std::string_view words);

/// "2026-11-22" or "22/11/2026"; nothing on anything else.
std::optional<std::chrono::year_month_day> day_from_words(std::string_view words);

/// "2026-11-22 08:00", "22/11/2026 08:00"; nothing on anything else.
std::optional<LocalMinute> local_minute_from_words(std::string_view words);

/// "rằm", "mùng1", "15", "10/3", "cuối/12" without spaces; nothing on anything else.
std::optional<LunarDay> lunar_day_from_words(std::string_view word);

/// "22/11/2026 08:00".
std::string minute_words(LocalMinute minute);
/// "21:00-06:00 hôm sau".
std::string hours_words(std::chrono::minutes begin, std::chrono::minutes end);
/// "15", "10/3", "cuối tháng/12".
std::string lunar_words(const LunarDay& lunar);

/// "chỉ ngày lễ", "trừ ngày lễ".
std::string holiday_words(OnHolidays on);

/// "thứ hai - thứ sáu, 06:00-21:00, từ 01/11/2026 đến 31/12/2026"; in the language of texts.h.
std::string words_of(const ScheduleRule& rule);
std::string words_of(const HoursRow& row);
/// "ưu tiên 5"; of the lowest "tin nền".
std::string priority_words(int priority);
/// A line for the priority, layout and zone, and one for each rule. `drawn_name`: of the layout
/// that the schedule names, where it names one of the commune's own.
std::string words_of(const Schedule& schedule, std::string_view drawn_name = {});

}  // namespace bangtin
