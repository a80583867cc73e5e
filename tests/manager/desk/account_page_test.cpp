// One's own account at the desk: the signing key on paper and on a stick, back from them on another
// PC, and what happens when both are lost.
#include "shared/ui/canvas.h"
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

class AccountPage : public OfficeDesk {
 protected:
  AccountPage() {
    server_.add_account("quantri", "Phạm Thị Quản", {Role::Editor, Role::Administrator});
  }
  static void expect_well_drawn(DeskWindow& window, const char* stage) {
    EXPECT_EQ(window.driver.lint(), std::vector<std::string>()) << stage;
  }
  FakeKeyCopies& pc() { return server_.key_fake; }
  void plug_in(const char* name) {
    const std::string folder = std::string("/media/") + name;
    pc().places.sticks.push_back({folder, name, true, 8'000'000'000});
  }
  static const AccountForm& form_of(const DeskWindow& window) {
    return window.desk.state().account;
  }
};

TEST_F(AccountPage, SaysHowTheKeyStandsWhoseItIsAndSinceWhen) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("account");
  EXPECT_READS(window, "Tên đăng nhập hoa · Soạn tin");
  EXPECT_READS(window, "Khoá của bạn sẵn sàng để ký.");
  EXPECT_READS(window, "Sáu từ của khoá: anh áo bạc bài bánh bắp");
  EXPECT_READS(window, "Đăng ký từ 12/11/2026. Tệp khoá nằm trên máy này.");
  EXPECT_FALSE(window.driver.has("account.recover"));
  expect_well_drawn(window, "overview");
  window.driver.key(ui::Key::Escape);
  EXPECT_FALSE(window.driver.has("account.close"));
}

TEST_F(AccountPage, LeadsToPasswordAndSecondFactorOfEveryRole) {
  DeskWindow window(server_);
  window.sign_in("tuan");
  window.click("account");
  EXPECT_READS(window, "Vai trò của bạn không cần khoá ký.");
  EXPECT_FALSE(window.driver.has("account.copies"));
  EXPECT_FALSE(window.driver.reads("Sáu từ"));
  expect_well_drawn(window, "no key");
  window.click("change_password");
  EXPECT_TRUE(window.driver.has("sheet.before"));
  window.click("sheet.cancel");
  EXPECT_FALSE(window.driver.has("account.close"));
  window.click("account");
  window.click("factor");
  EXPECT_READS(window, "Đang tắt.");
}

TEST_F(AccountPage, ThePasswordShowsTheSheetThatIsPrintedAndCopiedOntoAStick) {
  plug_in("USB");
  for (const float scale : {1.0F, 1.25F}) {
    server_.recovery_papers.clear();
    pc().copies.clear();
    DeskWindow window(server_, {1366, 768}, scale);
    window.sign_in("hoa");
    window.click("account");
    window.click("account.copies");
    EXPECT_FALSE(window.driver.enabled("account.sheet"));
    expect_well_drawn(window, "password");
    window.driver.type("gõ nhầm");  // The field has the keyboard.
    window.click("account.sheet");
    EXPECT_READS(window, text("person.wrong_sign_in"));
    EXPECT_FALSE(window.driver.reads("0G3M-K7QT"));
    window.fill("account.password", FakeKeyCopies::kPassword);
    window.click("account.sheet");
    EXPECT_READS(window, "0G3M-K7QT-RZ14-9D2C-HV5X-8WNB-J6FA");
    EXPECT_READS(window, "2T7P-YE9K-4SRD-M1XG-5Q8Z-CB3H-V0NW");
    EXPECT_EQ(form_of(window).password, "");
    window.click("account.save_paper");
    ASSERT_EQ(server_.recovery_papers.size(), 1U);
    EXPECT_EQ(server_.recovery_papers[0].login, "hoa");
    EXPECT_EQ(server_.recovery_papers[0].made_by, "Nguyễn Thị Hoa");
    EXPECT_EQ(server_.recovery_papers[0].sheet, FakeKeyCopies::kMySheet);
    EXPECT_EQ(server_.recovery_papers[0].words, "anh áo bạc bài bánh bắp");
    EXPECT_READS(window, "In trang này, cất vào tủ khoá, rồi xoá tệp.");
    EXPECT_EQ(form_of(window).folder, "/media/USB") << "the only one is meant";
    window.click("account.save_copy");
    ASSERT_EQ(pc().copies.size(), 1U);
    EXPECT_READS(window, "Đã chép /media/USB/khoa-bang-tin-hoa.txt.");
    expect_well_drawn(window, "all saved");
    EXPECT_TRUE(window.desk.state().settings.recovery_file.empty()) << "not the commune's";
    window.click("account.close");
    window.click("account");
    window.click("account.copies");
    EXPECT_FALSE(window.driver.reads("0G3M-K7QT")) << "the password is asked for again";
  }
}

TEST_F(AccountPage, WithoutAStickItSaysSoAndLooksAgain) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("account");
  window.click("account.copies");
  window.fill("account.password", FakeKeyCopies::kPassword);
  window.click("account.sheet");
  EXPECT_READS(window, "Chưa thấy USB nào");
  EXPECT_FALSE(window.driver.enabled("account.save_copy"));
  window.fill("account.folder", "/media/thieu");
  window.click("account.save_copy");
  EXPECT_READS(window, text("report.no_folder"));
  EXPECT_READS(window, "0G3M-K7QT");
  plug_in("A");
  plug_in("B");
  window.click("account.look");
  window.click("account.stick.1");
  EXPECT_EQ(form_of(window).folder, "/media/B");
  expect_well_drawn(window, "two sticks");
  window.click("account.save_copy");
  EXPECT_EQ(pc().copies.size(), 1U);
}

TEST_F(AccountPage, OnANewPcTheSheetIsTypedAndEachSlipIsSaid) {
  server_.signing = SigningState::Elsewhere;
  for (const float scale : {1.0F, 1.25F}) {
    server_.signing = SigningState::Elsewhere;
    DeskWindow window(server_, {1366, 768}, scale);
    window.sign_in("hoa");
    EXPECT_READS(window, "Khoá của bạn nằm trên máy khác.");
    expect_well_drawn(window, "note");
    window.click("key.recover");
    EXPECT_FALSE(window.driver.enabled("account.recover_now"));
    window.driver.type("0G3M K7QT");  // The field has the keyboard.
    window.fill("account.password", FakeKeyCopies::kPassword);
    window.click("account.recover_now");
    EXPECT_READS(window, "Hãy so lại từng nhóm bốn chữ.");
    EXPECT_EQ(form_of(window).typed, "0G3M K7QT") << "what was typed is mended, not typed anew";
    expect_well_drawn(window, "wrong letter");
    window.fill("account.typed", pc().of_another);
    window.click("account.recover_now");
    EXPECT_READS(window, "của người khác, hoặc của khoá cũ đã thay");
    window.fill("account.typed", FakeKeyCopies::kMySheet);
    window.fill("account.password", "gõ nhầm");
    window.click("account.recover_now");
    EXPECT_READS(window, text("person.wrong_sign_in"));
    window.fill("account.password", FakeKeyCopies::kPassword);
    window.click("account.recover_now");
    EXPECT_READS(window, "Khoá của bạn đã nằm trên máy này.");
    EXPECT_READS(window, "Khoá của bạn sẵn sàng để ký.");
    EXPECT_EQ(form_of(window).typed, "") << "nothing of it stays";
    window.click("account.close");
    EXPECT_FALSE(window.driver.has("key.recover"));
  }
}

TEST_F(AccountPage, ACopyOnAStickIsChosenTypedOrDroppedOntoTheWindow) {
  server_.signing = SigningState::Elsewhere;
  pc().places.copies = {{"/media/USB/khoa-bang-tin-nam.txt", "nam", "USB"},
                        {FakeKeyCopies::kFile, "hoa", "USB"}};
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("account");
  window.click("account.recover");
  EXPECT_EQ(form_of(window).file, FakeKeyCopies::kFile) << "his own is meant";
  EXPECT_READS(window, "bản khoá trên USB");
  expect_well_drawn(window, "copies");
  window.fill("account.typed", "0G3M");
  window.click("account.copy.0");
  EXPECT_EQ(form_of(window).typed, "") << "a copy that is chosen takes the place of what was typed";
  window.fill("account.password", FakeKeyCopies::kPassword);
  window.click("account.recover_now");
  EXPECT_READS(window, "Không thấy tệp này. USB còn cắm không?");
  window.fill("account.typed", "0G3M");
  window.desk.drop_file(FakeKeyCopies::kFile);
  window.driver.idle();
  window.click("account.recover_now");
  EXPECT_READS(window, "Khoá của bạn sẵn sàng để ký.");
}

TEST_F(AccountPage, AKeyThatMaySignNoLongerIsSaidAfterItCameBack) {
  server_.signing = SigningState::Elsewhere;
  pc().recovered = SigningState::Retired;
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("key.recover");
  window.fill("account.typed", FakeKeyCopies::kMySheet);
  window.fill("account.password", FakeKeyCopies::kPassword);
  window.click("account.recover_now");
  EXPECT_READS(window, "Khoá của bạn đã thôi hiệu lực.");
  EXPECT_FALSE(window.driver.has("account.copies")) << "a copy of it helps nobody";
}

TEST_F(AccountPage, WhoLostBothIsToldWhatHappensNextAndMakesANewKey) {
  server_.signing = SigningState::Elsewhere;
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("key.recover");
  window.click("account.lost");
  EXPECT_READS(window, "Gọi cho quản trị và đọc sáu từ của khoá mới");
  EXPECT_READS(window, "khoá cũ bị thu hồi");
  EXPECT_FALSE(window.driver.has("account.settings"));
  expect_well_drawn(window, "lost");
  window.click("account.back");
  EXPECT_READS(window, "Tệp khoá không có trên máy này.");
  window.click("account.lost");
  window.click("account.replace");
  window.fill("sheet.now", FakeKeyCopies::kPassword);
  window.click("sheet.confirm");
  window.wait(Millis(1'000));
  EXPECT_READS(window, "Khoá của bạn chờ quản trị xác nhận.");
  EXPECT_READS(window, "anh áo bạc bài bánh bắp");
}

TEST_F(AccountPage, AnAdministratorWhoLostBothIsLedToTheSettings) {
  server_.signing = SigningState::Elsewhere;
  server_.commune_key_here = false;
  DeskWindow window(server_);
  window.sign_in("quantri");
  window.click("account");
  window.click("account.lost");
  EXPECT_READS(window, "lấy lại khoá ấy từ phiếu của xã trước");
  expect_well_drawn(window, "lost, administrator");
  window.click("account.settings");
  EXPECT_EQ(window.desk.state().page, Page::Settings);
  EXPECT_TRUE(window.driver.has("trust.recover"));
}

TEST_F(AccountPage, IsUsedByKeysAlone) {
  server_.signing = SigningState::Elsewhere;
  pc().places.copies = {{FakeKeyCopies::kFile, "hoa", "USB"}};
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("key.recover");
  window.driver.idle();
  window.driver.paste(FakeKeyCopies::kMySheet);
  EXPECT_EQ(form_of(window).typed, FakeKeyCopies::kMySheet);
  // Over the copy, the file and the button that looks again to the password.
  for (int i = 0; i < 8 && form_of(window).password.empty(); ++i) {
    window.driver.key(ui::Key::Tab);
    window.driver.type("m");
  }
  ASSERT_EQ(form_of(window).password, "m");
  window.driver.type("at-khau-rat-dai");
  window.driver.key(ui::Key::Tab);
  window.driver.key(ui::Key::Enter);
  window.driver.idle();
  EXPECT_READS(window, "Khoá của bạn sẵn sàng để ký.");
  window.driver.key(ui::Key::Escape);
  EXPECT_FALSE(window.driver.has("account.close"));
}

TEST_F(AccountPage, ASessionThatEndsLeavesNoSheetOnTheScreen) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("account");
  window.click("account.copies");
  window.fill("account.password", FakeKeyCopies::kPassword);
  window.click("account.sheet");
  EXPECT_READS(window, "0G3M-K7QT");
  window.desk.take(Report(LinkLost{Error{Code::Denied, "no live session", "person.no_session"}}),
                   server_.now);
  window.driver.idle();
  EXPECT_FALSE(window.driver.reads("0G3M-K7QT"));
  EXPECT_EQ(form_of(window).sheet, "");
}

/// What arrives after somebody closed the sheet is nobody's to read.
TEST_F(AccountPage, ASheetThatComesTooLateIsNotKept) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  Outcome late;
  late.deed = Deed::ShowKeySheet;
  late.sheet = FakeKeyCopies::kMySheet;
  window.desk.take(Report(late), server_.now);
  EXPECT_EQ(form_of(window).sheet, "");
  window.click("account");
  window.desk.take(Report(late), server_.now);
  EXPECT_EQ(form_of(window).sheet, "");
}

TEST_F(AccountPage, IsWellDrawnInBothLanguagesAndSets) {
  plug_in("USB");
  pc().places.copies = {{FakeKeyCopies::kFile, "hoa", "USB"}};
  std::vector<std::pair<std::string, State>> pages;
  for (const Display& display : {Display{Language::Vietnamese, ui::ColourSet::Light, 125},
                                 Display{Language::English, ui::ColourSet::Dark, 125},
                                 Display{Language::English, ui::ColourSet::Light, 100}}) {
    DeskWindow window(server_, {1366, 768}, float(display.scale_percent) / 100);
    window.desk.apply({DisplayStep{SetDisplay{display}}}, server_.now);
    server_.signing = SigningState::Ready;
    window.sign_in("quantri");
    const auto look = [&](const char* name) {
      window.driver.idle();
      EXPECT_EQ(window.driver.lint(), std::vector<std::string>())
          << name << " " << display_bytes(display);
      pages.emplace_back(name + std::to_string(pages.size()), window.desk.state());
    };
    window.click("account");
    look("account-");
    window.click("account.copies");
    window.fill("account.password", FakeKeyCopies::kPassword);
    window.click("account.sheet");
    window.click("account.save_paper");
    window.click("account.save_copy");
    look("copies-");
    window.click("account.close");
    server_.signing = SigningState::Elsewhere;
    window.click("sign_out");
    window.sign_in("quantri");
    look("note-");
    window.click("key.recover");
    window.fill("account.typed", "0G3M");
    window.fill("account.password", FakeKeyCopies::kPassword);
    window.click("account.recover_now");
    look("recover-");
    window.click("account.lost");
    look("lost-");
    window.click("account.close");
  }
  const char* folder = std::getenv("BANGTIN_PICTURES");
  if (folder == nullptr) return;
  for (const auto& [name, state] : pages) {
    put_in_force(state.display);
    const float scale = float(state.display.scale_percent) / 100;
    auto canvas = ui::Canvas::open({1366, 768}, scale).value();
    const Bitmap& page = canvas->draw([&] {
      Commands ignored;
      draw(state, server_.now, ignored);
    });
    EXPECT_TRUE(write_png(std::filesystem::path(folder) / (name + ".png"), page).ok());
  }
  put_in_force({});
}

}  // namespace
}  // namespace bangtin::desk
