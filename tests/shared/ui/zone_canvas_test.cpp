#include "shared/ui/zone_canvas.h"

#include <gtest/gtest.h>

#include "shared/ui/test_driver.h"

namespace bangtin::ui {
namespace {

/// Two zones that obey, on a canvas of 800 by 450 pixels.
class ZoneCanvasTest : public testing::Test {
 protected:
  void draw() {
    begin_screen(false);
    begin_card("card", 900, 0);
    const ZoneDeed deed = zone_canvas(
        {.id = "canvas", .label = "Hình", .shapes = shapes_, .width = 800, .height = 450});
    if (deed.change) shapes_[deed.change->shape].rect = deed.change->rect;
    if (deed.pressed) {
      for (std::size_t i = 0; i < shapes_.size(); ++i) shapes_[i].selected = i == *deed.pressed;
    }
    if (deed.drawn) shapes_.push_back({"Mới", *deed.drawn, Colour::Teal, false, {}});
    if (deed.removed) shapes_.erase(shapes_.begin() + std::ptrdiff_t(*deed.removed));
    deeds_ += deed.change || deed.drawn || deed.removed;
    button("after", "", "Sau", Look::Secondary);
    end_card();
    end_screen();
  }
  void drag(float x, float y, float to_x, float to_y) {
    ASSERT_TRUE(driver_.drag_across("canvas", {x, y}, {to_x, to_y}).ok());
  }

  std::vector<ZoneShape> shapes_{{"Chính", {0, 1000, 6000, 8000}, Colour::Accent, false, {}},
                                 {"Bên", {7000, 1000, 3000, 5000}, Colour::Violet, false, {}}};
  int deeds_ = 0;
  TestDriver driver_{{1366, 768}, 1.0F, [this] { draw(); }};
};

TEST_F(ZoneCanvasTest, AZoneIsMovedByItsInsideAndStandsAtTheOther) {
  drag(0.85F, 0.3F, 0.752F, 0.3F);
  EXPECT_EQ(shapes_[1].rect, (ZoneRect{6000, 1000, 3000, 5000}));
  EXPECT_TRUE(driver_.reads("Bên"));
  EXPECT_TRUE(driver_.reads("30 % × 50 %"));
}

TEST_F(ZoneCanvasTest, AnEdgeChangesTheSize) {
  drag(0.6F, 0.8F, 0.699F, 0.8F);
  EXPECT_EQ(shapes_[0].rect, (ZoneRect{0, 1000, 7000, 8000})) << "up to its neighbour";
  drag(0.998F, 0.599F, 0.9F, 0.8F);
  EXPECT_EQ(shapes_[1].rect, (ZoneRect{7000, 1000, 2000, 7000})) << "a corner takes two edges";
}

TEST_F(ZoneCanvasTest, FreeGroundTakesANewZone) {
  drag(0.7F, 0.7F, 0.9F, 0.89F);
  ASSERT_EQ(shapes_.size(), 3u);
  EXPECT_EQ(shapes_[2].rect, (ZoneRect{7000, 7000, 2000, 2000})) << "its foot at main's";
}

TEST_F(ZoneCanvasTest, EscapeLeavesAllAsItWasAndAPressOnlySelects) {
  driver_.on_way([&] { driver_.key(Key::Escape); });
  drag(0.85F, 0.3F, 0.7F, 0.3F);
  EXPECT_EQ(deeds_, 0);
  drag(0.85F, 0.3F, 0.85F, 0.3F);
  EXPECT_EQ(deeds_, 0);
  EXPECT_TRUE(shapes_[1].selected);
}

TEST_F(ZoneCanvasTest, KeysMoveResizeAndRemoveTheSelectedZoneAndStayWithIt) {
  drag(0.85F, 0.3F, 0.85F, 0.3F);
  driver_.key(Key::Left);
  driver_.key(Key::Left);
  driver_.key(Key::Down);
  EXPECT_EQ(shapes_[1].rect, (ZoneRect{6800, 1100, 3000, 5000}));
  driver_.shift(Key::Right);
  driver_.shift(Key::Up);
  EXPECT_EQ(shapes_[1].rect, (ZoneRect{6800, 1100, 3100, 4900}));
  for (int i = 0; i < 5; ++i) driver_.key(Key::Right);
  EXPECT_EQ(shapes_[1].rect.right(), kZoneWhole) << "not off the canvas";
  driver_.key(Key::Enter);
  EXPECT_TRUE(shapes_[0].selected) << "after the last comes the first";
  driver_.key(Key::Enter);
  driver_.key(Key::Delete);
  ASSERT_EQ(shapes_.size(), 1u);
  driver_.key(Key::Delete);
  EXPECT_EQ(shapes_.size(), 1u) << "nothing is selected";
}

TEST_F(ZoneCanvasTest, IsWellLaid) {
  EXPECT_EQ(driver_.lint(), std::vector<std::string>());
  shapes_[0].fault = "Quá nhỏ";
  shapes_[0].selected = true;
  driver_.idle();
  EXPECT_EQ(driver_.lint(), std::vector<std::string>());
}

}  // namespace
}  // namespace bangtin::ui
