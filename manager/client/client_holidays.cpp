#include "manager/client/answers.h"
#include "manager/client/client.h"

namespace bangtin {

Result<HolidayList> Client::holidays() {
  return message_of<HolidayList>(TRY(call("GET", "/v1/holidays")));
}

Result<HolidayList> Client::set_holidays(const HolidayList& list) {
  return message_of<HolidayList>(TRY(call("PUT", "/v1/holidays", to_json(list).dump())));
}

}  // namespace bangtin
