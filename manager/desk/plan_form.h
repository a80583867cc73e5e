// The form of a playlist's schedule: from what is typed to the rules of the core and back, and the
// rules in words. Pure. Thread: any.
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "manager/desk/plan_state.h"

namespace bangtin::desk {

/// The schedule that the form stands for; `problems` gets what is wrong, each with its field
/// ("plan.from" ...) and a key. Layout and zone are those of the base.
Schedule schedule_of(const ScheduleForm& form, std::vector<Problem>& problems);

/// The form of a playlist as the server has it. Rules that no form says (set by the command line)
/// leave it empty, and `other` is set.
ScheduleForm form_of(const PlaylistRecord& playlist);

/// "07:30", "7:30"; spaces around do not count. Nothing on anything else, also on 24:00.
std::optional<std::chrono::minutes> time_of_day_in(std::string_view typed);
/// The same up to 24:00, without 00:00.
std::optional<std::chrono::minutes> end_of_day_in(std::string_view typed);

/// Those that are ticked, in the order of the week.
std::vector<Weekday> ticked_weekdays(const std::array<bool, 7>& ticks);

/// The value after `name` in a recurrence: "2" after "INTERVAL=" in "FREQ=WEEKLY;INTERVAL=2"; empty
/// when it is not there.
std::string_view part_of(std::string_view recurrence, std::string_view name);
/// The days of "MO,TU", in the order of the week.
std::vector<Weekday> weekdays_in(std::string_view list);

/// Brings problems, summary and next times up to what is typed.
void review(ScheduleForm& form, Instant now, int utc_offset_minutes,
            const std::vector<Holiday>& holidays);

/// When the schedule is on from `now`, the first `count` times inside the next 400 days. One that
/// is on at `now` counts. `schedule` is one that validate() accepts.
std::vector<Span> next_times(const Schedule& schedule, Instant now, int utc_offset_minutes,
                             const std::vector<Holiday>& holidays, std::size_t count);

/// "Thứ hai đến thứ sáu, 07:00-07:30, từ 01/12/2026 đến 31/12/2026, trừ 25/12"; rules for the same
/// days are one sentence with several hours, other rules follow after "; ".
std::string summary_of(const Schedule& schedule);

}  // namespace bangtin::desk
