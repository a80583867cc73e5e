#include "shared/ui/canvas.h"

#include <gtest/gtest.h>

#include <set>

#include "shared/ui/fields.h"
#include "shared/ui/widgets.h"

namespace bangtin::ui {
namespace {

struct Page {
  std::string value;
  int entered = 0;
  void operator()() {
    begin_screen(false);
    begin_area("page", 0, 0);
    heading("ẨM Ỹ Ẳ Ỗ Ễ Ự");
    Field field;
    field.id = "field";
    field.label = "Địa chỉ";
    field.focused = true;
    text_field(field, value);
    end_area();
    end_screen();
    if (pressed(Key::Enter)) ++entered;
  }
};

TEST(Canvas, DrawsWordsIntoAnOpaqueBitmap) {
  auto canvas = Canvas::open({640, 360}, 1.0F);
  ASSERT_TRUE(canvas.ok()) << canvas.error().message;
  Page page;
  const Bitmap& drawn = (*canvas)->draw([&] { page(); });
  EXPECT_EQ(drawn.size, (Size{640, 360}));
  const std::set<std::uint32_t> colours(drawn.pixels.begin(), drawn.pixels.end());
  EXPECT_GT(colours.size(), 10u);
  for (const std::uint32_t colour : colours) EXPECT_EQ(colour >> 24, 0xffu);
}

TEST(Canvas, TheFieldHasTheKeyboardFromTheBeginAndAfterEnter) {
  auto canvas = Canvas::open({640, 360}, 1.0F);
  ASSERT_TRUE(canvas.ok()) << canvas.error().message;
  Page page;
  const auto draw = [&] { (*canvas)->draw([&] { page(); }); };
  draw();
  (*canvas)->type("10.0.");
  draw();
  EXPECT_EQ(page.value, "10.0.");
  (*canvas)->press(Key::Enter);
  draw();
  EXPECT_EQ(page.entered, 1);
  (*canvas)->type("0.1");
  draw();
  EXPECT_EQ(page.value, "10.0.0.1") << "what was typed stays";
  (*canvas)->press(Key::Backspace);
  (*canvas)->press(Key::Backspace);
  draw();
  EXPECT_EQ(page.value, "10.0.0");
}

TEST(Canvas, KeepsWhatIsTypedWhenItsSizeChanges) {
  auto canvas = Canvas::open({640, 360}, 1.0F);
  ASSERT_TRUE(canvas.ok()) << canvas.error().message;
  Page page;
  (*canvas)->draw([&] { page(); });
  ASSERT_TRUE((*canvas)->resize({360, 640}, 1.0F).ok());
  EXPECT_EQ((*canvas)->draw([&] { page(); }).size, (Size{360, 640}));
  ASSERT_TRUE((*canvas)->resize({1'920, 1'080}, Canvas::kScaleMax).ok());
  EXPECT_EQ((*canvas)->draw([&] { page(); }).size, (Size{1'920, 1'080}));
}

TEST(Canvas, TheSameStateGivesTheSamePixels) {
  const auto hash = [] {
    auto canvas = Canvas::open({480, 240}, 0.8F);
    EXPECT_TRUE(canvas.ok());
    Page page;
    return pixel_hash((*canvas)->draw([&] { page(); }));
  };
  EXPECT_EQ(hash(), hash());
}

}  // namespace
}  // namespace bangtin::ui
