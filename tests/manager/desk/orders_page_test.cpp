// The picture from the glass and what is asked of a board, on the page of the boards.
#include "manager/core/board_orders.h"
#include "shared/base/texts.h"
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

class OrdersPage : public OfficeDesk {
 protected:
  OrdersPage() {
    server_.add_board("b1", "Chợ Tân Hưng").status.controls = BoardControls{80, {}, {}, {}};
    server_.add_board("b2", "Trạm Y tế xã");
  }
  BoardRecord& board(std::size_t n = 0) { return server_.all_boards[n]; }
  const OrderRecord* order(OrderKind kind, std::size_t n = 0) { return order_of(board(n), kind); }
  /// The picture that was asked for last is there.
  void send_picture() {
    server_.answer_order(board().id, OrderKind::Picture, OrderResult::Done);
    board().picture = GlassPicture{server_.last_order, server_.now, {640, 360}};
  }
  void expect_well_laid_out(const DeskWindow& window) {
    for (const std::string& found : window.driver.lint()) ADD_FAILURE() << found;
  }
};

TEST_F(OrdersPage, AnEditorAsksForThePictureAndSeesItWithItsTime) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("go.boards");
  window.click("board.view.glass");
  EXPECT_READS(window, "Bảng chưa gửi hình nào");
  window.click("glass.ask");
  ASSERT_NE(order(OrderKind::Picture), nullptr);
  EXPECT_READS(window, "đang chờ bảng trả lời");
  EXPECT_FALSE(window.driver.enabled("glass.ask")) << "it is on its way";
  expect_well_laid_out(window);
  send_picture();
  window.wait(Millis(1'100));
  EXPECT_TRUE(window.driver.has("board.glass"));
  EXPECT_READS(window, "Đứng trên bảng lúc 22/11/2026 08:00:00");
  EXPECT_TRUE(window.driver.enabled("glass.ask"));
  EXPECT_EQ(server_.glasses_asked, 1) << "it is fetched once";
  window.click("board.view.plan");
  EXPECT_READS(window, "Lúc này, theo lịch đã phát");
  EXPECT_FALSE(window.driver.has("boards.part.controls")) << "a technician's";
  expect_well_laid_out(window);
}

TEST_F(OrdersPage, TheLastPictureStandsWhenTheBoardIsOpened) {
  board(1).picture = GlassPicture{5, server_.now, {360, 640}};
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("go.boards");
  EXPECT_FALSE(window.driver.has("board.glass"));
  window.click("board.b2");
  EXPECT_TRUE(window.driver.has("board.glass"));
  window.click("board.b1");
  window.click("board.view.glass");
  EXPECT_FALSE(window.driver.has("board.glass")) << "never another board's";
}

TEST_F(OrdersPage, ABoardThatDoesNotAnswerIsSaidSo) {
  DeskWindow window(server_);
  window.sign_in("tuan");
  window.click("board.view.glass");
  board().online = false;
  window.click("glass.ask");
  EXPECT_READS(window, "bảng đang mất liên lạc");
  window.wait(std::chrono::minutes(11));
  EXPECT_READS(window, "khi bảng nối lại, hãy yêu cầu lần nữa");
  EXPECT_TRUE(window.driver.enabled("glass.ask"));
  board().online = true;
  window.click("glass.ask");
  server_.answer_order(board().id, OrderKind::Picture, OrderResult::TooOften);
  window.wait(Millis(1'100));
  EXPECT_READS(window, "tự giới hạn");
  expect_well_laid_out(window);
}

TEST_F(OrdersPage, APictureThatCannotBeOpenedIsSaidSo) {
  server_.glass_fault = Error{Code::Corrupt, "broken", ""};
  board().picture = GlassPicture{5, server_.now, {640, 360}};
  DeskWindow window(server_);
  window.sign_in("tuan");
  EXPECT_FALSE(window.driver.has("board.glass"));
  EXPECT_READS(window, text_of(*server_.glass_fault));
  window.wait(Millis(30'000));
  EXPECT_EQ(server_.glasses_asked, 1) << "another try says nothing new";
}

TEST_F(OrdersPage, ATechnicianAdjustsTheBoardAndSeesWhatItAnswers) {
  DeskWindow window(server_);
  window.sign_in("tuan");
  window.click("boards.part.controls");
  EXPECT_READS(window, "Âm lượng (bảng báo: 80 %)");
  EXPECT_READS(window, "không cho chỉnh độ sáng từ máy");
  EXPECT_FALSE(window.driver.has("orders.brightness_set"));
  expect_well_laid_out(window);
  window.click("orders.volume_set");
  ASSERT_NE(order(OrderKind::Volume), nullptr);
  EXPECT_EQ(order(OrderKind::Volume)->value, 80);
  EXPECT_READS(window, "đang chờ bảng trả lời");
  EXPECT_FALSE(window.driver.enabled("orders.volume_set"));
  server_.answer_order(board().id, OrderKind::Volume, OrderResult::Done);
  window.wait(Millis(1'100));
  EXPECT_READS(window, "Âm lượng 80 %: bảng đã làm");
  window.click("orders.card_show");
  EXPECT_EQ(order(OrderKind::TestCard)->value, 5);
  server_.answer_order(board().id, OrderKind::TestCard, OrderResult::Done);
  board().status.controls->test_card_until = server_.now + std::chrono::minutes(5);
  window.wait(Millis(1'100));
  EXPECT_READS(window, "Thẻ thử đang hiện, tự tắt lúc");
  window.click("orders.card_end");
  EXPECT_EQ(order(OrderKind::TestCard)->value, 0);
  window.click("orders.restart");
  server_.answer_order(board().id, OrderKind::Restart, OrderResult::Impossible);
  window.wait(Millis(1'100));
  EXPECT_READS(window, "không tự khởi động lại được");
  expect_well_laid_out(window);
}

TEST_F(OrdersPage, BrightnessIsOfferedWhereTheBoardHasIt) {
  board().status.controls->brightness_percent = 40;
  DeskWindow window(server_);
  window.sign_in("tuan");
  window.click("boards.part.controls");
  EXPECT_READS(window, "Độ sáng (bảng báo: 40 %)");
  window.click("orders.brightness_set");
  EXPECT_EQ(order(OrderKind::Brightness)->value, 40);
  expect_well_laid_out(window);
}

TEST_F(OrdersPage, ABoardThatTakesNoOrdersSaysSo) {
  DeskWindow window(server_);
  window.sign_in("tuan");
  window.click("board.b2");
  window.click("boards.part.controls");
  EXPECT_READS(window, "chưa nhận lệnh từ văn phòng");
  EXPECT_FALSE(window.driver.has("orders.restart"));
}

TEST_F(OrdersPage, TheHoursOfThePanelAreSetWhereTheyAlwaysWere) {
  DeskWindow window(server_);
  window.sign_in("tuan");
  window.click("boards.part.controls");
  window.click("orders.hours");
  EXPECT_EQ(window.desk.state().page, Page::Plan);
  EXPECT_EQ(window.desk.state().plan.form.view, PlanView::Hours);
  EXPECT_EQ(window.desk.state().plan.hours.scope, TimetableScope::Board);
  EXPECT_EQ(window.desk.state().plan.hours.id, "b1");
  expect_well_laid_out(window);
}

TEST_F(OrdersPage, EveryPartFitsTheSmallestOfficeWindow) {
  board().picture = GlassPicture{5, server_.now, {640, 360}};
  board().position = GeoPoint{10'050'000, 105'750'000};
  for (const float scale : {1.0F, 1.25F}) {
    DeskWindow window(server_, {1366, 768}, scale);
    window.sign_in("tuan");
    for (const char* part :
         {"boards.part.controls", "boards.part.place", "boards.part.map", "boards.part.now"}) {
      window.click(part);
      expect_well_laid_out(window);
    }
  }
}

}  // namespace
}  // namespace bangtin::desk
