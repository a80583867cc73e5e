// Golden pictures of fields: their pixels are the same on every machine with the same fonts.
// BANGTIN_PICTURES=DIR writes them as PNG.
#include "shared/ui/text_picture.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "shared/ui/box_keys.h"

namespace bangtin::ui {
namespace {

class TextPictures : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(open_field_fonts().ok()); }

  /// The box's inside with what is selected and the word in the making.
  Bitmap picture(BoxText& text, const BoxLook& look, Size size_px) {
    lay_out_box(text, look);
    const BoxCaret caret = caret_of(text, look);
    TextView view;
    view.size_px = size_px;
    view.x_px = 4;
    view.y_px = 7;
    view.selection_begin = int(shown_byte(text, look, selection_begin(text.edit)));
    view.selection_end = int(shown_byte(text, look, selection_end(text.edit)));
    view.underline_begin = caret.byte - caret.preedit_bytes;
    view.underline_end = caret.byte;
    return text_picture(field_fonts(), text.layout, view);
  }
  void expect(const char* name, const Bitmap& bitmap, std::uint64_t hash) {
    EXPECT_EQ(pixel_hash(bitmap), hash) << name << ": 0x" << std::hex << pixel_hash(bitmap);
    const char* folder = std::getenv("BANGTIN_PICTURES");
    if (folder != nullptr) {
      const auto path = std::filesystem::path(folder) / (std::string(name) + ".png");
      EXPECT_TRUE(write_png(path, bitmap).ok());
    }
  }
};

TEST_F(TextPictures, OneLineWithSelection) {
  BoxText text;
  set_text(text.edit, "Kính gửi bà con ấp Phước Lộc, ស្រី, 7 giờ 30");
  select_word(text.edit, 6);
  expect("one_line", picture(text, {}, {420, 36}), 0x7ce285332d32354f);
}

TEST_F(TextPictures, SeveralLinesWithSelectionPreeditAndKhmer) {
  BoxText text;
  text.edit.lines = true;
  set_text(text.edit,
           "Điện lực tạm ngừng cấp điện tại ấp Thạnh Hoà.\n\n"
           "ស្រីល្អ និង កុមារ\nTie\u0302\u0301ng ");
  put_cursor(text.edit, text.edit.text.size(), false);
  set_preedit(text.edit, "Việt", Millis(0));
  BoxLook look;
  look.wrap_px = 240;
  Bitmap words = picture(text, look, {248, 190});
  expect("preedit", words, 0x2d2f188938556242);
  set_preedit(text.edit, "", Millis(0));
  text.edit.anchor = 20;
  expect("selection", picture(text, look, {248, 190}), 0x5d203a5f2280420a);
}

TEST_F(TextPictures, ASecretIsBullets) {
  BoxText text;
  set_text(text.edit, "mật ស្រី");
  BoxLook look;
  look.secret = true;
  lay_out_box(text, look);
  EXPECT_EQ(text.shown, "•••••");
  put_cursor(text.edit, text.edit.text.size(), false);
  const int end = caret_of(text, look).x_px;
  EXPECT_GT(end, 20);
  EXPECT_EQ(point_in(text, look, 1'000, 0).byte, text.edit.text.size());
  EXPECT_EQ(point_in(text, look, 0, 0).byte, 0U);
}

TEST_F(TextPictures, AHintStandsWhereNothingIsTyped) {
  BoxText text;
  BoxLook look;
  look.hint = "dd/mm/yyyy";
  const Bitmap hint = picture(text, look, {200, 36});
  type(text.edit, "x", Millis(0));
  EXPECT_NE(picture(text, look, {200, 36}), hint);
  EXPECT_EQ(text.shown, "x");
}

}  // namespace
}  // namespace bangtin::ui
