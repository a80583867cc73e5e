// How the window looks is everybody's own choice, at once, and remembered.
#include "manager/desk/display.h"

#include "manager/desk/wording.h"
#include "shared/model/text.h"
#include "tests/manager/desk/all_pages.h"

namespace bangtin::desk {
namespace {

constexpr Display kEnglishDark{Language::English, ui::ColourSet::Dark, 130};

TEST(Display, SurvivesTheEndOfTheProgram) {
  EXPECT_EQ(display_from(display_bytes(kEnglishDark)), kEnglishDark);
  EXPECT_EQ(display_from(display_bytes({})), Display());
}

TEST(Display, WhatCannotBeReadIsAsUsual) {
  for (const char* odd : {"", "{", "[]", "7", R"({"language":"fr","colours":"pink"})",
                          R"({"language":3,"colours":null,"scale_percent":"big"})",
                          R"({"scale_percent":79})", R"({"scale_percent":201})"}) {
    EXPECT_EQ(display_from(odd), Display()) << odd;
  }
  EXPECT_EQ(display_from(R"({"colours":"dark"})").colours, ui::ColourSet::Dark);
}

using DisplayPage = OfficeDesk;

TEST_F(DisplayPage, EveryRoleFindsItAndItStandsBeforeSigningInToo) {
  for (const Role role : {Role::Editor, Role::Approver, Role::Technician, Role::Administrator}) {
    const std::string login = "vai-" + std::string(name_of(role));
    server_.add_account(login, "Nguyễn Văn A", {role});
    DeskWindow window(server_);
    window.click("display");
    EXPECT_READS(window, "Ngôn ngữ");
    window.click("display.close");
    window.sign_in(login);
    window.click("display");
    EXPECT_READS(window, "Ngôn ngữ");
    window.driver.key(ui::Key::Escape);
    EXPECT_FALSE(window.driver.has("display.dark"));
  }
}

TEST_F(DisplayPage, TheLanguageChangesAtOnceAlsoInLists) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("go.compose");
  window.click("item.new");
  EXPECT_READS(window, "Soạn tin");
  EXPECT_EQ(priority_names().front(), "Thông thường");
  window.click("display");
  window.click("display.en");
  EXPECT_READS(window, "Language");
  window.click("display.close");
  EXPECT_FALSE(window.driver.reads("Soạn tin"));
  EXPECT_EQ(priority_names().front(), "Ordinary");
  window.click("display");
  EXPECT_READS(window, "Tiếng Việt");
  window.click("display.vi");
  window.click("display.close");
  EXPECT_READS(window, "Soạn tin");
}

TEST_F(DisplayPage, ColoursAndSizeAreChosenAndEndAtTheirBounds) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("display");
  window.click("display.dark");
  EXPECT_EQ(ui::colours_in_force(), ui::ColourSet::Dark);
  window.click("display.light");
  EXPECT_EQ(ui::colours_in_force(), ui::ColourSet::Light);
  EXPECT_FALSE(window.driver.enabled("display.usual"));
  window.click("display.larger");
  EXPECT_READS(window, "110 %");
  window.click("display.usual");
  EXPECT_READS(window, "100 %");
  for (int i = 0; i < 2; ++i) window.click("display.smaller");
  EXPECT_FALSE(window.driver.enabled("display.smaller"));
  EXPECT_EQ(window.desk.state().display.scale_percent, kScaleMinPercent);
  for (int i = 0; i < 12; ++i) window.click("display.larger");
  EXPECT_FALSE(window.driver.enabled("display.larger"));
  EXPECT_EQ(window.desk.state().display.scale_percent, kScaleMaxPercent);
}

TEST_F(DisplayPage, AKeyOpensItFromATextFieldButNotOverAQuestion) {
  DeskWindow window(server_);
  window.sign_in("nam");
  window.click("go.compose");
  window.click("item.new");
  window.fill("title", "Thông báo");
  window.driver.ctrl('d');
  EXPECT_READS(window, "Ngôn ngữ");
  EXPECT_EQ(window.desk.state().item.title, "Thông báo");
  window.driver.key(ui::Key::Escape);
  window.click("off_air");
  window.driver.ctrl('d');
  EXPECT_FALSE(window.driver.has("display.dark")) << "the question is to be answered first";
  EXPECT_TRUE(window.driver.has("sheet.cancel"));
}

TEST_F(AllPages, AreWellLaidOutInBothLanguagesAndSets) {
  for (const Display& display : {Display{Language::Vietnamese, ui::ColourSet::Dark, 100},
                                 Display{Language::Vietnamese, ui::ColourSet::Light, 125},
                                 Display{Language::English, ui::ColourSet::Light, 100},
                                 Display{Language::English, ui::ColourSet::Dark, 125}}) {
    DeskWindow window(server_, {1366, 768}, float(display.scale_percent) / 100);
    window.desk.apply({DisplayStep{SetDisplay{display}}}, server_.now);
    window.driver.idle();
    EXPECT_EQ(window.driver.lint(), std::vector<std::string>()) << "sign in";
    visit(window, [&](const char* page) {
      EXPECT_EQ(window.driver.lint(), std::vector<std::string>())
          << page << " " << display_bytes(display);
    });
  }
}

/// The longest name that is taken, and one that no server of today lets in.
TEST_F(AllPages, HoldANameOfThreeHundredCharacters) {
  for (const std::string& word : {std::string("Xã Tân Hưng "), std::string("ấ")}) {
    std::string name;
    while (character_count(name) + character_count(word) <= 300) name += word;
    server_.commune_record.name = server_.commune_record.agency = name;
    for (const float scale : {1.0F, 1.25F}) {
      DeskWindow window(server_, {1366, 768}, scale);
      visit(window, [&](const char* page) {
        EXPECT_EQ(window.driver.lint(), std::vector<std::string>()) << page << " " << scale;
      });
      window.click("display.close");
    }
  }
}

/// The share of pixels that are nearly white.
double white_share(const Bitmap& bitmap) {
  const auto white = std::ranges::count_if(bitmap.pixels, [](std::uint32_t pixel) {
    return (pixel & 0xFF) > 0xEC && ((pixel >> 8) & 0xFF) > 0xEC && ((pixel >> 16) & 0xFF) > 0xEC;
  });
  return double(white) / double(bitmap.pixels.size());
}

TEST_F(AllPages, AreDarkInTheDarkSet) {
  std::vector<SeenPage> pages = pages_in(Language::Vietnamese);
  for (SeenPage& page : pages) {
    // What boards show is light, and so is paper.
    page.state.preview.reset();
    page.state.pictures.clear();
  }
  std::erase_if(pages, [](const SeenPage& page) { return page.name == "boards.part.map"; });
  PageCanvas canvas;
  const auto drawn = [&](const SeenPage& page, ui::ColourSet set) -> const Bitmap& {
    return canvas.draw(page, {Language::Vietnamese, set, 100});
  };
  EXPECT_GT(white_share(drawn(pages.front(), ui::ColourSet::Light)), 0.3);
  for (const SeenPage& page : pages) {
    EXPECT_LT(white_share(drawn(page, ui::ColourSet::Dark)), 0.02) << page.name;
  }
}

}  // namespace
}  // namespace bangtin::desk
