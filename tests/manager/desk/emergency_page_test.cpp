// The page Khẩn cấp by clicks: what is off the air, by whom and since when, and the way back.
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

using namespace std::chrono_literals;

class EmergencyPage : public OfficeDesk {
 protected:
  EmergencyPage() {
    server_.add_board("b1", "Chợ Tân Hưng");
    server_.add_board("b2", "Trạm y tế");
  }
};

TEST_F(EmergencyPage, SaysThatAllIsOnTheAirAndThatThereAreNoAlertsYet) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("go.emergency");
  EXPECT_READS(window, "Mọi màn hình đang phát bình thường.");
  EXPECT_READS(window, "Bản này chưa có cảnh báo khẩn cấp");
  EXPECT_TRUE(window.driver.has("off_air")) << "the red button stays";
}

TEST_F(EmergencyPage, TheWayOffTheAirIsSeenWhateverTheHeightAndTheRoles) {
  server_.accounts["hoa"].person.roles = {Role::Editor, Role::Approver, Role::Technician,
                                          Role::Administrator};
  for (const float scale : {1.0F, 1.25F, 2.0F}) {
    DeskWindow window(server_, {1366, 768}, scale);
    window.sign_in("hoa");
    const auto& all = window.driver.items();
    const auto found = std::ranges::find(all, "off_air", &ui::LoggedItem::name);
    ASSERT_NE(found, all.end());
    EXPECT_GE(found->box.top, found->clip.top) << scale;
    EXPECT_LE(found->box.bottom, found->clip.bottom) << scale;
    EXPECT_LE(found->box.bottom, 768) << scale;
    window.click("sign_out");  // Rows above it are scrolled to.
    EXPECT_TRUE(window.driver.has("sign_in.now")) << scale;
  }
}

TEST_F(EmergencyPage, TellsWhoTookABoardOffTheAirAndPutsItBack) {
  DeskWindow window(server_);
  window.sign_in("nam");
  window.click("go.emergency");
  window.click("off_air.b2");
  EXPECT_READS(window, "Trạm y tế");
  window.fill("sheet.reason", "Nội dung lạ trên bảng");
  window.click("sheet.confirm");
  window.wait(6'000ms);
  EXPECT_FALSE(server_.all_boards[0].off_air);
  ASSERT_TRUE(server_.all_boards[1].off_air);
  EXPECT_EQ(server_.resumed, "token") << "another line can do it in the same session";
  EXPECT_READS(window, "Đang ngắt phát 1/2 màn hình");
  EXPECT_READS(window, "Trần Văn Nam ngắt: Nội dung lạ trên bảng");
  EXPECT_READS(window, "22/11/2026");
  window.click("off_air");
  window.click("sheet.confirm");
  window.wait(6'000ms);
  EXPECT_READS(window, "Đang ngắt phát 2/2 màn hình");
  EXPECT_READS(window, "Không có màn hình nào đang phát.");
  window.click("on_air.b1");
  window.click("sheet.confirm");
  window.wait(6'000ms);
  EXPECT_FALSE(server_.all_boards[0].off_air);
  EXPECT_TRUE(server_.all_boards[1].off_air) << "only the one that was meant";
  window.click("on_air");
  window.click("sheet.confirm");
  window.wait(6'000ms);
  EXPECT_READS(window, "Mọi màn hình đang phát bình thường.");
}

TEST_F(EmergencyPage, WhoMayNotPutOnAirIsToldWhoMay) {
  ASSERT_TRUE(server_.take_off_air({{"b1"}}, "Kiểm tra").ok());
  server_.all_boards[0].online = false;
  server_.all_boards[0].generation_wanted = 9;
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("go.emergency");
  EXPECT_READS(window, "Muốn phát lại: người duyệt hoặc quản trị bấm Phát lại.");
  EXPECT_READS(window, "Màn hình mất mạng, có mạng sẽ làm theo");
  EXPECT_FALSE(window.driver.has("on_air.b1"));
}

/// The page in each of its states, at both sizes of letters.
class EmergencyLooks : public EmergencyPage, public testing::WithParamInterface<float> {};

TEST_P(EmergencyLooks, NothingIsCutSmallOrOverlaps) {
  server_.add_account("tat-ca", "Lê Thị Lan",
                      {Role::Editor, Role::Approver, Role::Technician, Role::Administrator});
  for (int i = 3; i < 12; ++i) {
    server_.add_board("b" + std::to_string(i), "Nhà văn hoá ấp số " + std::to_string(i));
  }
  DeskWindow window(server_, {1366, 768}, GetParam());
  const auto clean = [&](const char* page) {
    window.driver.idle();
    EXPECT_EQ(window.driver.lint(), std::vector<std::string>()) << page;
  };
  window.sign_in("tat-ca");
  window.click("go.emergency");
  clean("all on the air");
  ASSERT_TRUE(
      server_.take_off_air({{"b1"}, {"b2"}, {"b3"}, {"b4"}}, "Nội dung cần kiểm tra lại").ok());
  window.wait(6'000ms);
  clean("some off the air");
  ASSERT_TRUE(server_.take_off_air({}, "Nội dung cần kiểm tra lại").ok());
  window.wait(6'000ms);
  clean("all off the air");
}

INSTANTIATE_TEST_SUITE_P(Scales, EmergencyLooks, testing::Values(1.0F, 1.25F),
                         [](const auto& one) { return one.param > 1 ? "at125" : "at100"; });

}  // namespace
}  // namespace bangtin::desk
