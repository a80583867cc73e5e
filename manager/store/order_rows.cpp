#include "manager/store/order_rows.h"

#include <algorithm>

#include "manager/store/rows.h"

namespace bangtin {
namespace {

const std::string kSelectOrder =
    "SELECT board, number, kind, value, asked_at, asked_by, expires_at, result, answered_at FROM "
    "board_order ";

OrderRecord order_of_row(const DbRow& row) {
  OrderRecord order;
  order.number = int_of(row[1]);
  order.kind = enum_of<OrderKind>(row[2]);
  order.value = int_of(row[3]);
  order.asked_at = instant_of(row[4]);
  order.asked_by = text_of(row[5]);
  order.expires_at = instant_of(row[6]);
  if (!is_null(row[7])) order.result = enum_of<OrderResult>(row[7]);
  order.answered_at = optional_instant_of(row[8]);
  return order;
}

}  // namespace

Result<std::map<std::string, std::vector<OrderRecord>>> load_orders(Db& db) {
  std::map<std::string, std::vector<OrderRecord>> orders;
  for (const DbRow& row : TRY(db.query(kSelectOrder + "ORDER BY number"))) {
    orders[text_of(row[0])].push_back(order_of_row(row));
  }
  return orders;
}

Result<std::vector<OrderRecord>> load_orders_of(Db& db, const BoardId& board) {
  std::vector<OrderRecord> orders;
  for (const DbRow& row :
       TRY(db.query(kSelectOrder + "WHERE board = $1 ORDER BY number", {board.text}))) {
    orders.push_back(order_of_row(row));
  }
  return orders;
}

Status save_order(Db& db, const BoardId& board, const OrderRecord& order) {
  TRY(db.query(
      "INSERT INTO board_order (board, kind, number, value, asked_at, asked_by, expires_at) "
      "VALUES ($1,$2,$3,$4,$5,$6,$7) ON CONFLICT (board, kind) DO UPDATE SET number = "
      "excluded.number, value = excluded.value, asked_at = excluded.asked_at, asked_by = "
      "excluded.asked_by, expires_at = excluded.expires_at, result = NULL, answered_at = NULL",
      {board.text, std::string(name_of(order.kind)), order.number, order.value,
       to_column(order.asked_at), order.asked_by, to_column(order.expires_at)}));
  return {};
}

Status answer_order(Db& db, const BoardId& board, const OrderRecord& order, OrderResult result,
                    Instant now) {
  TRY(db.query(
      "UPDATE board_order SET result = $3, answered_at = $4 WHERE board = $1 AND kind = $2",
      {board.text, std::string(name_of(order.kind)), std::string(name_of(result)),
       to_column(now)}));
  Json body;
  body.set("number", order.number).set("asked", name_of(order.kind)).set("result", name_of(result));
  TRY(add_event(db, now, "board.order_answered", board.text, board.text, body));
  return {};
}

Status take_answers(Db& db, const BoardId& board, const std::vector<OrderAnswer>& answers,
                    Instant now) {
  if (answers.empty()) return {};
  for (const OrderRecord& order : TRY(load_orders_of(db, board))) {
    if (order.result) continue;
    const auto answer = std::ranges::find(answers, order.number, &OrderAnswer::number);
    if (answer == answers.end()) continue;
    if (order.kind == OrderKind::Picture && answer->result == OrderResult::Done) continue;
    TRY(answer_order(db, board, order, answer->result, now));
  }
  return {};
}

}  // namespace bangtin
