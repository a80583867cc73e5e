#include "manager/core/board_orders.h"

#include <algorithm>

#include "shared/base/texts.h"

namespace bangtin {

OrderState order_state(const OrderRecord& order, Instant now) {
  if (!order.result) {
    return order.expires_at > now ? OrderState::Waiting : OrderState::Unanswered;
  }
  switch (*order.result) {
    case OrderResult::Impossible:
      return OrderState::Impossible;
    case OrderResult::TooOften:
      return OrderState::TooOften;
    case OrderResult::Done:
      break;
  }
  return OrderState::Done;
}

const OrderRecord* order_of(const BoardRecord& board, OrderKind kind) {
  const auto found = std::ranges::find(board.orders, kind, &OrderRecord::kind);
  return found == board.orders.end() ? nullptr : &*found;
}

std::string order_words(OrderKind kind, std::int64_t value) {
  const bool ends_card = kind == OrderKind::TestCard && value == 0;
  const std::string key =
      ends_card ? "order.asked.no_test_card" : "order.asked." + std::string(name_of(kind));
  return text(key, {{"value", std::to_string(value)}});
}

std::string order_answer_words(const OrderRecord& order, const BoardRecord& board, Instant now) {
  switch (order_state(order, now)) {
    case OrderState::Waiting:
      return std::string(text(board.online ? "order.waits" : "order.waits_offline"));
    case OrderState::Done:
      return std::string(text("order.done"));
    case OrderState::TooOften:
      return std::string(text("order.too_often"));
    case OrderState::Unanswered:
      return std::string(text(board.online ? "order.unanswered" : "order.unanswered_offline"));
    case OrderState::Impossible:
      break;
  }
  return std::string(text("order.impossible." + std::string(name_of(order.kind))));
}

}  // namespace bangtin
