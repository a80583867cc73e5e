#include "shared/base/holiday_limits.h"
#include "shared/model/names.h"
#include "shared/protocol/holiday_messages.h"
#include "shared/protocol/message_json.h"

namespace bangtin {
namespace {

constexpr Named<HolidayCalendar> kCalendars[] = {
    {HolidayCalendar::Solar, "solar"},
    {HolidayCalendar::Lunar, "lunar"},
};

}  // namespace

template <class Visitor, Is<Holiday> Value>
void fields(Visitor& field, Value& holiday) {
  field("name", holiday.name);
  field("calendar", holiday.calendar);
  field("day", holiday.day);
  field("month", holiday.month);
  field("year", holiday.year);
  field("days", holiday.days);
}

template <class Visitor, Is<HolidayList> Value>
void fields(Visitor& field, Value& list) {
  field.list("holidays", list.holidays, limits::kHolidaysMax);
  field("revision", list.revision);
}

std::string_view name_of(HolidayCalendar calendar) { return name_in(kCalendars, calendar); }
bool from_name(std::string_view name, HolidayCalendar& out) {
  return value_in(kCalendars, name, out);
}

BANGTIN_DEFINE_MESSAGE(Holiday)
BANGTIN_DEFINE_MESSAGE(HolidayList)

}  // namespace bangtin
