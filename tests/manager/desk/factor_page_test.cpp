// The second factor at the desk: signing in with it, turning it on and off, and its removal.
#include <gtest/gtest.h>

#include "shared/ui/canvas.h"
#include "tests/fakes/fake_factor.h"
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

class FactorPage : public OfficeDesk {
 protected:
  FactorPage() { server_.add_account("quantri", "Phạm Thị Quản", {Role::Administrator}); }
  static void expect_well_laid(DeskWindow& window, const char* stage) {
    EXPECT_EQ(window.driver.lint(), std::vector<std::string>()) << stage;
  }
};

TEST_F(FactorPage, SigningInAsksForTheCodeAfterThePasswordAndKeepsWhatWasTyped) {
  server_.factor_login = "hoa";
  DeskWindow window(server_);
  EXPECT_FALSE(window.driver.has("code"));
  window.sign_in("hoa");
  EXPECT_READS(window, "đã bật xác minh hai bước");
  EXPECT_TRUE(window.driver.has("code"));
  expect_well_laid(window, "code");
  window.driver.type("000000");  // The field has the keyboard.
  window.click("sign_in.now");
  window.driver.idle();
  EXPECT_READS(window, "Đồng hồ điện thoại lệch?");
  EXPECT_EQ(window.desk.state().sign_in.code, "") << "a code is typed anew";
  EXPECT_FALSE(window.desk.state().sign_in.password.empty());
  window.fill("code", FakeFactor::kCode);
  window.click("sign_in.now");
  window.driver.idle();
  EXPECT_TRUE(window.driver.has("go.compose"));
  window.click("sign_out");
  EXPECT_FALSE(window.driver.has("code")) << "whoever is next may have none";
}

TEST_F(FactorPage, IsTurnedOnWithACodeAndTellsTenOthersOnce) {
  for (const float scale : {0.8F, 1.0F, 1.25F}) {
    server_.factor_fake = FakeFactor();
    DeskWindow window(server_, {1366, 768}, scale);
    window.sign_in("hoa");
    window.click("account");
    window.click("factor");
    EXPECT_READS(window, "Đang tắt.");
    expect_well_laid(window, "off");
    window.fill("factor.password", "sai-mat-khau");
    window.click("factor.begin");
    EXPECT_READS(window, text("person.own_password_wrong"));
    window.fill("factor.password", FakeFactor::kPassword);
    window.click("factor.begin");
    EXPECT_READS(window, "GEZD GNBV");
    EXPECT_TRUE(window.driver.has("factor.qr"));
    EXPECT_GT(std::ranges::count(window.desk.state().factor.picture->pixels, 0xff000000U), 5'000);
    EXPECT_EQ(window.desk.state().factor.password, "");
    expect_well_laid(window, "offer");
    EXPECT_FALSE(server_.factor_fake.state.since) << "not before a right code";
    window.fill("factor.first", "000000");
    window.click("factor.confirm");
    EXPECT_READS(window, "Mã không đúng.");
    EXPECT_READS(window, "GEZD GNBV");
    window.fill("factor.first", FakeFactor::kCode);
    window.click("factor.confirm");
    EXPECT_TRUE(server_.factor_fake.state.since);
    EXPECT_READS(window, "ABCD0-EFGHJ");
    EXPECT_READS(window, "ABCD9-EFGHJ");
    expect_well_laid(window, "codes");
    window.driver.key(ui::Key::Escape);
    EXPECT_READS(window, "ABCD9-EFGHJ");
    window.click("factor.save");
    EXPECT_EQ(server_.factor_fake.saved.size(), 10U);
    EXPECT_READS(window, "Mã dự phòng.txt");
    window.click("factor.done");
    EXPECT_FALSE(window.driver.reads("ABCD9-EFGHJ"));
    window.click("account");
    window.click("factor");
    EXPECT_READS(window, "Đã bật từ 22/11/2026. Còn 10 mã dự phòng.");
    EXPECT_FALSE(window.driver.reads("ABCD9-EFGHJ")) << "told once";
  }
}

TEST_F(FactorPage, TheCodeIsDrawnWholeForAPhonesCamera) {
  State state;
  {
    DeskWindow window(server_);
    window.sign_in("hoa");
    window.click("account");
    window.click("factor");
    window.fill("factor.password", FakeFactor::kPassword);
    window.click("factor.begin");
    state = window.desk.state();
  }
  auto canvas = ui::Canvas::open({1366, 768}, 1.0F).value();
  const Bitmap& page = canvas->draw([&] {
    Commands ignored;
    draw(state, server_.now, ignored);
  });
  constexpr std::uint32_t kBlack = 0xff000000U;
  EXPECT_EQ(std::ranges::count(page.pixels, kBlack),
            std::ranges::count(state.factor.picture->pixels, kBlack));
  if (const char* folder = std::getenv("BANGTIN_PICTURES")) {
    EXPECT_TRUE(write_png(std::filesystem::path(folder) / "factor.png", page).ok());
  }
}

TEST_F(FactorPage, IsTurnedOffWithBothAndSaysWhatIsWrong) {
  server_.factor_fake.state = {server_.now, 3};
  DeskWindow window(server_);
  window.sign_in("nam");
  window.click("account");
  window.click("factor");
  EXPECT_READS(window, "Còn 3 mã dự phòng.");
  expect_well_laid(window, "on");
  EXPECT_FALSE(window.driver.enabled("factor.end"));
  window.fill("factor.password", FakeFactor::kPassword);
  window.fill("factor.last", "123456");
  window.click("factor.end");
  EXPECT_READS(window, "Mã không đúng.");
  window.fill("factor.last", FakeFactor::kCode);
  window.click("factor.end");
  EXPECT_READS(window, "Đang tắt.");
  window.driver.key(ui::Key::Escape);
  EXPECT_FALSE(window.driver.has("factor.close"));
}

TEST_F(FactorPage, AServerThatIsAwayLeavesAWayOut) {
  server_.factor_fake.fault = Error{Code::Unavailable, "the cable is cut", ""};
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("account");
  window.click("factor");
  EXPECT_READS(window, text("error.unavailable"));
  window.click("factor.close");
  EXPECT_FALSE(window.driver.has("factor.close"));
}

TEST_F(FactorPage, ASessionThatEndsTakesThePaneButNotCodesThatWereNotPutAway) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("account");
  window.click("factor");
  const Report ended = LinkLost{Error{Code::Denied, "no live session", "person.no_session"}};
  window.desk.take(ended, server_.now);
  window.driver.idle();
  EXPECT_FALSE(window.driver.has("factor.close"));
  EXPECT_TRUE(window.driver.has("sign_in.now"));
  window.sign_in("hoa");
  window.click("account");
  window.click("factor");
  window.fill("factor.password", FakeFactor::kPassword);
  window.click("factor.begin");
  window.fill("factor.first", FakeFactor::kCode);
  window.click("factor.confirm");
  window.desk.take(ended, server_.now);
  window.driver.idle();
  EXPECT_READS(window, "ABCD9-EFGHJ");
  window.click("factor.done");
  EXPECT_TRUE(window.driver.has("sign_in.now"));
}

TEST_F(FactorPage, AnAdministratorRemovesSomebodysAfterAQuestion) {
  server_.factor_login = "hoa";
  DeskWindow window(server_);
  window.sign_in("quantri");
  window.click("go.settings");
  window.click("person.nam");
  EXPECT_FALSE(window.driver.has("factor.reset"));
  window.click("person.hoa");
  EXPECT_READS(window, "có xác minh hai bước");
  expect_well_laid(window, "person");
  window.click("factor.reset");
  EXPECT_READS(window, "mất cả điện thoại lẫn mã dự phòng");
  window.click("sheet.cancel");
  EXPECT_TRUE(server_.factor_fake.was_reset.empty());
  window.click("factor.reset");
  window.click("sheet.confirm");
  ASSERT_EQ(server_.factor_fake.was_reset.size(), 1U);
  EXPECT_EQ(server_.factor_fake.was_reset[0], server_.accounts.at("hoa").person.id);
  EXPECT_READS(window, "Đã gỡ xác minh hai bước.");
}

}  // namespace
}  // namespace bangtin::desk
