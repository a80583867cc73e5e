// The members of schedules and timetables. For the .cpp files of this folder. Thread: any.
#pragma once

#include "shared/base/limits.h"
#include "shared/protocol/json_fields.h"
#include "shared/protocol/schedule_messages.h"

namespace bangtin {

constexpr std::size_t kWeekdaysMax = 7;

template <class Visitor, Is<LunarDay> Value>
void fields(Visitor& field, Value& lunar) {
  field("day", lunar.day);
  field("month", lunar.month);
}

template <class Visitor, Is<ScheduleRule> Value>
void fields(Visitor& field, Value& rule) {
  field("from_day", rule.from_day);
  field("until_day", rule.until_day);
  field.list("weekdays", rule.weekdays, kWeekdaysMax);
  field("recurrence", rule.recurrence);
  field.list("lunar_days", rule.lunar_days, limits::kLunarDaysMax);
  field("leap_months", rule.leap_months);
  field("holidays", rule.holidays);
  field.list("except_days", rule.except_days, limits::kExceptDaysMax);
  field.rare_list("except_times", rule.except_times, limits::kExceptDaysMax);
  field.rare_list("also_at", rule.also_at, limits::kExceptDaysMax);
  field("begin", rule.begin);
  field("end", rule.end);
}

template <class Visitor, Is<Schedule> Value>
void fields(Visitor& field, Value& schedule) {
  field.list("rules", schedule.rules, limits::kRulesPerPlaylistMax);
  field("priority", schedule.priority);
  field("layout", schedule.layout);
  field("zone", schedule.zone);
  field("drawn", schedule.drawn);
}

template <class Visitor, Is<HoursRow> Value>
void fields(Visitor& field, Value& row) {
  field.list("weekdays", row.weekdays, kWeekdaysMax);
  field("begin", row.begin);
  field("end", row.end);
}

template <class Visitor, Is<Hours> Value>
void fields(Visitor& field, Value& hours) {
  field.list("rows", hours.rows, limits::kTimetableRowsMax);
}

template <class Visitor, Is<Timetable> Value>
void fields(Visitor& field, Value& timetable) {
  field("quiet", timetable.quiet);
  field("panel_on", timetable.panel_on);
}

template <class Visitor, Is<TimetableRecord> Value>
void fields(Visitor& field, Value& record) {
  field("scope", record.scope);
  field("id", record.id);
  field("timetable", record.timetable);
}

}  // namespace bangtin
