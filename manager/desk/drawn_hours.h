// Hours of a playlist that a person draws to others in the lanes of a day. Pure. Thread: any.
#pragma once

#include <chrono>
#include <vector>

#include "manager/desk/plan_state.h"

namespace bangtin::desk {

/// The rows of the form as they are on during the day. Left to the form itself: rows over midnight,
/// rows that are on for part of the day only, and rules that no form says.
std::vector<DrawnHours> drawn_hours(const ScheduleForm& form, const BoardDay& day,
                                    const std::vector<Holiday>& holidays);

/// The form with that row at other hours. The whole day is no row.
ScheduleForm with_hours(ScheduleForm form, const DrawnHours& drawn);

/// Whether saving the form would change the schedule that the server has.
bool says_other(const ScheduleForm& form);

}  // namespace bangtin::desk
