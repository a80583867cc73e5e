// What people ask of a board besides its programme (docs/adr/0016), and the picture that comes
// back.
#include <algorithm>

#include "manager/store/office.h"
#include "manager/store/order_rows.h"
#include "manager/store/repository.h"
#include "manager/store/rows.h"
#include "shared/base/order_limits.h"
#include "shared/protocol/board_order.h"
#include "shared/protocol/glass_picture.h"

namespace bangtin {
namespace {

bool is_waiting(const OrderRecord& order, Instant now) {
  return !order.result && order.expires_at > now;
}

/// The next number: above all before, and above those that a backup does not know of.
std::int64_t next_number(const std::vector<OrderRecord>& orders, Instant now) {
  std::int64_t number = now.time_since_epoch().count();
  for (const OrderRecord& order : orders) number = std::max(number, order.number + 1);
  return number;
}

const OrderRecord* order_of(const std::vector<OrderRecord>& orders, OrderKind kind) {
  const auto found = std::ranges::find(orders, kind, &OrderRecord::kind);
  return found == orders.end() ? nullptr : &*found;
}

Json order_body(const OrderRecord& order) {
  Json body;
  body.set("order", name_of(order.kind)).set("number", order.number).set("value", order.value);
  return body;
}

}  // namespace

Result<BoardRecord> Office::order_board(const Person& who, const BoardId& id, OrderKind kind,
                                        std::int64_t value, Instant now) {
  if (!is_order_value(kind, value)) {
    return Error{Code::Invalid, "a value out of range", "order.value"};
  }
  return in_transaction(parts_.db, [&]() -> Result<BoardRecord> {
    const BoardRecord before = TRY(board(id));
    if (before.state == BoardState::Revoked) {
      return Error{Code::Denied, "board " + id.text + " is revoked", "board.revoked"};
    }
    Repository repository(parts_.db, parts_.online, now);
    if (TRY(repository.has_begun()) && !TRY(repository.is_online_trusted())) {
      return Error{Code::Conflict, "boards do not know our key", "trust.renew"};
    }
    const OrderRecord* last = order_of(before.orders, kind);
    OrderRecord order;
    if (kind == OrderKind::Picture && last != nullptr && is_waiting(*last, now)) {
      order = *last;
    } else {
      order.number = next_number(before.orders, now);
      order.kind = kind;
      order.value = value;
      order.asked_at = now;
      order.asked_by = who.login;
      order.expires_at = now + limits::kOrderHolds;
      TRY(save_order(parts_.db, id, order));
    }
    TRY(add_event(parts_.db, now, "board.order", who.login, id.text, order_body(order)));
    return board(id);
  });
}

Result<OrderBatch> Office::orders_for(const BoardId& id, Instant now) {
  OrderBatch batch;
  for (const OrderRecord& order : TRY(load_orders_of(parts_.db, id))) {
    if (!is_waiting(order, now)) continue;
    batch.orders.push_back(TRY(
        sign_order({id, order.number, order.expires_at, order.kind, order.value}, parts_.online)));
  }
  return batch;
}

Status Office::take_picture(const BoardId& id, std::string_view file, Instant now) {
  const GlassFile picture = TRY(parse_glass_file(file));
  return parts_.db.transact([&]() -> Status {
    const BoardRecord before = TRY(board(id));
    if (before.picture && before.picture->number == picture.about.number) return {};
    const OrderRecord* order = order_of(before.orders, OrderKind::Picture);
    if (order == nullptr || order->number != picture.about.number) {
      return Error{Code::Conflict, "nobody waits for this picture", "order.not_asked"};
    }
    TRY(parts_.db.query(
        "INSERT INTO board_picture (board, number, at, width_px, height_px, png) VALUES "
        "($1,$2,$3,$4,$5,$6) ON CONFLICT (board) DO UPDATE SET number = excluded.number, at = "
        "excluded.at, width_px = excluded.width_px, height_px = excluded.height_px, png = "
        "excluded.png",
        {id.text, picture.about.number, to_column(picture.about.at),
         to_column(picture.about.size_px.width_px), to_column(picture.about.size_px.height_px),
         Bytes(picture.png.begin(), picture.png.end())}));
    return answer_order(parts_.db, id, *order, OrderResult::Done, now);
  });
}

Result<std::string> Office::board_picture(const BoardId& id) {
  TRY(board(id));
  const auto rows =
      TRY(parts_.db.query("SELECT png FROM board_picture WHERE board = $1", {id.text}));
  if (rows.empty()) return not_there("picture from the glass", "order.no_picture_yet");
  const Bytes& png = bytes_of(rows[0][0]);
  return std::string(png.begin(), png.end());
}

}  // namespace bangtin
