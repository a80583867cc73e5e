// To whom a board is given, by clicks.
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

using namespace std::chrono_literals;

class AssignmentPage : public OfficeDesk {
 protected:
  AssignmentPage() {
    server_.add_board("b1", "Chợ Tân Hưng");
    server_.add_account("huy", "Phạm Quốc Huy", {Role::Technician});
    server_.add_account("dung", "Lê Thị Dung", {Role::Technician});
  }
  const std::optional<Assignment>& given() const { return server_.all_boards[0].assignment; }
};

TEST_F(AssignmentPage, ABoardIsGivenWithAWordAndGivenBack) {
  DeskWindow window(server_);
  window.sign_in("huy");
  window.click("go.boards");
  window.click("board.b1");
  window.click("boards.part.place");
  EXPECT_FALSE(window.driver.enabled("assign.save"));
  window.click("assign.to");
  window.click("assign.to.1");
  window.fill("assign.note", "Đến xem nguồn điện");
  window.click("assign.save");
  window.wait(6'000ms);
  ASSERT_TRUE(given());
  EXPECT_EQ(given()->to, "dung");
  EXPECT_EQ(given()->note, "Đến xem nguồn điện");
  window.click("boards.part.now");
  EXPECT_READS(window, "Giao cho Lê Thị Dung");
  EXPECT_READS(window, "Phạm Quốc Huy giao lúc 22/11/2026 08:00");
  window.click("boards.part.place");
  window.click("assign.to");
  window.click("assign.to.0");
  window.click("assign.save");
  window.wait(6'000ms);
  EXPECT_FALSE(given());
}

TEST_F(AssignmentPage, EverybodySeesWhoLooksAfterIt) {
  server_.me.login = "huy";
  ASSERT_TRUE(server_.assign_board({"b1"}, "dung", "Đến xem nguồn điện").ok());
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("go.boards");
  window.click("board.b1");
  EXPECT_READS(window, "Giao cho Lê Thị Dung");
  EXPECT_READS(window, "Đến xem nguồn điện");
  EXPECT_FALSE(window.driver.has("assign.to"));
}

class AssignmentLooks : public AssignmentPage, public testing::WithParamInterface<float> {};

TEST_P(AssignmentLooks, NothingIsCutSmallOrOverlaps) {
  server_.me.login = "huy";
  ASSERT_TRUE(server_.assign_board({"b1"}, "dung", "Đến xem nguồn điện").ok());
  DeskWindow window(server_, {1366, 768}, GetParam());
  window.sign_in("huy");
  window.click("go.boards");
  window.click("board.b1");
  for (const char* part : {"boards.part.now", "boards.part.place"}) {
    window.click(part);
    window.driver.idle();
    EXPECT_EQ(window.driver.lint(), std::vector<std::string>()) << part;
  }
}

INSTANTIATE_TEST_SUITE_P(Scales, AssignmentLooks, testing::Values(1.0F, 1.25F),
                         [](const auto& one) { return one.param > 1 ? "at125" : "at100"; });

}  // namespace
}  // namespace bangtin::desk
