// The second factor of a sign-in.
#include "manager/server/api_handlers.h"

namespace bangtin::api {

Result<Response> second_factor(Call& call) {
  return json_response(to_json(TRY(call.office.second_factor(*call.person))));
}

Result<Response> offer_second_factor(Call& call) {
  const Json json = TRY(call.body());
  return json_response(to_json(TRY(
      call.office.offer_second_factor(*call.person, TRY(json.string_at("password")), call.now))));
}

Result<Response> confirm_second_factor(Call& call) {
  const Json json = TRY(call.body());
  return json_response(to_json(
      TRY(call.office.confirm_second_factor(*call.person, TRY(json.string_at("code")), call.now))));
}

Result<Response> drop_second_factor(Call& call) {
  const Json json = TRY(call.body());
  TRY(call.office.drop_second_factor(*call.person, TRY(json.string_at("password")),
                                     TRY(json.string_at("code")), call.now));
  return json_response(Json(Json::Object{}));
}

Result<Response> second_factor_logins(Call& call) {
  return json_response(to_json(TRY(call.office.logins_with_second_factor())));
}

Result<Response> reset_second_factor(Call& call) {
  TRY(call.office.reset_second_factor(*call.person, TRY(call.id<PersonId>()), call.now));
  return json_response(Json(Json::Object{}));
}

}  // namespace bangtin::api
