#include "shared/protocol/board_order.h"

#include <algorithm>
#include <vector>

#include "shared/crypto/sha256.h"
#include "shared/trust/sign.h"

namespace bangtin {

Result<std::string> sign_order(const BoardOrder& order, const Signer& online) {
  Json said;
  said.set("_type", "order").set("board", order.board.text).set("number", order.number);
  said.set("expires", to_iso8601(order.expires)).set("order", name_of(order.kind));
  said.set("value", order.value);
  return tuf::sign(said, online);
}

std::string order_signer(const tuf::Root& root) {
  const auto role = root.roles.find(tuf::kTimestampRole);
  if (role == root.roles.end()) return "";
  std::vector<std::string> ids(role->second.key_ids.begin(), role->second.key_ids.end());
  std::ranges::sort(ids);
  std::string all;
  for (const std::string& id : ids) all += id + "\n";
  return to_hex(sha256(all));
}

Result<BoardOrder> board_order::read(const Json& said) {
  BoardOrder order;
  order.board.text = TRY(said.string_at("board"));
  if (!is_id_text(order.board.text)) return tuf::malformed("\"board\" is no identifier");
  order.number = TRY(said.int_at("number", 1, std::int64_t{1} << 52));
  const auto expires = from_iso8601(TRY(said.string_at("expires")));
  if (!expires) return tuf::malformed("\"expires\" is no time");
  order.expires = *expires;
  if (!from_name(TRY(said.string_at("order")), order.kind)) {
    return Error{Code::Unsupported, "an order that is not known here", ""};
  }
  order.value = TRY(said.int_at("value"));
  return order;
}

}  // namespace bangtin
