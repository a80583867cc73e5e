// RFC 5545 recurrence rules in local time: the one place that knows libical. Pure. Thread: any.
// Source: RFC 5545, 3.3.10 and 3.8.5.3.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/protocol/schedule_messages.h"

namespace bangtin {

/// Nothing when `rule` is an RRULE that we evaluate: FREQ of HOURLY, DAILY, WEEKLY, MONTHLY or
/// YEARLY with INTERVAL, COUNT or UNTIL, the BY parts (BYSETPOS by month and year only, by the hour
/// no BYWEEKNO and no nth weekday) and WKST; at most limits::kOccurrencesPerDayMax a day. UNTIL is
/// local time; with a Z it is UTC.
/// Errors: invalid "schedule.too_often" for what recurs by the minute or second or too often a day,
/// "schedule.recurrence" for what is no such rule.
Status check_recurrence(std::string_view rule);

/// The occurrences in [from, until) of a rule that began at `start` (DTSTART), in order, each once.
/// COUNT counts from `start`. `start` itself occurs only where the rule says so.
/// Errors: as check_recurrence; invalid "schedule.too_often" also when more than
/// limits::kRecurrenceStepsMax steps lead to `until`.
Result<std::vector<LocalMinute>> occurrences(std::string_view rule, LocalMinute start,
                                             LocalMinute from, LocalMinute until,
                                             int utc_offset_minutes);

}  // namespace bangtin
