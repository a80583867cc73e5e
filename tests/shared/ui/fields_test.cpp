#include "shared/ui/fields.h"

#include <SDL.h>
#include <gtest/gtest.h>

#include "imgui.h"
#include "shared/model/text.h"
#include "shared/ui/input.h"
#include "shared/ui/shortcuts.h"
#include "shared/ui/test_driver.h"

namespace bangtin::ui {
namespace {

struct FieldPage {
  std::string title, body, when, password;
  bool can_edit = true, shows_title = true, gaps = false;
  int kind = 0;
  int pressed = 0;

  void draw() {
    begin_screen(false);
    begin_card("card", 600, 0);
    if (shows_title) {
      text_field({.id = "title",
                  .label = "Tiêu đề",
                  .characters_max = 20,
                  .enabled = can_edit,
                  .gaps = gaps},
                 title);
    }
    text_area({.id = "body", .label = "Nội dung", .characters_max = 2000, .gaps = gaps}, body, 200);
    date_time_field({.id = "when", .label = "Hiệu lực từ"}, when, "Ngày giờ chưa đúng");
    text_field({.id = "password", .label = "Mật khẩu", .secret = true}, password);
    choice({.id = "kind", .label = "Loại"}, {"Thông báo", "Hình ảnh", "Dòng chữ chạy"}, kind);
    if (button("send", "", "Gửi duyệt", Look::Primary)) ++pressed;
    button("off", "", "Không dùng được", Look::Secondary, false);
    end_card();
    end_screen();
  }
};

class Fields : public testing::Test {
 protected:
  /// A key with Ctrl, Shift or both held.
  void press(int keycode, int modifiers) {
    feed_key(keycode, true, modifiers);
    feed_key(keycode, false, modifiers);
    driver_.idle();
  }
  void preedit(std::string_view word) {
    feed_preedit(word);
    driver_.frame();
  }
  Box box_of(std::string_view name) {
    for (const LoggedItem& item : driver_.items()) {
      if (item.name == name) return item.box;
    }
    ADD_FAILURE() << name;
    return {};
  }
  void mouse(float x, float y, int button, int clicks = 1) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddMousePosEvent(x, y);
    for (int i = 0; i < clicks; ++i) {
      io.AddMouseButtonEvent(button, true);
      io.AddMouseButtonEvent(button, false);
    }
    driver_.idle();
  }

  FieldPage page_;
  TestDriver driver_{{1366, 768}, 1.0F, [this] { page_.draw(); }};
};

#define EXPECT_DONE(expression)                                           \
  do {                                                                    \
    const Status done_ = (expression);                                    \
    EXPECT_TRUE(done_.ok()) << (done_.ok() ? "" : done_.error().message); \
  } while (false)

TEST(StepsOfAPage, AFieldLeavesTheKeyToItsPageWhenItHasNothingMoreToTakeBack) {
  std::string shared, own;
  std::vector<HistoryKey> pressed;
  TestDriver driver({800, 600}, 1.0F, [&] {
    begin_screen(false);
    begin_card("card", 600, 0);
    if (const HistoryKey key = history_key(); key != HistoryKey::None) pressed.push_back(key);
    text_field({.id = "shared", .label = "Tiêu đề", .shares_steps = true}, shared);
    text_field({.id = "own", .label = "Tìm"}, own);
    end_card();
    end_screen();
  });
  EXPECT_DONE(driver.click("shared"));
  driver.type("a");
  driver.ctrl('z');
  EXPECT_EQ(shared, "");
  EXPECT_TRUE(pressed.empty()) << "its own letters come first";
  driver.ctrl('z');
  EXPECT_EQ(pressed, std::vector{HistoryKey::Undo}) << "once";
  driver.ctrl('y');
  EXPECT_EQ(pressed, (std::vector{HistoryKey::Undo, HistoryKey::Redo})) << "last back, first forth";
  EXPECT_EQ(shared, "");
  driver.ctrl('y');
  EXPECT_EQ(shared, "a");
  EXPECT_EQ(pressed.size(), 2U);
  EXPECT_DONE(driver.click("own"));
  driver.ctrl('z');
  EXPECT_EQ(pressed.size(), 2U) << "what is no part of the page's steps keeps its keys";
}

TEST_F(Fields, TextIsTypedIntoTheFieldThatWasClicked) {
  EXPECT_DONE(driver_.fill("title", "Thông báo cắt điện"));
  EXPECT_EQ(page_.title, "Thông báo cắt điện");
  EXPECT_DONE(driver_.fill("title", "Lịch"));
  EXPECT_EQ(page_.title, "Lịch");
}

TEST_F(Fields, BurstsComeOutRightInEveryKindOfTextField) {
  for (const char* field : {"title", "body"}) {
    EXPECT_DONE(driver_.click(field));
    driver_.type("Tieeng");
    driver_.burst(4, "êng");
    driver_.burst(3, "ếng");
    driver_.type(" Vieet");
    driver_.burst(3, "êt");
    driver_.burst(2, "ệt");
  }
  EXPECT_EQ(page_.title, "Tiếng Việt");
  EXPECT_EQ(page_.body, "Tiếng Việt");
}

TEST_F(Fields, TabGoesFromGapToGapAndThenOnToTheNextField) {
  page_.gaps = true;
  page_.title = "Tiêm [vắc-xin]";
  page_.body = "Lúc [giờ], ngày [ngày].\nXong.";
  EXPECT_DONE(driver_.click("title"));
  driver_.key(Key::Home);
  driver_.key(Key::Tab);
  driver_.type("soi");
  driver_.burst(2, "ởi");
  EXPECT_EQ(page_.title, "Tiêm sởi");
  driver_.key(Key::Tab);
  driver_.type("7 gi");
  driver_.type("o");
  driver_.burst(1, "ờ");
  driver_.key(Key::Tab);
  driver_.type("5/12");
  EXPECT_EQ(page_.body, "Lúc 7 giờ, ngày 5/12.\nXong.");
  driver_.key(Key::Tab);
  driver_.type("01/12/2026 07:00");
  EXPECT_EQ(page_.when, "01/12/2026 07:00");
  driver_.shift(Key::Tab);
  driver_.type("!");
  EXPECT_EQ(page_.body, "Lúc 7 giờ, ngày 5/12!.\nXong.") << "nothing is left to be filled in";
}

TEST_F(Fields, AGapIsPassedByAndTypedWordsKeepTheirPlaceBeforeTheNextOne) {
  page_.gaps = true;
  page_.title = "[a] và [b]";
  EXPECT_DONE(driver_.click("title"));
  driver_.key(Key::Home);
  driver_.key(Key::Tab);
  driver_.key(Key::Tab);
  // All in one frame: the words belong before the Tab, and what comes behind it to the body.
  feed_text("c");
  feed_key(SDLK_TAB, true);
  feed_key(SDLK_TAB, false);
  feed_text("d");
  driver_.idle();
  EXPECT_EQ(page_.title, "[a] và c");
  EXPECT_EQ(page_.body, "d");
}

TEST_F(Fields, ADecomposedPasteBecomesComposed) {
  EXPECT_DONE(driver_.click("title"));
  driver_.paste("Tie\u0302\u0301ng Vie\u0323\u0302t");
  EXPECT_EQ(page_.title, "Tiếng Việt");
  EXPECT_DONE(driver_.click("body"));
  driver_.paste("Đo\u031B\u0300i\n\u202Esô\u0301ng");
  EXPECT_EQ(page_.body, "Đời\nsống");
}

TEST_F(Fields, AFieldTakesNoMoreThanItsLimit) {
  EXPECT_DONE(driver_.click("title"));
  driver_.paste(std::string(500, 'x'));
  EXPECT_EQ(page_.title, std::string(20, 'x'));
}

TEST_F(Fields, ALongParagraphIsWrappedOnTheScreenOnly) {
  std::string paragraph;
  for (int i = 0; i < 30; ++i) paragraph += "Điện lực sẽ tạm ngừng cấp điện. ";
  EXPECT_DONE(driver_.click("body"));
  driver_.paste(paragraph);
  EXPECT_EQ(page_.body, paragraph);
  driver_.key(Key::Home, true);
  driver_.type("Kính gửi bà con! ");
  EXPECT_EQ(page_.body, "Kính gửi bà con! " + paragraph);
}

TEST_F(Fields, BackspaceAcrossWrappedLinesTakesOneCharacterEach) {
  std::string text;
  for (int i = 0; i < 12; ++i) text += "sinh hoạt sản xuất ";
  EXPECT_DONE(driver_.click("body"));
  driver_.paste(text);
  for (int i = 0; i < 19; ++i) driver_.key(Key::Backspace);
  EXPECT_EQ(page_.body, text.substr(0, text.size() - std::string("sinh hoạt sản xuất ").size()));
  driver_.burst(19, "x");
  std::string expected;
  for (int i = 0; i < 10; ++i) expected += "sinh hoạt sản xuất ";
  EXPECT_EQ(page_.body, expected + "x");
}

TEST_F(Fields, ArrowsWalkThroughWrappedLinesWithoutSticking) {
  std::string text;
  for (int i = 0; i < 12; ++i) text += "abcd efgh ";
  EXPECT_DONE(driver_.click("body"));
  driver_.paste(text);
  for (int i = 0; i < 130; ++i) driver_.key(Key::Left);
  driver_.type("1");
  EXPECT_EQ(page_.body, "1" + text);
  for (int i = 0; i < 130; ++i) driver_.key(Key::Right);
  driver_.type("2");
  EXPECT_EQ(page_.body, "1" + text + "2");
}

TEST_F(Fields, UndoBringsTheTextBackInAWrappedField) {
  EXPECT_DONE(driver_.click("body"));
  std::string text;
  for (int i = 0; i < 12; ++i) text += "sinh hoạt sản xuất ";
  driver_.paste(text);
  driver_.type("x");
  ASSERT_EQ(page_.body, text + "x");
  driver_.ctrl('z');
  EXPECT_EQ(page_.body, text);
}

TEST_F(Fields, ShiftSelectsAndCtrlStepsOverWords) {
  EXPECT_DONE(driver_.fill("title", "Kính gửi bà con"));
  press(SDLK_LEFT, KMOD_LCTRL | KMOD_LSHIFT);
  driver_.ctrl('c');
  EXPECT_EQ(driver_.clipboard(), "con");
  driver_.type("cô");
  EXPECT_EQ(page_.title, "Kính gửi bà cô");
  press(SDLK_BACKSPACE, KMOD_LCTRL);
  EXPECT_EQ(page_.title, "Kính gửi bà ");
  press(SDLK_HOME, KMOD_LSHIFT);
  press(SDLK_DELETE, KMOD_LSHIFT);
  EXPECT_EQ(page_.title, "");
  EXPECT_EQ(driver_.clipboard(), "Kính gửi bà ");
  press(SDLK_INSERT, KMOD_LSHIFT);
  EXPECT_EQ(page_.title, "Kính gửi bà ");
  press(SDLK_HOME, KMOD_NONE);
  press(SDLK_DELETE, KMOD_LCTRL);
  EXPECT_EQ(page_.title, "gửi bà ");
}

TEST_F(Fields, UndoAndRedoBelongToTheFieldThatHasTheKeyboard) {
  EXPECT_DONE(driver_.fill("title", "một"));
  EXPECT_DONE(driver_.click("body"));
  driver_.paste("hai");
  driver_.ctrl('z');
  driver_.ctrl('z');
  EXPECT_EQ(page_.body, "");
  EXPECT_EQ(page_.title, "một");
  press(SDLK_z, KMOD_LCTRL | KMOD_LSHIFT);
  EXPECT_EQ(page_.body, "hai");
  driver_.ctrl('z');
  driver_.ctrl('y');
  EXPECT_EQ(page_.body, "hai");
  EXPECT_DONE(driver_.click("title"));
  driver_.ctrl('z');
  EXPECT_EQ(page_.title, "") << "what a field was is kept while another has the keyboard";
}

TEST_F(Fields, HomeEndUpAndDownGoByTheLinesThatAreSeen) {
  std::string text;
  for (int i = 0; i < 12; ++i) text += "sinh hoạt sản xuất ";
  EXPECT_DONE(driver_.click("body"));
  driver_.paste(text);
  driver_.key(Key::Home, true);
  driver_.key(Key::End);
  driver_.type("1");
  const std::size_t end = page_.body.find('1');
  ASSERT_NE(end, std::string::npos);
  EXPECT_GT(end, 40U) << "the end of the first line";
  EXPECT_LT(end, text.size() - 40);
  driver_.key(Key::Backspace);
  driver_.key(Key::Home, true);
  driver_.key(Key::Down);
  driver_.type("2");
  EXPECT_EQ(page_.body.find('2'), end) << "the begin of the second line";
  driver_.key(Key::Backspace);
  driver_.key(Key::Up);
  driver_.type("3");
  EXPECT_EQ(page_.body.find('3'), 0U);
  press(SDLK_PAGEDOWN, KMOD_NONE);
  press(SDLK_PAGEDOWN, KMOD_NONE);
  driver_.type("4");
  EXPECT_TRUE(page_.body.ends_with("4"));
}

TEST_F(Fields, TheMouseSelectsPartsWordsAndParagraphs) {
  EXPECT_DONE(driver_.fill("title", "Kính gửi bà con"));
  const Box box = box_of("title");
  const float y = (box.top + box.bottom) / 2;
  mouse(box.left + 14, y, 0);
  driver_.type("a");
  EXPECT_EQ(page_.title, "aKính gửi bà con");
  mouse(box.left + 30, y, 0, 2);
  driver_.type("Xin");
  EXPECT_EQ(page_.title, "Xin gửi bà con");
  mouse(box.left + 30, y, 0, 3);
  driver_.ctrl('c');
  EXPECT_EQ(driver_.clipboard(), "Xin gửi bà con");
  EXPECT_DONE(driver_.drag("title", 0.0F, 0.9F));
  driver_.type("y");
  EXPECT_EQ(page_.title, "y");
}

TEST_F(Fields, TheRightButtonOffersWhatCanBeDone) {
  EXPECT_DONE(driver_.fill("title", "Kính gửi"));
  const Box box = box_of("title");
  mouse(box.left + 40, (box.top + box.bottom) / 2, 1);
  EXPECT_EQ(driver_.lint(), std::vector<std::string>());
  EXPECT_FALSE(driver_.enabled("edit.cut")) << "nothing is selected";
  EXPECT_DONE(driver_.click("Chọn tất cả"));
  mouse(box.left + 40, (box.top + box.bottom) / 2, 1);
  EXPECT_DONE(driver_.click("Cắt"));
  EXPECT_EQ(page_.title, "");
  EXPECT_EQ(driver_.clipboard(), "Kính gửi");
  driver_.type("x");
  EXPECT_EQ(page_.title, "x") << "the field has the keyboard again";
  const Box area = box_of("body");
  mouse(area.left + 40, area.top + 40, 1);
  EXPECT_DONE(driver_.click("Dán"));
  EXPECT_EQ(page_.body, "Kính gửi");
}

TEST_F(Fields, ASecretIsNeverCopied) {
  EXPECT_DONE(driver_.fill("password", "mật khẩu"));
  EXPECT_EQ(page_.password, "mật khẩu");
  driver_.ctrl('a');
  driver_.ctrl('c');
  driver_.ctrl('x');
  EXPECT_EQ(driver_.clipboard(), "");
  EXPECT_EQ(page_.password, "mật khẩu");
  const Box box = box_of("password");
  mouse(box.left + 14, (box.top + box.bottom) / 2, 0);
  driver_.type("1");
  EXPECT_EQ(page_.password, "1mật khẩu");
}

TEST_F(Fields, AWordInTheMakingIsNoTextUntilItIsDone) {
  EXPECT_DONE(driver_.fill("title", "xã "));
  preedit("tiê");
  preedit("tiếng");
  EXPECT_EQ(page_.title, "xã ");
  EXPECT_DONE(driver_.click("body"));
  EXPECT_EQ(page_.title, "xã tiếng") << "it belongs to the field that is left";
  preedit("một");
  driver_.key(Key::Left);
  driver_.type("x");
  EXPECT_EQ(page_.body, "mộxt");
}

TEST_F(Fields, WhatThePagePutsInIsSeenAlsoWhileItIsEdited) {
  EXPECT_DONE(driver_.fill("title", "một"));
  page_.title = "hai";
  driver_.idle();
  driver_.type("!");
  EXPECT_EQ(page_.title, "hai!");
  page_.title.clear();
  driver_.idle();
  driver_.ctrl('z');
  EXPECT_EQ(page_.title, "") << "what was before is not the person's to undo";
}

TEST_F(Fields, AFieldThatWasNotOnThePageHasNoPast) {
  EXPECT_DONE(driver_.fill("title", "một"));
  driver_.ctrl('z');
  ASSERT_EQ(page_.title, "");
  page_.shows_title = false;
  driver_.idle();
  page_.shows_title = true;
  EXPECT_DONE(driver_.click("title"));
  driver_.ctrl('y');
  EXPECT_EQ(page_.title, "") << "it may be the title of something else";
}

TEST_F(Fields, AFieldThatIsSwitchedOffTakesNothing) {
  EXPECT_DONE(driver_.fill("title", "một"));
  page_.can_edit = false;
  driver_.idle();
  driver_.type("x");
  EXPECT_EQ(page_.title, "một");
  EXPECT_EQ(driver_.click("title").error().code, Code::Denied);
}

TEST_F(Fields, EnterAndEscapeLeaveAOneLineFieldAndItsTextStays) {
  for (const Key key : {Key::Enter, Key::Escape}) {
    EXPECT_DONE(driver_.fill("title", "một"));
    driver_.key(key);
    driver_.type("x");
    EXPECT_EQ(page_.title, "một");
  }
}

TEST_F(Fields, APasteOfFiveMegabytesEndsAtTheLimit) {
  std::string huge;
  while (huge.size() < 5'000'000) huge += "Điện lực tạm ngừng cấp điện\r\n";
  EXPECT_DONE(driver_.click("body"));
  driver_.paste(huge);
  EXPECT_TRUE(page_.body.starts_with("Điện lực tạm ngừng cấp điện\nĐiện"));
  EXPECT_EQ(character_count(page_.body), 2'000U);
}

TEST_F(Fields, TheWheelScrollsALongTextAndTypingComesBackToTheCursor) {
  std::string text;
  for (int i = 0; i < 40; ++i) text += std::to_string(i) + "\n";
  EXPECT_DONE(driver_.click("body"));
  driver_.paste(text);
  const Box box = box_of("body");
  ImGuiIO& io = ImGui::GetIO();
  io.AddMousePosEvent(box.left + 20, box.top + 60);
  io.AddMouseWheelEvent(0, 50);
  driver_.idle();
  mouse(box.left + 14, box.top + 20, 0);
  driver_.type("x");
  EXPECT_TRUE(page_.body.starts_with("x0\n")) << page_.body.substr(0, 40);
  driver_.key(Key::End, true);
  mouse(box.left + 14, box.top + 190, 0);
  driver_.type("y");
  EXPECT_GT(page_.body.find('y'), page_.body.find("38")) << "the end was scrolled to";
}

TEST_F(Fields, AMomentThatIsNoneSaysSoBelowTheField) {
  EXPECT_DONE(driver_.fill("when", "31/02/2026"));
  EXPECT_TRUE(driver_.reads("Ngày giờ chưa đúng"));
  EXPECT_DONE(driver_.fill("when", "28/02/2026 10:00"));
  EXPECT_FALSE(driver_.reads("Ngày giờ chưa đúng"));
}

TEST_F(Fields, AChoiceIsMadeByItsWord) {
  EXPECT_DONE(driver_.click("kind"));
  EXPECT_DONE(driver_.click("Dòng chữ chạy"));
  EXPECT_EQ(page_.kind, 2);
  EXPECT_TRUE(driver_.reads("Dòng chữ chạy"));
}

TEST_F(Fields, ADisabledButtonCannotBePressedAndAMissingOneIsNamed) {
  EXPECT_DONE(driver_.click("Gửi duyệt"));
  EXPECT_EQ(page_.pressed, 1);
  EXPECT_EQ(driver_.click("off").error().code, Code::Denied);
  const Status missing = driver_.click("Xoá");
  EXPECT_EQ(missing.error().code, Code::NotFound);
  EXPECT_NE(missing.error().message.find("Gửi duyệt"), std::string::npos);
}

TEST_F(Fields, ThePageOfAllFieldsHasNothingToComplainAbout) {
  EXPECT_EQ(driver_.lint(), std::vector<std::string>());
}

}  // namespace
}  // namespace bangtin::ui
