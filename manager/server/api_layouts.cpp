#include "manager/server/api_handlers.h"
#include "shared/protocol/layout_messages.h"

namespace bangtin::api {
namespace {

Result<LayoutRecord> layout_in(Call& call, const LayoutId& id) {
  LayoutRecord layout;
  const Status read = from_json(TRY(call.body()), layout);
  if (!read.ok()) return Error{Code::Invalid, read.error().message, "layout.unreadable"};
  layout.id = id;
  return layout;
}

}  // namespace

Result<Response> layouts(Call& call) {
  return list_response("layouts", TRY(call.office.layouts(call.now)));
}

Result<Response> add_layout(Call& call) {
  const LayoutRecord wanted = TRY(layout_in(call, {}));
  return json_response(to_json(TRY(call.office.save_layout(*call.person, wanted, call.now))));
}

Result<Response> save_layout(Call& call) {
  const LayoutRecord wanted = TRY(layout_in(call, TRY(call.id<LayoutId>())));
  return json_response(to_json(TRY(call.office.save_layout(*call.person, wanted, call.now))));
}

Result<Response> remove_layout(Call& call) {
  TRY(call.office.remove_layout(*call.person, TRY(call.id<LayoutId>()), call.now));
  return json_response(Json(Json::Object{}));
}

}  // namespace bangtin::api
