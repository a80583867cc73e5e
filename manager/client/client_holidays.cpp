#include "manager/client/answers.h"
#include "manager/client/client.h"

namespace bangtin {

Result<HolidayList> Client::holidays() {
  return message_of<HolidayList>(TRY(call("GET", "/v1/holidays")));
}

Result<HolidayList> Client::set_holidays(const HolidayList& list) {
  return message_of<HolidayList>(TRY(call("PUT", "/v1/holidays", to_json(list).dump())));
}

Result<MourningRecord> Client::mourning() {
  return message_of<MourningRecord>(TRY(call("GET", "/v1/mourning")));
}

Result<MourningRecord> Client::declare_mourning(const Mourning& mourning) {
  return message_of<MourningRecord>(TRY(call("PUT", "/v1/mourning", to_json(mourning).dump())));
}

Result<MourningRecord> Client::end_mourning() {
  return message_of<MourningRecord>(TRY(call("DELETE", "/v1/mourning")));
}

}  // namespace bangtin
