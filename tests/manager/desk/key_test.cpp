// The person's own key at the desk: what it still lacks is said in words, and what he can do.
#include "tests/manager/desk/desk_window.h"

namespace bangtin::desk {
namespace {

class KeyTest : public testing::Test {
 protected:
  KeyTest() { server_.now = *from_iso8601("2026-11-22T01:00:00.000Z"); }

  /// Signs in and writes something that could be handed in.
  static void write(DeskWindow& window) {
    window.sign_in("hoa");
    window.click("item.new");
    window.fill("title", "Thông báo cắt điện");
    window.fill("body", "Kính gửi bà con!");
  }

  FakeDeskServer server_;
};

TEST_F(KeyTest, SigningInMakesTheKeyReadyUnderThePasswordThatWasTyped) {
  DeskWindow window(server_);
  write(window);
  EXPECT_EQ(server_.keys_readied, std::vector<std::string>{"hoa mat-khau-rat-dai"});
  EXPECT_FALSE(window.driver.has("key.replace"));
  EXPECT_TRUE(window.driver.enabled("item.submit"));
}

TEST_F(KeyTest, AKeyThatWaitsIsSaidUntilTheAdministratorSigned) {
  server_.signing = SigningState::Waiting;
  DeskWindow window(server_);
  write(window);
  EXPECT_READS(window, "Khoá của bạn chờ quản trị xác nhận.");
  EXPECT_READS(window, "anh áo bạc bài bánh bắp");
  EXPECT_FALSE(window.driver.enabled("item.submit"));
  EXPECT_TRUE(window.driver.enabled("item.save")) << "writing goes on";
  EXPECT_FALSE(window.driver.has("key.replace"));
  server_.signing = SigningState::Ready;
  window.wait(Millis(6'000));
  EXPECT_FALSE(window.driver.reads("chờ quản trị xác nhận"));
  window.click("item.submit");
  EXPECT_EQ(server_.all_items.at(0).state, ItemState::Submitted);
}

TEST_F(KeyTest, WhereNobodyHasBegunItIsSaid) {
  server_.signing = SigningState::NotBegun;
  DeskWindow window(server_);
  window.sign_in("nam");
  window.click("go.waiting");
  EXPECT_READS(window, "Xã chưa bắt đầu ký");
}

TEST_F(KeyTest, AKeyOnAnotherPcCanBeReplacedHereWithThePassword) {
  server_.signing = SigningState::Elsewhere;
  DeskWindow window(server_);
  write(window);
  EXPECT_READS(window, "Khoá của bạn nằm trên máy khác.");
  window.click("key.replace");
  EXPECT_READS(window, "Khoá cũ thôi hiệu lực");
  EXPECT_FALSE(window.driver.enabled("sheet.confirm"));
  window.fill("sheet.now", "sai mất rồi");
  window.click("sheet.confirm");
  EXPECT_READS(window, "Chưa làm được khoá mới.");
  EXPECT_EQ(server_.signing, SigningState::Elsewhere);
  window.click("key.replace");
  window.fill("sheet.now", "mat-khau-rat-dai");
  window.click("sheet.confirm");
  window.wait(Millis(1'000));
  EXPECT_READS(window, "Khoá của bạn chờ quản trị xác nhận.");
  EXPECT_TRUE(window.driver.lint().empty());
}

TEST_F(KeyTest, AKeyUnderTheOldPasswordIsBroughtToTheNewOne) {
  server_.signing = SigningState::OtherPassword;
  server_.key_password = "mat-khau-truoc-kia";
  DeskWindow window(server_);
  write(window);
  EXPECT_READS(window, "còn theo mật khẩu cũ");
  window.click("key.reseal");
  window.fill("sheet.before", "mat-khau-truoc-kia");
  EXPECT_FALSE(window.driver.enabled("sheet.confirm"));
  window.fill("sheet.now", "mat-khau-rat-dai");
  EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
  window.click("sheet.confirm");
  EXPECT_READS(window, "Khoá đã theo mật khẩu đang dùng.");
  EXPECT_TRUE(window.driver.enabled("item.submit"));
}

TEST_F(KeyTest, ThePasswordIsChangedByWhoeverKnowsTheOldOne) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("account");
  window.click("change_password");
  window.fill("sheet.before", "mat-khau-rat-dai");
  window.fill("sheet.now", "mat-khau-moi-tinh");
  window.fill("sheet.again", "mat-khau-moi");
  EXPECT_READS(window, "không giống nhau");
  EXPECT_FALSE(window.driver.enabled("sheet.confirm"));
  EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
  window.fill("sheet.again", "mat-khau-moi-tinh");
  window.click("sheet.confirm");
  EXPECT_READS(window, "Đã đổi mật khẩu.");
  EXPECT_EQ(server_.accounts["hoa"].password, "mat-khau-moi-tinh");
}

TEST_F(KeyTest, AKeyThatTheServerRefusesIsLookedAtAgain) {
  DeskWindow window(server_);
  write(window);
  server_.signing = SigningState::Retired;
  window.click("item.submit");
  window.wait(Millis(6'000));
  EXPECT_READS(window, "Khoá của bạn đã thôi hiệu lực.");
  EXPECT_FALSE(window.driver.enabled("item.submit"));
  EXPECT_TRUE(window.driver.has("key.replace"));
}

TEST_F(KeyTest, TheApproverSeesWhoComposedAndTheHashThatHeSigns) {
  DeskWindow window(server_);
  write(window);
  window.click("item.submit");
  window.click("sign_out");
  window.sign_in("nam");
  window.click("go.waiting");
  window.click("item.item-1");
  window.driver.idle();
  EXPECT_READS(window, "Người soạn: hoa");
  EXPECT_READS(window, "Đúng bản chờ duyệt, mã ");
}

}  // namespace
}  // namespace bangtin::desk
