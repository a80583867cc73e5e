#include "manager/client/answers.h"
#include "manager/client/client.h"

namespace bangtin {

Result<BoardRecord> Client::board(const BoardId& id) {
  return message_of<BoardRecord>(TRY(call("GET", "/v1/boards/" + id.text)));
}

Result<BoardRecord> Client::order_board(const BoardId& id, OrderKind kind, std::int64_t value) {
  if (kind == OrderKind::Picture) {
    return message_of<BoardRecord>(TRY(call("POST", "/v1/boards/" + id.text + "/picture", "{}")));
  }
  Json body;
  body.set("order", name_of(kind)).set("value", value);
  return message_of<BoardRecord>(
      TRY(call("POST", "/v1/boards/" + id.text + "/orders", body.dump())));
}

Result<std::string> Client::board_picture(const BoardId& id) {
  return call_bytes("GET", "/v1/boards/" + id.text + "/picture", "");
}

}  // namespace bangtin
