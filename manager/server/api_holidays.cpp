#include "manager/server/api_handlers.h"

namespace bangtin::api {

Result<Response> holidays(Call& call) {
  return json_response(to_json(TRY(call.office.holidays())));
}

Result<Response> set_holidays(Call& call) {
  HolidayList list;
  const Status read = from_json(TRY(call.body()), list);
  if (!read.ok()) return Error{Code::Invalid, "body: " + read.error().message, "server.bad_json"};
  return json_response(to_json(TRY(call.office.set_holidays(*call.person, list, call.now))));
}

}  // namespace bangtin::api
