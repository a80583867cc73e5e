// Provinces on the commune's boards, by clicks: a key file is read, its six words are compared by
// voice, the commune's own key lets it in and takes it out again.
#include "shared/crypto/words.h"
#include "shared/ui/canvas.h"
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

class ProvincesPage : public OfficeDesk {
 protected:
  ProvincesPage() {
    server_.add_account("quantri", "Phạm Thị Quản", {Role::Administrator});
    server_.commune_key_here = true;
  }
  static void open(DeskWindow& window) {
    window.sign_in("quantri");
    window.click("go.settings");
    window.click("settings.provinces");
  }
  static void answer(DeskWindow& window, const char* password = FakeProvinces::kPassword) {
    window.fill("sheet.now", password);
    window.click("sheet.confirm");
    window.driver.idle();
  }
  static void expect_well_placed(DeskWindow& window, const char* stage) {
    EXPECT_EQ(window.driver.lint(), std::vector<std::string>()) << stage;
  }
  std::vector<ProvinceKeys>& let_in() { return server_.province_fake.let_in; }
};

TEST_F(ProvincesPage, AProvinceIsLetInByItsFileItsWordsAndTheCommunesKeyAndGoesAgain) {
  for (const float scale : {1.0F, 1.25F}) {
    let_in().clear();
    DeskWindow window(server_, {1366, 768}, scale);
    open(window);
    EXPECT_READS(window, "Xã chưa cho tỉnh nào đưa tin.");
    EXPECT_FALSE(window.driver.has("province.let_in"));
    expect_well_placed(window, "none");
    window.fill("province.card", FakeProvinces::kCardFile);
    window.click("province.read");
    const ProvinceCard card = FakeProvinces::card_of_the_province();
    EXPECT_READS(window, card.agency);
    EXPECT_READS(window, "cần 2 trong 3 khoá");
    for (const std::string& word : fingerprint_words(fingerprint_of(card.keys))) {
      EXPECT_READS(window, word);
    }
    EXPECT_READS(window, "theo số điện thoại đã biết từ trước");
    expect_well_placed(window, "words");
    window.click("province.let_in");
    expect_well_placed(window, "sheet");
    answer(window, "gõ nhầm");
    EXPECT_READS(window, "Chưa cho tỉnh đưa tin được.");
    EXPECT_TRUE(let_in().empty());
    EXPECT_TRUE(window.driver.has("province.let_in")) << "what was compared stays";
    window.click("province.let_in");
    answer(window);
    ASSERT_EQ(let_in().size(), 1U);
    EXPECT_EQ(let_in()[0], card.keys);
    EXPECT_READS(window, "Đơn vị 99091 · cần 2 trong 3 khoá");
    EXPECT_READS(window, words_of(card.keys));
    EXPECT_FALSE(window.driver.has("province.let_in"));
    expect_well_placed(window, "let in");
    window.click("province.out.99091");
    EXPECT_READS(window, "rời mọi bảng");
    window.click("sheet.cancel");
    EXPECT_EQ(let_in().size(), 1U);
    window.click("province.out.99091");
    answer(window);
    EXPECT_TRUE(let_in().empty());
    EXPECT_READS(window, "Xã chưa cho tỉnh nào đưa tin.");
  }
}

TEST_F(ProvincesPage, OtherWordsOrAnotherFileLetNobodyIn) {
  DeskWindow window(server_);
  open(window);
  window.fill("province.card", "/media/USB/thieu.json");
  window.click("province.read");
  EXPECT_READS(window, text("province.no_file"));
  window.fill("province.card", "/media/USB/anh.png");
  window.click("province.read");
  EXPECT_READS(window, "Đây không phải tệp khoá của tỉnh");
  expect_well_placed(window, "no card");
  window.desk.drop_file(FakeProvinces::kCardFile);
  window.driver.idle();
  EXPECT_FALSE(window.driver.reads("Đây không phải tệp khoá"));
  window.click("province.drop");
  EXPECT_READS(window, "Không nhận khoá này");
  EXPECT_FALSE(window.driver.has("province.let_in"));
  EXPECT_TRUE(let_in().empty());
}

TEST_F(ProvincesPage, OfTwoFilesDroppedAtOnceTheFirstIsTheOneThatIsRead) {
  DeskWindow window(server_);
  open(window);
  window.desk.drop_file(FakeProvinces::kCardFile);
  window.desk.drop_file(FakeProvinces::kOtherCardFile);
  window.driver.idle();
  EXPECT_READS(window, FakeProvinces::card_of_the_province().agency);
  EXPECT_FALSE(window.driver.reads(FakeProvinces::other_card().agency));
  window.desk.drop_file(FakeProvinces::kOtherCardFile);
  window.driver.idle();
  EXPECT_READS(window, FakeProvinces::other_card().agency);
}

TEST_F(ProvincesPage, WhatWasComparedIsSignedWhateverIsReadWhileTheQuestionIsOpen) {
  DeskWindow window(server_);
  open(window);
  window.desk.drop_file(FakeProvinces::kCardFile);
  window.driver.idle();
  window.click("province.let_in");
  window.desk.apply({ProvinceStep{EditProvincePath{FakeProvinces::kOtherCardFile}},
                     ProvinceStep{ReadProvinceCard{}}},
                    server_.now);
  window.driver.idle();
  ASSERT_EQ(window.desk.state().provinces.card->keys, FakeProvinces::other_card().keys);
  answer(window);
  ASSERT_EQ(let_in().size(), 1U);
  EXPECT_EQ(let_in()[0], FakeProvinces::card_of_the_province().keys);
}

TEST_F(ProvincesPage, WithoutTheCommunesKeyItIsTakenFromItsSheetFirst) {
  server_.commune_key_here = false;
  let_in() = {FakeProvinces::card_of_the_province().keys};
  DeskWindow window(server_);
  open(window);
  EXPECT_READS(window, "Đơn vị 99091");
  EXPECT_FALSE(window.driver.has("province.out.99091"));
  EXPECT_FALSE(window.driver.has("province.card"));
  expect_well_placed(window, "no key");
  window.click("province.recover");
  window.fill("sheet.reason", "ABCD EFGH JKLM NPQR");
  answer(window);
  window.wait(Millis(1'000));
  EXPECT_TRUE(window.driver.has("province.card")) << window.driver.visible();
}

TEST_F(ProvincesPage, BeforeTheCommuneSignsThereIsNothingToLetIn) {
  server_.trust.begun = false;
  server_.province_fake.fault = Error{Code::Conflict, "", "trust.none"};
  DeskWindow window(server_);
  open(window);
  EXPECT_READS(window, text("desk.trust.mark.none"));
  EXPECT_FALSE(window.driver.has("province.card"));
  expect_well_placed(window, "not begun");
}

TEST_F(ProvincesPage, WhoIsLetInCannotBeSaidWhileTheServerIsAway) {
  server_.province_fake.fault = Error{Code::Unavailable, "the cable is cut", ""};
  DeskWindow window(server_);
  open(window);
  EXPECT_READS(window, text("error.unavailable"));
  EXPECT_FALSE(window.driver.reads("Xã chưa cho tỉnh nào đưa tin."));
}

TEST_F(ProvincesPage, IsWellPlacedInBothLanguagesAndSets) {
  let_in() = {FakeProvinces::card_of_the_province().keys};
  for (const Display& display : {Display{Language::Vietnamese, ui::ColourSet::Light, 100},
                                 Display{Language::English, ui::ColourSet::Dark, 125}}) {
    State state;
    {
      DeskWindow window(server_, {1366, 768}, float(display.scale_percent) / 100);
      window.desk.apply({DisplayStep{SetDisplay{display}}}, server_.now);
      open(window);
      window.desk.drop_file(FakeProvinces::kCardFile);
      window.driver.idle();
      expect_well_placed(window, display_bytes(display).c_str());
      state = window.desk.state();
    }
    const char* folder = std::getenv("BANGTIN_PICTURES");
    if (folder == nullptr) continue;
    put_in_force(display);
    auto canvas = ui::Canvas::open({1366, 768}, float(display.scale_percent) / 100).value();
    const Bitmap& page = canvas->draw([&] {
      Commands ignored;
      draw(state, server_.now, ignored);
    });
    const std::string name = "provinces-" + std::to_string(display.scale_percent) + ".png";
    EXPECT_TRUE(write_png(std::filesystem::path(folder) / name, page).ok());
    put_in_force({});
  }
}

}  // namespace
}  // namespace bangtin::desk
