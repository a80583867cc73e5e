#include "manager/core/board_orders.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

constexpr Instant kNow{Millis(1'800'000'000'000)};

OrderRecord order(OrderKind kind = OrderKind::Volume) {
  return {7, kind, 60, kNow - Seconds(10), "tuan", kNow + Seconds(590), {}, {}};
}
BoardRecord board(bool online = true) {
  BoardRecord made;
  made.online = online;
  made.orders = {order()};
  return made;
}

TEST(BoardOrders, WaitUntilTheirTimeIsOver) {
  EXPECT_EQ(order_state(order(), kNow), OrderState::Waiting);
  EXPECT_EQ(order_state(order(), kNow + Seconds(590)), OrderState::Unanswered);
  OrderRecord answered = order();
  for (const auto& [result, state] : {std::pair(OrderResult::Done, OrderState::Done),
                                      std::pair(OrderResult::Impossible, OrderState::Impossible),
                                      std::pair(OrderResult::TooOften, OrderState::TooOften)}) {
    answered.result = result;
    EXPECT_EQ(order_state(answered, kNow + Seconds(9'000)), state);
  }
}

TEST(BoardOrders, AreFoundByTheirKind) {
  const BoardRecord one = board();
  EXPECT_EQ(order_of(one, OrderKind::Volume)->number, 7);
  EXPECT_EQ(order_of(one, OrderKind::Picture), nullptr);
}

TEST(BoardOrders, SayWhatWasAskedAndWhatBecameOfIt) {
  EXPECT_EQ(order_words(OrderKind::Volume, 60), "Âm lượng 60 %");
  EXPECT_EQ(order_words(OrderKind::TestCard, 5), "Thẻ thử 5 phút");
  EXPECT_EQ(order_words(OrderKind::TestCard, 0), "Gỡ thẻ thử");
  EXPECT_EQ(order_answer_words(order(), board(), kNow), "đang chờ bảng trả lời");
  EXPECT_NE(order_answer_words(order(), board(false), kNow).find("mất liên lạc"),
            std::string::npos);
  EXPECT_EQ(order_answer_words(order(), board(), kNow + Seconds(590)), "bảng không trả lời");
  OrderRecord impossible = order(OrderKind::Brightness);
  impossible.result = OrderResult::Impossible;
  EXPECT_NE(order_answer_words(impossible, board(), kNow).find("điều khiển của màn hình"),
            std::string::npos)
      << "what can be done instead";
}

}  // namespace
}  // namespace bangtin
