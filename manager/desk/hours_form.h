// The form of the hours of sound and panel: from what is typed to a timetable and back. Pure.
// Thread: any.
#pragma once

#include <string>
#include <vector>

#include "manager/desk/plan_state.h"

namespace bangtin::desk {

/// Names a place in requests and lists: "commune", "group.ID", "board.ID".
std::string hours_name(TimetableScope scope, const std::string& id);

/// What the form stands for; `problems` gets what is wrong, each with its field
/// ("hours.quiet.begin.0" ...) and a key.
Timetable timetable_of(const TimetableForm& form, std::vector<Problem>& problems);

/// The form of a place; of one that says nothing an empty one.
TimetableForm hours_form(TimetableScope scope, const std::string& id,
                         const std::vector<TimetableRecord>& records);

/// True when the place says something of its own.
bool says_hours(const std::vector<TimetableRecord>& records, TimetableScope scope,
                const std::string& id);

}  // namespace bangtin::desk
