#include "shared/ui/fields.h"

#include <gtest/gtest.h>

#include "shared/ui/test_driver.h"

namespace bangtin::ui {
namespace {

struct FieldPage {
  std::string title, body, when;
  int kind = 0;
  int pressed = 0;

  void draw() {
    begin_screen(false);
    begin_card("card", 600, 0);
    text_field({.id = "title", .label = "Tiêu đề", .characters_max = 20}, title);
    text_area({.id = "body", .label = "Nội dung", .characters_max = 2000}, body, 200);
    date_time_field({.id = "when", .label = "Hiệu lực từ"}, when, "Ngày giờ chưa đúng");
    choice({.id = "kind", .label = "Loại"}, {"Thông báo", "Hình ảnh", "Dòng chữ chạy"}, kind);
    if (button("send", "", "Gửi duyệt", Look::Primary)) ++pressed;
    button("off", "", "Không dùng được", Look::Secondary, false);
    end_card();
    end_screen();
  }
};

class Fields : public testing::Test {
 protected:
  FieldPage page_;
  TestDriver driver_{{1366, 768}, 1.0F, [this] { page_.draw(); }};
};

#define EXPECT_DONE(expression)                                           \
  do {                                                                    \
    const Status done_ = (expression);                                    \
    EXPECT_TRUE(done_.ok()) << (done_.ok() ? "" : done_.error().message); \
  } while (false)

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
