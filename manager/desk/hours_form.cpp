#include "manager/desk/hours_form.h"

#include <algorithm>

#include "manager/desk/plan_form.h"

namespace bangtin::desk {
namespace {

std::optional<Hours> hours_of(const HoursPartForm& part, const std::string& field,
                              std::vector<Problem>& problems) {
  const auto choice = static_cast<HoursChoice>(part.choice);
  if (choice == HoursChoice::Wider) return std::nullopt;
  Hours hours;
  if (choice == HoursChoice::Never) return hours;
  if (part.rows.empty()) problems.push_back({"plan.rest.no_rows", field});
  for (std::size_t i = 0; i < part.rows.size(); ++i) {
    const HoursRowForm& typed = part.rows[i];
    const std::string number = std::to_string(i);
    const auto begin = time_of_day_in(typed.hours.begin);
    const auto end = end_of_day_in(typed.hours.end);
    if (!begin) problems.push_back({"plan.hour_wrong", field + ".begin." + number});
    if (!end) problems.push_back({"plan.end_wrong", field + ".end." + number});
    HoursRow& row = hours.rows.emplace_back();
    row.begin = begin.value_or(row.begin);
    row.end = end.value_or(row.end);
    row.weekdays = ticked_weekdays(typed.weekdays);
  }
  return hours;
}

HoursPartForm part_form(const std::optional<Hours>& hours) {
  HoursPartForm part;
  if (!hours) return part;
  part.choice = int(hours->rows.empty() ? HoursChoice::Never : HoursChoice::Rows);
  for (const HoursRow& row : hours->rows) {
    HoursRowForm& typed = part.rows.emplace_back();
    typed.hours = {hour_text(row.begin), hour_text(row.end)};
    for (const Weekday day : row.weekdays) typed.weekdays[std::size_t(day)] = true;
  }
  return part;
}

const TimetableRecord* record_of(const std::vector<TimetableRecord>& records, TimetableScope scope,
                                 const std::string& id) {
  const auto found = std::ranges::find_if(records, [&](const TimetableRecord& record) {
    return record.scope == scope && record.id == id;
  });
  return found == records.end() ? nullptr : &*found;
}

}  // namespace

std::string hours_name(TimetableScope scope, const std::string& id) {
  const std::string name(name_of(scope));
  return id.empty() ? name : name + "." + id;
}

Timetable timetable_of(const TimetableForm& form, std::vector<Problem>& problems) {
  return {hours_of(form.quiet, "hours.quiet", problems),
          hours_of(form.panel, "hours.panel", problems)};
}

TimetableForm hours_form(TimetableScope scope, const std::string& id,
                         const std::vector<TimetableRecord>& records) {
  TimetableForm form;
  form.scope = scope;
  form.id = id;
  if (const TimetableRecord* record = record_of(records, scope, id)) {
    form.quiet = part_form(record->timetable.quiet);
    form.panel = part_form(record->timetable.panel_on);
  }
  if (scope != TimetableScope::Commune) return form;
  // Nothing is wider than the commune.
  for (HoursPartForm* part : {&form.quiet, &form.panel}) {
    part->choice = std::max(part->choice, int(HoursChoice::Never));
  }
  return form;
}

bool says_hours(const std::vector<TimetableRecord>& records, TimetableScope scope,
                const std::string& id) {
  const TimetableRecord* record = record_of(records, scope, id);
  return record != nullptr && record->timetable != Timetable{};
}

}  // namespace bangtin::desk
