#include "manager/desk/plan_steps.h"

#include <tuple>

#include "shared/base/texts.h"

namespace bangtin::desk {
namespace {

/// All that is typed and chosen, in the order of the form.
template <class Form>
auto schedule_contents(Form& form) {
  return std::tie(form.from, form.until, form.priority, form.repeat, form.every, form.month_day,
                  form.leap, form.weekdays, form.hours, form.holidays, form.except, form.also,
                  form.other);
}
/// The label of each.
constexpr const char* kScheduleLabels[] = {
    "plan.from",      "plan.until", "plan.priority_label", "plan.repeat", "plan.repeat",
    "plan.month_day", "plan.leap",  "plan.weekdays",       "plan.hours",  "plan.holidays",
    "plan.except",    "plan.also",  "plan.replace"};

template <class Form>
auto hours_contents(Form& form) {
  return std::tie(form.quiet, form.panel);
}
constexpr const char* kHoursLabels[] = {"plan.rest.quiet", "plan.rest.panel"};

/// Of two lists that are as long as `labels`: the label where they differ, if in one place only.
template <class Contents, std::size_t... kAt>
std::string label_of_difference(const Contents& a, const Contents& b, const auto& labels,
                                std::index_sequence<kAt...>) {
  std::string label;
  std::size_t count = 0;
  const auto look = [&](bool same, const char* key) {
    if (same) return;
    ++count;
    label = said(key);
  };
  (look(std::get<kAt>(a) == std::get<kAt>(b), labels[kAt]), ...);
  return count == 1 ? label : "";
}

void add_hours(std::vector<std::pair<std::string, std::string*>>& texts, const std::string& name,
               HoursForm& hours) {
  texts.emplace_back(name + ".begin", &hours.begin);
  texts.emplace_back(name + ".end", &hours.end);
}

}  // namespace

std::vector<std::pair<std::string, std::string*>> texts_of(ScheduleForm& form) {
  std::vector<std::pair<std::string, std::string*>> texts = {
      {"from", &form.from},           {"until", &form.until},   {"every", &form.every},
      {"month_day", &form.month_day}, {"except", &form.except}, {"also", &form.also}};
  for (std::size_t i = 0; i < form.hours.size(); ++i) {
    add_hours(texts, "hours." + std::to_string(i), form.hours[i]);
  }
  return texts;
}

bool same_contents(const ScheduleForm& a, const ScheduleForm& b) {
  return schedule_contents(a) == schedule_contents(b);
}

void put_contents(ScheduleForm& form, const ScheduleForm& from) {
  schedule_contents(form) = schedule_contents(from);
  form.changed = true;
}

std::string difference(const ScheduleForm& a, const ScheduleForm& b) {
  return label_of_difference(schedule_contents(a), schedule_contents(b), kScheduleLabels,
                             std::make_index_sequence<std::size(kScheduleLabels)>());
}

std::vector<std::pair<std::string, std::string*>> texts_of(TimetableForm& form) {
  std::vector<std::pair<std::string, std::string*>> texts;
  for (HoursPartForm* part : {&form.quiet, &form.panel}) {
    const std::string name = part == &form.quiet ? "quiet." : "panel.";
    for (std::size_t i = 0; i < part->rows.size(); ++i) {
      add_hours(texts, name + std::to_string(i), part->rows[i].hours);
    }
  }
  return texts;
}

bool same_contents(const TimetableForm& a, const TimetableForm& b) {
  return hours_contents(a) == hours_contents(b);
}

void put_contents(TimetableForm& form, const TimetableForm& from) {
  hours_contents(form) = hours_contents(from);
  form.changed = true;
}

std::string difference(const TimetableForm& a, const TimetableForm& b) {
  return label_of_difference(hours_contents(a), hours_contents(b), kHoursLabels,
                             std::make_index_sequence<std::size(kHoursLabels)>());
}

}  // namespace bangtin::desk
