#include "manager/server/api_handlers.h"

namespace bangtin::api {

Result<Response> mourning(Call& call) {
  return json_response(to_json(TRY(call.office.mourning())));
}

Result<Response> declare_mourning(Call& call) {
  Mourning wanted;
  const Status read = from_json(TRY(call.body()), wanted);
  if (!read.ok()) return Error{Code::Invalid, "body: " + read.error().message, "server.bad_json"};
  return json_response(to_json(TRY(call.office.declare_mourning(*call.person, wanted, call.now))));
}

Result<Response> end_mourning(Call& call) {
  return json_response(to_json(TRY(call.office.end_mourning(*call.person, call.now))));
}

}  // namespace bangtin::api
