// What people ask of a board besides its programme, and what a board answers.
#include "manager/server/api_handlers.h"

namespace bangtin::api {
namespace {

Result<Response> order(Call& call, OrderKind kind, std::int64_t value) {
  const BoardId id = TRY(call.id<BoardId>());
  return json_response(
      call.shown(TRY(call.office.order_board(*call.person, id, kind, value, call.now))));
}

}  // namespace

Result<Response> order_board(Call& call) {
  const Json json = TRY(call.body());
  OrderKind kind{};
  if (!from_name(TRY(json.string_at("order")), kind)) {
    return Error{Code::Invalid, "an order that is not known here", "server.bad_json"};
  }
  return order(call, kind, json.find("value") == nullptr ? 0 : TRY(json.int_at("value")));
}

Result<Response> ask_picture(Call& call) { return order(call, OrderKind::Picture, 0); }

Result<Response> board_picture(Call& call) {
  Response response;
  response.headers = {{"Content-Type", "image/png"},
                      {"Cache-Control", "private, no-store"},
                      {"X-Content-Type-Options", "nosniff"}};
  response.body = TRY(call.office.board_picture(TRY(call.id<BoardId>())));
  return response;
}

Result<Response> board_orders(Call& call) {
  return json_response(to_json(TRY(call.office.orders_for(call.board->id, call.now))));
}

Result<Response> take_picture(Call& call) {
  TRY(call.office.take_picture(call.board->id, call.request.body, call.now));
  return json_response(Json(Json::Object{}));
}

}  // namespace bangtin::api
