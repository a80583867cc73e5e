// The forms of a schedule and of hours as past.h wants them: what of them a person typed and chose.
// Pure. Thread: any.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "manager/desk/plan_state.h"

namespace bangtin::desk {

std::vector<std::pair<std::string, std::string*>> texts_of(ScheduleForm& form);
bool same_contents(const ScheduleForm& a, const ScheduleForm& b);
void put_contents(ScheduleForm& form, const ScheduleForm& from);
/// The label of what differs; empty: several things, or none.
std::string difference(const ScheduleForm& a, const ScheduleForm& b);

std::vector<std::pair<std::string, std::string*>> texts_of(TimetableForm& form);
bool same_contents(const TimetableForm& a, const TimetableForm& b);
void put_contents(TimetableForm& form, const TimetableForm& from);
std::string difference(const TimetableForm& a, const TimetableForm& b);

}  // namespace bangtin::desk
