// The desk's part for the commune's holidays: its commands, and what the link told for it.
#include <algorithm>
#include <charconv>

#include "manager/client/holiday_words.h"
#include "manager/core/holidays.h"
#include "manager/desk/desk.h"
#include "manager/desk/match.h"

namespace bangtin::desk {
namespace {

/// Whole text; 0 on anything that is no number.
int count_of(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? number : 0;
}

std::string field_at_fault(std::string_view key) {
  if (key == "holiday.days") return "holiday.days";
  if (key == "holiday.solar_day" || key == "holiday.lunar_day") return "holiday.date";
  return "holiday.name";
}

/// The list with what is typed; what is wrong stands at the form.
std::optional<HolidayList> with_typed(HolidayList list, HolidayForm& form) {
  form.problems.clear();
  const auto calendar = static_cast<HolidayCalendar>(form.calendar);
  Result<Holiday> holiday = holiday_on(form.date, calendar);
  Status status = holiday.ok() ? Status() : Status(holiday.error());
  if (holiday.ok()) {
    holiday->name = form.name;
    holiday->days = count_of(form.days);
    list.holidays.push_back(*holiday);
    status = validate(list.holidays);
  }
  if (status.ok()) return list;
  form.problems.push_back({status.error().key, field_at_fault(status.error().key)});
  return std::nullopt;
}

/// What was typed since it was sent stays: it is the next one.
void clear_sent(HolidayForm& form, const HolidayForm& sent) {
  if (form.name == sent.name) form.name.clear();
  if (form.date == sent.date) form.date.clear();
  if (form.days == sent.days) form.days = HolidayForm().days;
}

}  // namespace

const std::vector<Holiday>& State::holidays() const {
  static const std::vector<Holiday> none;
  return seen ? seen->holidays.holidays : none;
}

void Desk::step_holidays(const HolidayStep& step) {
  SettingsState& settings = state_.settings;
  HolidayForm& form = settings.holiday;
  if (const auto* typed = std::get_if<EditHoliday>(&step.step)) {
    form = typed->form;
    form.problems.clear();
    return;
  }
  if (std::holds_alternative<ShowHolidays>(step.step)) {
    settings.view = SettingsView::Holidays;
    return;
  }
  if (!state_.seen || form.busy) return;
  HolidayList list = state_.seen->holidays;
  std::visit(Match{
                 [&](const AddHoliday&) {
                   auto longer = with_typed(std::move(list), form);
                   if (longer) set_holidays(std::move(*longer), HolidayDeed::Add);
                 },
                 [&](const RemoveHoliday& remove) {
                   const auto found = std::ranges::find(list.holidays, remove.holiday);
                   if (found == list.holidays.end()) return;
                   form.removed = {*found, std::size_t(found - list.holidays.begin())};
                   list.holidays.erase(found);
                   set_holidays(std::move(list), HolidayDeed::Remove);
                 },
                 [&](const UndoHoliday&) {
                   if (!form.removed) return;
                   const auto place = std::min(form.removed->place, list.holidays.size());
                   list.holidays.insert(list.holidays.begin() + std::ptrdiff_t(place),
                                        form.removed->holiday);
                   set_holidays(std::move(list), HolidayDeed::Undo);
                 },
                 [](const auto&) {},
             },
             step.step);
}

void Desk::set_holidays(HolidayList list, HolidayDeed deed) {
  Request request;
  request.deed = Deed::SetHolidays;
  request.holidays = std::move(list);
  state_.settings.holiday.busy = true;
  state_.settings.holiday.deed = deed;
  state_.settings.holiday_sent = state_.settings.holiday;
  send(std::move(request));
}

void Desk::take_holidays(const Outcome& outcome) {
  if (outcome.deed != Deed::SetHolidays) return;
  HolidayForm& form = state_.settings.holiday;
  form.busy = false;
  const bool done = !outcome.error;
  // What could not be taken out stands in the list still.
  if (form.deed == HolidayDeed::Remove && !done) form.removed.reset();
  if (form.deed == HolidayDeed::Undo && done) form.removed.reset();
  if (form.deed != HolidayDeed::Add || !done) return;
  clear_sent(form, state_.settings.holiday_sent);
}

}  // namespace bangtin::desk
