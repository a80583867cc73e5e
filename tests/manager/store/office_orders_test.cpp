// What is asked of boards, what they answer, and the picture that comes back.
#include "shared/base/order_limits.h"
#include "shared/protocol/board_order.h"
#include "shared/protocol/glass_picture.h"
#include "shared/trust/house_sign.h"
#include "tests/fakes/sample_glass.h"
#include "tests/manager/store/office_fixture.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

class OfficeOrdersTest : public OfficeFixture {
 protected:
  OfficeOrdersTest() {
    set_commune();
    board_ = pair("A").id;
  }
  OrderRecord ask(OrderKind kind, std::int64_t value = 0) {
    const BoardRecord record = office_->order_board(tech_, board_, kind, value, now_).value();
    return find(record, kind);
  }
  static OrderRecord find(const BoardRecord& record, OrderKind kind) {
    const auto found = std::ranges::find(record.orders, kind, &OrderRecord::kind);
    EXPECT_NE(found, record.orders.end());
    return found == record.orders.end() ? OrderRecord{} : *found;
  }
  OrderRecord stands(OrderKind kind) { return find(office_->board(board_).value(), kind); }
  void answer(std::vector<OrderAnswer> answers) {
    BoardStatus status;
    status.canvas_px = {1920, 1080};
    status.controls = BoardControls{60, {}, {}, std::move(answers)};
    ASSERT_TRUE(office_->take_status(board_, status, now_).ok());
  }
  Status send(std::int64_t number, std::string_view pixels = "pixels") {
    const std::string png = sample::png({64, 36}, pixels);
    return office_->take_picture(board_, glass_file({number, now_ - 3s, {64, 36}}, png), now_);
  }
  /// What a board that pinned this commune makes of what travels to it.
  std::vector<BoardOrder> judged() {
    std::vector<BoardOrder> orders;
    OrderCourt court;
    court.root = first_root(admin_key_.public_key(), seal_key_.public_key(), now_ + 24h);
    court.board = board_;
    court.now = now_;
    const OrderBatch batch = office_->orders_for(board_, now_).value();
    for (const std::string& bytes : batch.orders) {
      const auto order = judge_order(bytes, court);
      EXPECT_TRUE(order.ok()) << order.error().message;
      if (!order.ok()) continue;
      court.taken = order->number;
      orders.push_back(*order);
    }
    return orders;
  }
  std::vector<std::string> events(std::int64_t after) {
    std::vector<std::string> seen;
    const std::vector<EventRow> rows = office_->events_after(after, 100).value();
    for (const EventRow& event : rows) {
      if (event.kind.starts_with("board.order")) seen.push_back(event.kind + " " + event.who);
    }
    return seen;
  }

  BoardId board_;
  KeyPair admin_key_ = KeyPair::from_seed({1});
};

TEST_F(OfficeOrdersTest, TravelSignedAndInTheirOrderUntilTheyAreAnswered) {
  const OrderRecord volume = ask(OrderKind::Volume, 60);
  const OrderRecord card = ask(OrderKind::TestCard, 5);
  EXPECT_GT(card.number, volume.number) << "in one and the same moment";
  EXPECT_EQ(volume.asked_by, tech_.login);
  EXPECT_EQ(volume.expires_at, now_ + limits::kOrderHolds);
  const std::vector<BoardOrder> orders = judged();
  ASSERT_EQ(orders.size(), 2U);
  EXPECT_EQ(orders[0].kind, OrderKind::Volume);
  EXPECT_EQ(orders[0].value, 60);
  answer({{volume.number, OrderResult::Done}});
  ASSERT_EQ(judged().size(), 1U);
  EXPECT_EQ(stands(OrderKind::Volume).result, OrderResult::Done);
  EXPECT_EQ(stands(OrderKind::Volume).answered_at, now_);
  EXPECT_EQ(office_->board(board_)->status.controls->volume_percent, 60);
  now_ += limits::kOrderHolds;
  EXPECT_TRUE(judged().empty()) << "its time is over";
  EXPECT_FALSE(stands(OrderKind::TestCard).result);
}

TEST_F(OfficeOrdersTest, TheNewestOfAKindCounts) {
  const OrderRecord first = ask(OrderKind::Volume, 10);
  const OrderRecord second = ask(OrderKind::Volume, 90);
  ASSERT_EQ(judged().size(), 1U);
  EXPECT_EQ(judged()[0].value, 90);
  answer({{first.number, OrderResult::Impossible}});
  EXPECT_FALSE(stands(OrderKind::Volume).result) << "that is not the answer to this one";
  answer({{first.number, OrderResult::Impossible}, {second.number, OrderResult::Done}});
  EXPECT_EQ(stands(OrderKind::Volume).result, OrderResult::Done);
  EXPECT_EQ(count("board_order"), 1);
}

TEST_F(OfficeOrdersTest, NumbersRiseAfterABackupCameBack) {
  const OrderRecord before = ask(OrderKind::Volume, 10);
  ASSERT_TRUE(db_->query("DELETE FROM board_order").ok());  // As a copy of this morning has it.
  now_ += 1min;
  EXPECT_GT(ask(OrderKind::Volume, 10).number, before.number);
  now_ -= 1h;  // A clock that was set back.
  const OrderRecord last = stands(OrderKind::Volume);
  EXPECT_GT(ask(OrderKind::Restart).number, last.number);
}

TEST_F(OfficeOrdersTest, APictureIsAskedForOnceAndTheLastOneStays) {
  const OrderRecord asked = ask(OrderKind::Picture);
  EXPECT_EQ(ask(OrderKind::Picture).number, asked.number) << "it is on its way";
  EXPECT_EQ(failure(office_->board_picture(board_)), "not_found order.no_picture_yet");
  answer({{asked.number, OrderResult::Done}});
  EXPECT_FALSE(stands(OrderKind::Picture).result) << "it is not here yet";
  ASSERT_TRUE(send(asked.number).ok());
  EXPECT_EQ(stands(OrderKind::Picture).result, OrderResult::Done);
  const BoardRecord record = office_->board(board_).value();
  ASSERT_TRUE(record.picture);
  EXPECT_EQ(*record.picture, (GlassPicture{asked.number, now_ - 3s, {64, 36}}));
  EXPECT_EQ(office_->boards()->at(0).picture, record.picture);
  EXPECT_EQ(office_->board_picture(board_).value(), sample::png({64, 36}));
  ASSERT_TRUE(send(asked.number, "sent twice").ok());
  EXPECT_EQ(office_->board_picture(board_).value(), sample::png({64, 36}));
  now_ += 1min;
  const OrderRecord next = ask(OrderKind::Picture);
  ASSERT_TRUE(send(next.number, "newer").ok());
  EXPECT_EQ(office_->board_picture(board_).value(), sample::png({64, 36}, "newer"));
  EXPECT_EQ(count("board_picture"), 1);
}

TEST_F(OfficeOrdersTest, TakesNoPictureThatNobodyAskedFor) {
  EXPECT_EQ(failure(send(5)), "conflict order.not_asked");
  const OrderRecord asked = ask(OrderKind::Picture);
  EXPECT_EQ(failure(send(asked.number - 1)), "conflict order.not_asked");
  EXPECT_EQ(failure(office_->take_picture(board_, "nonsense", now_)), "invalid order.no_picture");
  EXPECT_EQ(count("board_picture"), 0);
  now_ += 1h;
  EXPECT_TRUE(send(asked.number).ok()) << "late is better than never";
}

TEST_F(OfficeOrdersTest, ABoardThatSendsTooOftenSaysSo) {
  const OrderRecord asked = ask(OrderKind::Picture);
  answer({{asked.number, OrderResult::TooOften}});
  EXPECT_EQ(stands(OrderKind::Picture).result, OrderResult::TooOften);
  EXPECT_NE(ask(OrderKind::Picture).number, asked.number) << "it may be asked again";
}

TEST_F(OfficeOrdersTest, EachStepIsInTheRecordAndWakesTheBoard) {
  const std::int64_t before = office_->last_event().value();
  const OrderRecord asked = ask(OrderKind::Picture);
  ASSERT_TRUE(office_->order_board(lan_, board_, OrderKind::Picture, 0, now_).ok());
  ASSERT_TRUE(send(asked.number).ok());
  answer({{asked.number, OrderResult::Done}});
  EXPECT_EQ(events(before),
            (std::vector<std::string>{"board.order " + tech_.login, "board.order " + lan_.login,
                                      "board.order_answered " + board_.text}));
  std::vector<std::int64_t> orders;
  const std::vector<Wake> wakes = office_->wakes_after(before).value();
  for (const Wake& wake : wakes) {
    if (wake.board == board_ && wake.order > 0) orders.push_back(wake.order);
  }
  EXPECT_EQ(orders, (std::vector<std::int64_t>{asked.number, asked.number}));
}

TEST_F(OfficeOrdersTest, AsksOnlyWhatABoardCanBeAsked) {
  EXPECT_EQ(failure(office_->order_board(tech_, board_, OrderKind::Volume, 101, now_)),
            "invalid order.value");
  EXPECT_EQ(failure(office_->order_board(tech_, board_, OrderKind::Brightness, 5, now_)),
            "invalid order.value");
  EXPECT_EQ(failure(office_->order_board(tech_, {"none"}, OrderKind::Restart, 0, now_)),
            "not_found board.unknown");
  ASSERT_TRUE(office_->revoke_board(tech_, board_, now_).ok());
  EXPECT_EQ(failure(office_->order_board(tech_, board_, OrderKind::Restart, 0, now_)),
            "denied board.revoked");
}

TEST_F(OfficeOrdersTest, TakesNoStatusThatCannotBe) {
  for (const BoardControls& wrong :
       {BoardControls{101, {}, {}, {}}, BoardControls{-1, {}, {}, {}},
        BoardControls{50, 101, {}, {}}, BoardControls{50, {}, {}, {{0, OrderResult::Done}}}}) {
    BoardStatus status;
    status.controls = wrong;
    EXPECT_EQ(failure(office_->take_status(board_, status, now_)), "invalid board.status");
  }
}

}  // namespace
}  // namespace bangtin
