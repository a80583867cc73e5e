// State mourning on the page Khẩn cấp, by clicks.
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

using namespace std::chrono_literals;

class MourningPage : public OfficeDesk {
 protected:
  MourningPage() { server_.add_board("b1", "Chợ Tân Hưng"); }
  const std::optional<MourningDeclared>& declared() const {
    return server_.mourning_record.declared;
  }
};

TEST_F(MourningPage, IsDeclaredForTwoDaysByOneQuestionAndTakenBack) {
  DeskWindow window(server_);
  window.sign_in("nam");
  window.click("go.emergency");
  EXPECT_READS(window, "Không có quốc tang.");
  window.click("mourning.declare");
  EXPECT_READS(window, "từ Chủ nhật, 22/11/2026 đến hết Thứ hai, 23/11/2026");
  EXPECT_FALSE(window.driver.enabled("sheet.confirm")) << "by which announcement?";
  window.fill("sheet.reason", "Thông báo số 12-TB/TW");
  window.click("sheet.confirm");
  window.wait(6'000ms);
  ASSERT_TRUE(declared());
  EXPECT_EQ(declared()->mourning,
            (Mourning{2026y / 11 / 22, 2026y / 11 / 23, "Thông báo số 12-TB/TW"}));
  EXPECT_READS(window, "Đang quốc tang");
  EXPECT_READS(window, "từ Chủ nhật, 22/11/2026 đến hết Thứ hai, 23/11/2026");
  EXPECT_READS(window, "Trần Văn Nam đặt lúc 22/11/2026 08:00: Thông báo số 12-TB/TW");
  window.click("go.boards");
  EXPECT_READS(window, "doanh nghiệp không phát, màn hình tắt tiếng.");
  window.click("go.emergency");
  window.click("mourning.end");
  window.click("sheet.confirm");
  window.wait(6'000ms);
  EXPECT_FALSE(declared());
  EXPECT_READS(window, "Không có quốc tang.");
}

TEST_F(MourningPage, ASlipOfTheDaysIsSaidBeforeAnythingIsSent) {
  DeskWindow window(server_);
  window.sign_in("nam");
  window.click("go.emergency");
  window.click("mourning.declare");
  window.fill("sheet.reason", "Thông báo số 12-TB/TW");
  window.fill("mourning.last_day", "20/11/2026");
  EXPECT_READS(window, "Ngày cuối đứng trước ngày đầu.");
  EXPECT_FALSE(window.driver.enabled("sheet.confirm"));
  window.fill("mourning.last_day", "mai");
  EXPECT_READS(window, "Không hiểu ngày này");
  window.fill("mourning.last_day", "24/11/2026");
  window.click("sheet.confirm");
  window.wait(6'000ms);
  ASSERT_TRUE(declared());
  EXPECT_EQ(declared()->mourning.last_day, 2026y / 11 / 24);
}

TEST_F(MourningPage, CountsWhatRestsAndForgetsItWhenItIsOver) {
  ItemContent festival = notice("Hội diễn văn nghệ");
  festival.category = Category::Culture;
  server_.me.login = "hoa";
  const ItemRecord item = submitted(server_.add_item(festival).value());
  server_.me.login = "nam";
  ASSERT_TRUE(
      server_.approve_item(item.id, *item.submitted, checks_for(item.content), server_.now).ok());
  PlaylistRecord playlist;
  playlist.name = "Sáng";
  playlist.items = {item.id, approved_item("Lịch tiêm chủng")};
  playlist.boards = {{"b1"}};
  ASSERT_TRUE(server_.publish(server_.save_playlist(playlist).value().id).ok());
  ASSERT_TRUE(server_.set_mourning(Mourning{2026y / 11 / 22, 2026y / 11 / 22, "TB"}).ok());
  DeskWindow window(server_);
  window.sign_in("nam");
  window.click("go.emergency");
  EXPECT_READS(window, "1 tin trong danh sách phát nghỉ những ngày ấy.");
  EXPECT_READS(window, "Đang quốc tang");
  EXPECT_READS(window, "Chủ nhật, 22/11/2026");
  window.wait(17h);
  EXPECT_READS(window, "Không có quốc tang.");
}

TEST_F(MourningPage, GoesByTheServersClock) {
  ASSERT_TRUE(server_.set_mourning(Mourning{2026y / 11 / 22, 2026y / 11 / 22, "TB"}).ok());
  DeskWindow window(server_);
  window.pc_ahead = Millis(24h);
  window.sign_in("nam");
  window.wait(10'000ms);
  window.click("go.emergency");
  EXPECT_READS(window, "Đang quốc tang");
  ASSERT_TRUE(server_.set_mourning(std::nullopt).ok());
  window.wait(6'000ms);
  window.click("mourning.declare");
  EXPECT_EQ(window.desk.state().sheet->first_day, "22/11/2026");
}

TEST_F(MourningPage, WhoMayNotIsToldWhoMay) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("go.emergency");
  EXPECT_READS(window, "Người duyệt hoặc quản trị đặt và bỏ quốc tang.");
  EXPECT_FALSE(window.driver.has("mourning.declare"));
}

class MourningLooks : public MourningPage, public testing::WithParamInterface<float> {};

TEST_P(MourningLooks, NothingIsCutSmallOrOverlaps) {
  DeskWindow window(server_, {1366, 768}, GetParam());
  const auto clean = [&](const char* page) {
    window.driver.idle();
    EXPECT_EQ(window.driver.lint(), std::vector<std::string>()) << page;
  };
  window.sign_in("nam");
  window.click("go.emergency");
  clean("none");
  window.click("mourning.declare");
  window.fill("mourning.last_day", "20/11/2026");
  clean("the question");
  window.click("sheet.cancel");
  ASSERT_TRUE(server_.set_mourning(Mourning{2026y / 11 / 22, 2026y / 11 / 28, "Thông báo"}).ok());
  window.wait(6'000ms);
  clean("declared");
}

INSTANTIATE_TEST_SUITE_P(Scales, MourningLooks, testing::Values(1.0F, 1.25F),
                         [](const auto& one) { return one.param > 1 ? "at125" : "at100"; });

}  // namespace
}  // namespace bangtin::desk
