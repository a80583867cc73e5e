// Each warning that the desk can cure: its words, its button, what that does, and the step back.
#include "manager/desk/remedies.h"

#include "manager/core/tidy_words.h"
#include "manager/desk/drafts.h"
#include "manager/desk/item_steps.h"
#include "shared/base/limits.h"
#include "shared/ui/canvas.h"
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

class Remedies : public OfficeDesk {
 protected:
  Remedies() {
    server_.add_board("b1", "Chợ Phước Lộc");
    server_.add_board("b2", "Trạm y tế");
  }
  static const ItemForm& item(const DeskWindow& window) { return window.desk.state().item; }
  static void write(DeskWindow& window, const std::function<void(ItemForm&)>& change) {
    window.sign_in("hoa");
    window.click("item.new");
    ItemForm form = item(window);
    form.title = "Họp chợ";
    form.body = "Sáng thứ bảy.";
    change(form);
    window.desk.apply({Edit{form}}, window.now());
    window.driver.idle();
  }
  /// Presses the button, looks that the warning is gone, and that undo brings all back.
  template <class Look>
  static void expect_cured(DeskWindow& window, const std::string& id, const Look& look) {
    const ItemForm before = item(window);
    window.click(id);
    look(item(window));
    EXPECT_FALSE(window.driver.has(id)) << "the warning is gone";
    window.click("item.undo");
    EXPECT_TRUE(same_contents(item(window), before)) << "one step takes it back";
    window.click("item.redo");
    look(item(window));
  }
};

TEST_F(Remedies, AnItemThatIsWellHasNoAdvice) {
  DeskWindow window(server_);
  write(window, [](ItemForm&) {});
  EXPECT_TRUE(advice_for(window.desk.state(), window.now()).empty());
}

TEST_F(Remedies, ATitleInCapitalsBecomesASentence) {
  DeskWindow window(server_);
  write(window, [](ItemForm& form) { form.title = "UBND XÃ TÂN HƯNG: HỌP CHỢ PHƯỚC LỘC"; });
  EXPECT_READS(window, "khó đọc từ xa");
  EXPECT_READS(window, "“UBND xã Tân Hưng: họp chợ Phước Lộc”");
  expect_cured(window, "remedy.sentence_case", [](const ItemForm& form) {
    EXPECT_EQ(form.title, "UBND xã Tân Hưng: họp chợ Phước Lộc");
  });
}

TEST_F(Remedies, AnEndThatIsOverOrBeforeTheBeginningComesAWeekLater) {
  DeskWindow window(server_);
  write(window, [](ItemForm& form) { form.valid_until = "21/11/2026 17:00"; });
  EXPECT_READS(window, "Hiệu lực đến: Ngày này đã qua");
  EXPECT_TRUE(window.driver.has("Đặt đến 29/11/2026 17:00"));
  expect_cured(window, "remedy.end_later",
               [](const ItemForm& form) { EXPECT_EQ(form.valid_until, "29/11/2026 17:00"); });
  window.fill("valid_from", "10/12/2026 08:00");
  EXPECT_READS(window, "Thời điểm kết thúc phải sau thời điểm bắt đầu.");
  expect_cured(window, "remedy.end_later",
               [](const ItemForm& form) { EXPECT_EQ(form.valid_until, "17/12/2026 17:00"); });
}

TEST_F(Remedies, AnItemThatIsTooLongValidEndsAtTheLastEveningThatMayBe) {
  DeskWindow window(server_);
  write(window, [](ItemForm& form) { form.valid_until = "22/11/2046 17:00"; });
  expect_cured(window, "remedy.end_within", [&](const ItemForm& form) {
    std::vector<Problem> problems;
    content_of(form, server_.commune_record, problems);
    EXPECT_TRUE(problems.empty());
    EXPECT_EQ(form.valid_until.substr(6, 4), "2031");
  });
}

TEST_F(Remedies, DatesThatAreNoDatesAreTakenAfterATryToSendNotWhileTheyAreTyped) {
  DeskWindow window(server_);
  write(window, [](ItemForm& form) {
    form.valid_from = "hôm nay";
    form.valid_until = "";
  });
  EXPECT_FALSE(window.driver.has("remedy.begin_now"));
  EXPECT_FALSE(window.driver.has("remedy.end_later"));
  window.click("item.save");
  expect_cured(window, "remedy.begin_now",
               [](const ItemForm& form) { EXPECT_EQ(form.valid_from, "22/11/2026 08:00"); });
  expect_cured(window, "remedy.end_later",
               [](const ItemForm& form) { EXPECT_EQ(form.valid_until, "29/11/2026 17:00"); });
  window.click("item.save");
  EXPECT_EQ(server_.all_items.size(), 1U);
}

TEST_F(Remedies, AMissingAgencyIsTheCommunesOwn) {
  DeskWindow window(server_);
  write(window, [](ItemForm& form) { form.agency = ""; });
  EXPECT_FALSE(window.driver.has("remedy.own_agency")) << "another may be typed now";
  window.click("item.save");
  EXPECT_READS(window, "Đơn vị đăng: Chưa điền mục này.");
  expect_cured(window, "remedy.own_agency",
               [](const ItemForm& form) { EXPECT_EQ(form.agency, "UBND xã Tân Hưng"); });
}

TEST_F(Remedies, HiddenCharactersAndLinesTooManyAreTakenOut) {
  DeskWindow window(server_);
  write(window, [](ItemForm& form) {
    form.kind = int(ItemKind::Ticker);
    form.body = "Một\nHai";
    form.source = "Cổng\u202e thông tin";
  });
  expect_cured(window, "remedy.one_line.body",
               [](const ItemForm& form) { EXPECT_EQ(form.body, "Một Hai"); });
  EXPECT_READS(window, "Nguồn: Có ký tự điều khiển hoặc ký tự ẩn.");
  expect_cured(window, "remedy.take_out_hidden.source",
               [](const ItemForm& form) { EXPECT_EQ(form.source, "Cổng thông tin"); });
}

TEST_F(Remedies, ATextThatIsTooLongIsCutAndALongTickerIsANotice) {
  std::string words;
  while (words.size() < 2 * limits::kTickerCharactersMax) words += "mười chữ ";
  DeskWindow window(server_);
  write(window, [&](ItemForm& form) {
    form.kind = int(ItemKind::Ticker);
    form.body = words + "\nhết";
    form.document_number = words.substr(0, words.find(' ', 840));
  });
  EXPECT_READS(window, "Dòng chữ chạy dài quá 2.000 ký tự");
  expect_cured(window, "remedy.as_notice", [&](const ItemForm& form) {
    EXPECT_EQ(form.kind, int(ItemKind::Notice));
    EXPECT_EQ(form.body, words + "\nhết") << "no word is lost";
  });
  expect_cured(window, "remedy.shorten.document_number",
               [](const ItemForm& form) { EXPECT_TRUE(form.document_number.ends_with("…")); });
}

TEST_F(Remedies, SpacesTooManyGoFromAllTexts) {
  DeskWindow window(server_);
  write(window, [](ItemForm& form) {
    form.title = "Họp  chợ";
    form.body = "Mời bà con , sáng thứ bảy .";
  });
  expect_cured(window, "remedy.single_spaces", [](const ItemForm& form) {
    EXPECT_EQ(form.title, "Họp chợ");
    EXPECT_EQ(form.body, "Mời bà con, sáng thứ bảy.");
  });
}

TEST_F(Remedies, SomebodysDataIsMaskedWhereverItStands) {
  DeskWindow window(server_);
  write(window, [](ItemForm& form) {
    form.title = "Gọi 0912 345 678";
    form.body = "Bà Lan, 079123456789, gọi 0912 345 678.";
  });
  EXPECT_READS(window, "Giống số căn cước: 079123456789");
  EXPECT_TRUE(window.driver.has("Che thành xxxx xxx 678")) << window.driver.visible();
  expect_cured(window, "remedy.mask.0912 345 678", [](const ItemForm& form) {
    EXPECT_EQ(form.title, "Gọi xxxx xxx 678");
    EXPECT_EQ(form.body, "Bà Lan, 079123456789, gọi xxxx xxx 678.");
  });
}

TEST_F(Remedies, PlacesWithoutABoardAreEveryBoardAndRevokedBoardsGo) {
  DeskWindow window(server_);
  write(window, [](ItemForm& form) {
    form.some_boards = true;
    form.places.boards = {BoardId{"b2"}, BoardId{"b9"}};
  });
  EXPECT_READS(window, "Nơi phát còn 1 màn hình đã thu hồi");
  expect_cured(window, "remedy.drop_gone_boards", [](const ItemForm& form) {
    EXPECT_EQ(form.places.boards, std::vector<BoardId>{BoardId{"b2"}});
    EXPECT_TRUE(form.some_boards) << "it goes nowhere else by that";
  });
  window.click("place.board.b2");
  EXPECT_FALSE(window.driver.has("remedy.every_board")) << "another may be ticked now";
  window.click("item.save");
  expect_cured(window, "remedy.every_board",
               [](const ItemForm& form) { EXPECT_FALSE(form.some_boards); });
}

TEST_F(Remedies, SecondsOutOfBoundsAreTheNearestThatMayBe) {
  DeskWindow window(server_);
  write(window, [](ItemForm& form) { form.picture_seconds = "1"; });
  window.click("item.save");
  expect_cured(window, "remedy.usual_seconds",
               [](const ItemForm& form) { EXPECT_EQ(form.picture_seconds, "2"); });
  ItemForm empty = item(window);
  empty.picture_seconds = "";
  window.desk.apply({Edit{empty}}, window.now());
  window.click("item.save");
  expect_cured(window, "remedy.usual_seconds",
               [](const ItemForm& form) { EXPECT_EQ(form.picture_seconds, "12"); });
}

TEST_F(Remedies, OfTooManyPicturesTheFirstStay) {
  Media media;
  media.size_bytes = 1'000;
  media.chunks.resize(1);
  media.media_type = "image/jpeg";
  media.size_px = {1600, 900};
  DeskWindow window(server_);
  write(window, [&](ItemForm& form) { form.media.assign(limits::kMediaPerItemMax + 3, media); });
  expect_cured(window, "remedy.first_pictures", [](const ItemForm& form) {
    EXPECT_EQ(form.media.size(), limits::kMediaPerItemMax);
  });
}

TEST_F(Remedies, StandBesideTheFormWhichDoesNotMoveWhileSomebodyTypes) {
  DeskWindow window(server_);
  write(window, [](ItemForm& form) { form.title = "Mời họp"; });
  const auto top_of = [&](std::string_view name) {
    for (const ui::LoggedItem& one : window.driver.items()) {
      if (one.name == name) return one.box.top;
    }
    return 0.0F;
  };
  const float title = top_of("title"), body = top_of("body");
  EXPECT_GT(body, title);
  window.fill("title", "MỜI HỌP CHỢ PHƯỚC LỘC");
  EXPECT_TRUE(window.driver.has("remedy.sentence_case"));
  EXPECT_EQ(top_of("title"), title);
  EXPECT_EQ(top_of("body"), body);
}

TEST_F(Remedies, TheKeyboardReachesAndPressesTheButton) {
  DeskWindow window(server_, {1366, 768}, 1.25F);  // It stands above the form.
  write(window, [](ItemForm& form) { form.valid_until = "21/11/2026 17:00"; });
  window.click("title");
  window.driver.shift(ui::Key::Tab);  // To the templates, and to the button above them.
  window.driver.shift(ui::Key::Tab);
  window.driver.key(ui::Key::Enter);
  EXPECT_EQ(item(window).valid_until, "29/11/2026 17:00");
}

TEST_F(Remedies, WhatWasHandedInIsNotAdvisedUntilItIsEdited) {
  server_.me.login = "hoa";
  const ItemRecord waits = submitted(server_.add_item(notice("THÔNG BÁO CẮT ĐIỆN")).value());
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item." + waits.id.text);
  EXPECT_FALSE(window.driver.has("remedy.sentence_case"));
  window.fill("title", "THÔNG BÁO CẮT ĐIỆN NGÀY MAI");
  window.driver.idle();
  EXPECT_TRUE(window.driver.has("remedy.sentence_case"));
}

TEST_F(Remedies, AreWellPlacedWhereTheWindowIsSmall) {
  for (const float scale : {1.0F, 1.25F}) {
    constexpr Size kUsual{1366, 768};
    State state;
    {
      DeskWindow window(server_, kUsual, scale);
      write(window, [](ItemForm& form) {
        form.title = "MỜI HỌP CHỢ PHƯỚC LỘC";
        form.body = "Mời bà con , gọi 0912 345 678.";
        form.valid_until = "21/11/2026 17:00";
      });
      window.click("priority");
      window.click("priority.2");
      EXPECT_EQ(window.driver.lint(), std::vector<std::string>()) << scale;
      state = window.desk.state();
    }
    const char* folder = std::getenv("BANGTIN_PICTURES");
    if (folder == nullptr) continue;
    auto canvas = ui::Canvas::open(kUsual, scale).value();
    const Bitmap& page = canvas->draw([&] {
      Commands ignored;
      draw(state, server_.now, ignored);
    });
    const std::string name = "remedies-" + std::to_string(int(scale * 100)) + ".png";
    EXPECT_TRUE(write_png(std::filesystem::path(folder) / name, page).ok());
  }
}

}  // namespace
}  // namespace bangtin::desk
