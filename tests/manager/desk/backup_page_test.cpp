// The pane of backups in the settings, and the way in over one.
#include "tests/manager/desk/desk_window.h"

namespace bangtin::desk {
namespace {

class BackupPageTest : public testing::Test {
 protected:
  BackupPageTest() {
    server_.now = *from_iso8601("2026-11-22T01:00:00.000Z");
    server_.add_account("quantri", "Phạm Thị Quản", {Role::Administrator});
  }
  static void open_pane(DeskWindow& window) {
    window.sign_in("quantri");
    window.click("settings.backups");
    window.driver.idle();
  }
  static void make(DeskWindow& window) {
    window.fill("backup.password", "mat-khau-rat-dai");
    window.click("backup.make");
    window.driver.idle();
  }
  static void open_restore(DeskWindow& window) {
    SignInForm form;
    form.entry = Entry::Choose;
    window.desk.apply({Edit{form}}, window.server.now);
    window.driver.idle();
    window.click("entry.restore");
    window.driver.idle();
  }
  static void expect_lint(DeskWindow& window) {
    for (const std::string& found : window.driver.lint()) ADD_FAILURE() << found;
  }

  FakeDeskServer server_;
};

TEST_F(BackupPageTest, ACommuneWithoutOneIsToldAndLedThere) {
  server_.backup_age.reset();
  DeskWindow window(server_);
  window.sign_in("quantri");
  EXPECT_READS(window, "máy chủ hỏng là mất hết tin");
  EXPECT_READS(window, "Chưa có bản sao lưu");
  expect_lint(window);
  window.click("backup.due");
  EXPECT_READS(window, "Cất vào đâu?");
  EXPECT_READS(window, "KINGSTON");
  EXPECT_EQ(window.keeper.looks, 1);
  EXPECT_TRUE(window.keeper.looked_to_write);
}

TEST_F(BackupPageTest, OneThatIsOldIsToldByItsDaysAndAFreshOneIsNot) {
  server_.backup_age = std::chrono::hours(24 * 31 + 5);
  DeskWindow window(server_);
  window.sign_in("quantri");
  EXPECT_READS(window, "Bản sao lưu gần nhất đã 31 ngày.");
  server_.backup_age = std::chrono::hours(24 * 29);
  DeskWindow fresh(server_);
  fresh.sign_in("quantri");
  EXPECT_FALSE(fresh.driver.has("backup.due"));
  EXPECT_READS(fresh, "Đã sao lưu 24/10/2026");
  fresh.click("settings.backups");
  fresh.driver.idle();
  EXPECT_READS(fresh, "cất ở /media/USB, do quantri làm");
}

TEST_F(BackupPageTest, TheStickIsProposedAndTwoAnswersMakeOne) {
  DeskWindow window(server_);
  open_pane(window);
  expect_lint(window);
  EXPECT_EQ(window.desk.state().backups.place, "/media/quan/KINGSTON");
  EXPECT_FALSE(window.driver.enabled("backup.make")) << "without the password";
  make(window);
  ASSERT_EQ(window.keeper.jobs.size(), 1u);
  EXPECT_EQ(window.keeper.jobs[0].place, "/media/quan/KINGSTON");
  EXPECT_EQ(window.keeper.jobs[0].password, "mat-khau-rat-dai");
  EXPECT_EQ(window.keeper.jobs[0].token, "token");
  EXPECT_TRUE(window.desk.state().backups.password.empty()) << "it is forgotten";
  EXPECT_READS(window, "1.234 tệp");
  EXPECT_READS(window, "/media/quan/KINGSTON/bang-tin-2026-11-22-0800");
  EXPECT_READS(window, "Có thể rút USB.");
  expect_lint(window);
}

TEST_F(BackupPageTest, AnotherPlaceIsChosenOrTyped) {
  DeskWindow window(server_);
  open_pane(window);
  window.click("backup.place.1");
  EXPECT_EQ(window.desk.state().backups.place, "/home/quan/Tài liệu");
  EXPECT_READS(window, "máy hỏng là mất theo");
  window.fill("backup.place", "/mnt/nas");
  make(window);
  EXPECT_EQ(window.keeper.jobs.at(0).place, "/mnt/nas");
}

TEST_F(BackupPageTest, WithoutAStickItSaysSoAndLooksAgain) {
  DeskWindow window(server_);
  window.keeper.places.erase(window.keeper.places.begin());
  open_pane(window);
  EXPECT_READS(window, "Chưa thấy USB nào.");
  window.keeper.places.insert(window.keeper.places.begin(),
                              {"/media/quan/USB2", "USB2", true, 1'000'000});
  window.click("backup.look");
  window.driver.idle();
  EXPECT_FALSE(window.driver.reads("Chưa thấy USB nào."));
  EXPECT_READS(window, "USB2");
  expect_lint(window);
}

TEST_F(BackupPageTest, OneThatRunsShowsHowFarItIsAndIsStopped) {
  DeskWindow window(server_);
  window.keeper.holds = BackupProgress{BackupProgress::Stage::Saving, 450, Seconds(75)};
  open_pane(window);
  make(window);
  EXPECT_READS(window, "Đang ghi · 45 %");
  EXPECT_READS(window, "còn khoảng 1 phút 15 giây");
  EXPECT_FALSE(window.driver.has("backup.make"));
  expect_lint(window);
  window.click("backup.stop");
  window.driver.idle();
  EXPECT_EQ(window.keeper.stops, std::vector<int>{1});
  EXPECT_READS(window, "không có bản sao lưu nào được ghi");
  EXPECT_TRUE(window.driver.has("backup.make"));
}

TEST_F(BackupPageTest, WhoeverSignsOutStopsIt) {
  DeskWindow window(server_);
  window.keeper.holds = BackupProgress{};
  open_pane(window);
  make(window);
  window.click("sign_out");
  window.driver.idle();
  EXPECT_EQ(window.keeper.stops.size(), 1u);
  EXPECT_FALSE(window.desk.state().backups.run);
}

TEST_F(BackupPageTest, WhatFailsIsSaidInWordsToActOn) {
  DeskWindow window(server_);
  open_pane(window);
  window.keeper.fault = Error{Code::Full, "no room", "backup.no_room"};
  make(window);
  EXPECT_READS(window, "dùng USB lớn hơn");
  expect_lint(window);
  window.keeper.fault = Error{Code::Denied, "", "person.own_password_wrong"};
  make(window);
  EXPECT_FALSE(window.driver.reads("dùng USB lớn hơn"));
  EXPECT_READS(window, "Mật khẩu không đúng.");
  EXPECT_TRUE(window.desk.state().backups.password.empty());
  window.keeper.fault = Error{Code::Unavailable, "the cable is cut", ""};
  make(window);
  EXPECT_READS(window, "Mất liên lạc với máy chủ quá lâu");
}

TEST_F(BackupPageTest, FitsASmallScreenAtOneAndAQuarter) {
  server_.backup_age = std::chrono::hours(24 * 40);
  DeskWindow window(server_, {1366, 768}, 1.25F);
  open_pane(window);
  expect_lint(window);
  window.keeper.fault = Error{Code::Full, "no room", "backup.no_room"};
  make(window);
  expect_lint(window);
  DeskWindow other(server_, {1366, 768}, 1.25F);
  other.keeper.found = {{"/media/USB/bang-tin", "Xã Tân Hưng", "USB", server_.now}};
  open_restore(other);
  expect_lint(other);
}

TEST_F(BackupPageTest, ACommuneComesBackFromAStick) {
  DeskWindow window(server_);
  window.keeper.found = {
      {"/media/USB/bang-tin-2026-11-20-1610", "Xã Tân Hưng", "USB",
       *from_iso8601("2026-11-20T09:10:00Z")},
      {"/media/USB/bang-tin-2026-10-01-0800", "Xã Tân Hưng", "USB",
       *from_iso8601("2026-10-01T01:00:00Z")},
  };
  open_restore(window);
  EXPECT_FALSE(window.keeper.looked_to_write) << "a stick that is locked will do";
  EXPECT_READS(window, "20/11/2026 16:10 · USB");
  expect_lint(window);
  window.click("restore.now");
  window.driver.idle();
  ASSERT_EQ(window.keeper.restores.size(), 1u);
  EXPECT_EQ(window.keeper.restores[0].from, "/media/USB/bang-tin-2026-11-20-1610");
  EXPECT_READS(window, "Đã khôi phục.");
  expect_lint(window);
  EXPECT_TRUE(window.desk.state().sign_in.own_server);
  EXPECT_EQ(window.desk.state().sign_in.pin, std::string(64, 'c'));
  window.sign_in("quantri");
  EXPECT_EQ(server_.own_starts, 1);
  EXPECT_EQ(window.desk.state().page, Page::Settings);
}

TEST_F(BackupPageTest, WhatCannotBeRestoredIsSaidAndThereIsAWayBack) {
  DeskWindow window(server_);
  open_restore(window);
  EXPECT_READS(window, "Chưa thấy bản sao lưu nào.");
  expect_lint(window);
  EXPECT_FALSE(window.driver.enabled("restore.now"));
  window.keeper.fault = Error{Code::Conflict, "", "backup.restore_conflict"};
  window.fill("restore.folder", "/mnt/cu");
  window.click("restore.now");
  window.driver.idle();
  EXPECT_READS(window, "Không gì bị ghi đè");
  expect_lint(window);
  window.click("restore.back");
  EXPECT_EQ(window.desk.state().sign_in.entry, Entry::Account);
}

}  // namespace
}  // namespace bangtin::desk
