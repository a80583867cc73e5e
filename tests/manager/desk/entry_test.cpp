// The ways in, and the beginning of a commune on this PC.
#include "tests/manager/desk/desk_window.h"

namespace bangtin::desk {
namespace {

class EntryTest : public testing::Test {
 protected:
  EntryTest() {
    server_.now = *from_iso8601("2026-11-22T01:00:00.000Z");
    server_.accounts.clear();
    server_.commune_record = {};
    server_.trust = {};
    server_.commune_key_here = false;
  }

  static DeskWindow& first_time(DeskWindow& window) {
    SignInForm form;
    form.entry = Entry::Choose;
    window.desk.apply({Edit{form}}, window.server.now);
    window.driver.idle();
    return window;
  }
  static void answer(DeskWindow& window) {
    window.click("entry.begins");
    window.fill("commune.name", "Xã Tân Hưng");
    window.fill("commune.code", "31108");
    window.fill("commune.province", "91");
    window.fill("display_name", "Nguyễn Văn Quản");
    window.fill("login", "quantri");
    window.fill("password", "mat-khau-rat-dai");
    window.fill("password_again", "mat-khau-rat-dai");
  }
  static void expect_clean(DeskWindow& window) {
    for (const std::string& found : window.driver.lint()) ADD_FAILURE() << found;
  }

  FakeDeskServer server_;
};

TEST_F(EntryTest, ThreeAnswersMakeACommuneThatSigns) {
  DeskWindow window(server_);
  first_time(window);
  EXPECT_READS(window, "Xã chưa có Bảng Tin");
  expect_clean(window);
  answer(window);
  expect_clean(window);
  window.click("sign_in.now");
  window.wait(Millis(1'000));
  EXPECT_EQ(server_.own_starts, 1);
  EXPECT_EQ(server_.commune_record.agency, "UBND xã Tân Hưng") << "proposed from the name";
  EXPECT_TRUE(server_.trust.begun);
  EXPECT_EQ(server_.accounts.at("quantri").person.roles,
            (std::vector{Role::Editor, Role::Administrator}));
  EXPECT_READS(window, "ABCD EFGH");
  EXPECT_TRUE(window.desk.state().sign_in.own_server);
  EXPECT_EQ(window.desk.state().sign_in.pin, std::string(64, 'b'));
  window.click("trust.sheet_written");
  EXPECT_TRUE(window.driver.has("go.compose")) << "he may write at once";
}

TEST_F(EntryTest, TheFormFitsASmallScreenAtOneAndAQuarter) {
  DeskWindow window(server_, {1366, 768}, 1.25F);
  first_time(window);
  answer(window);
  expect_clean(window);
}

TEST_F(EntryTest, AnAgencyThatWasTypedStays) {
  DeskWindow window(server_);
  first_time(window);
  window.click("entry.begins");
  window.fill("commune.name", "Phường An Bình");
  EXPECT_EQ(window.desk.state().sign_in.commune.agency, "UBND phường An Bình");
  window.fill("commune.agency", "Đảng uỷ phường An Bình");
  window.fill("commune.name", "Phường An Hoà");
  EXPECT_EQ(window.desk.state().sign_in.commune.agency, "Đảng uỷ phường An Bình");
}

TEST_F(EntryTest, WhatCannotBeACodeIsSaidBeforeAnythingIsMade) {
  DeskWindow window(server_);
  first_time(window);
  answer(window);
  window.fill("commune.code", "3110x");
  EXPECT_READS(window, "Mã xã là 5 chữ số.");
  EXPECT_FALSE(window.driver.enabled("sign_in.now"));
  window.fill("commune.code", "31108");
  window.fill("password_again", "mat-khau-khac-han");
  window.click("sign_in.now");
  EXPECT_EQ(server_.own_starts, 0);
  EXPECT_TRUE(server_.accounts.empty());
}

TEST_F(EntryTest, AServerThatDoesNotStartLosesNoWord) {
  DeskWindow window(server_);
  server_.own_fault = Error{Code::NotFound, "/usr/lib", "desk.own.no_program"};
  first_time(window);
  answer(window);
  window.click("sign_in.now");
  EXPECT_READS(window, "Hãy cài gói bangtin-server");
  EXPECT_EQ(window.desk.state().sign_in.commune.name, "Xã Tân Hưng");
  EXPECT_EQ(window.desk.state().sign_in.login, "quantri");
  expect_clean(window);
}

TEST_F(EntryTest, OneThatWasSetUpBeforeAsksForTheAccount) {
  DeskWindow window(server_);
  server_.own_facts.setup_token.clear();
  server_.add_account("quantri", "Nguyễn Văn Quản", {Role::Administrator});
  first_time(window);
  answer(window);
  window.click("sign_in.now");
  EXPECT_READS(window, "đã được thiết lập từ trước");
  window.sign_in("quantri");
  EXPECT_EQ(window.desk.state().page, Page::Settings);
  EXPECT_EQ(server_.own_starts, 2) << "its own server is started before he signs in";
}

TEST_F(EntryTest, WhatFailsAfterTheAccountWasMadeIsLeftForTheSettings) {
  DeskWindow window(server_);
  server_.begin_fault = Error{Code::Unavailable, "the cable is cut", ""};
  first_time(window);
  answer(window);
  window.click("sign_in.now");
  window.wait(Millis(1'000));
  EXPECT_EQ(window.desk.state().page, Page::Settings);
  EXPECT_READS(window, "hãy làm tiếp phần còn thiếu");
  EXPECT_READS(window, "ABCD EFGH");
  window.click("trust.sheet_written");
  EXPECT_TRUE(window.driver.has("trust.begin"));
}

TEST_F(EntryTest, AnotherServersAddressIsNotThisPcsOwn) {
  DeskWindow window(server_);
  SignInForm form;
  form.own_server = true;
  form.pin = std::string(64, 'b');
  window.desk.apply({Edit{form}}, server_.now);
  window.fill("address", "https://may-khac:8443");
  EXPECT_FALSE(window.desk.state().sign_in.own_server);
}

}  // namespace
}  // namespace bangtin::desk
