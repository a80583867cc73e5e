#include "shared/ui/grid.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "shared/ui/icons.h"
#include "shared/ui/test_driver.h"

namespace bangtin::ui {
namespace {

/// Rows at the left, tiles at the right, as many as wanted.
class GridTest : public testing::Test {
 protected:
  void draw() {
    begin_screen(false);
    begin_card("rows", 400, 0);
    list_rows(rows_, [&](std::size_t i) {
      ++rows_drawn_;
      list_row("row." + std::to_string(i), "Tin số " + std::to_string(i), {}, Colour::Accent,
               false);
    });
    end_card();
    beside();
    begin_card("tiles", 0, 0);
    const auto pressed = tiles(tiles_, [&](std::size_t i) {
      ++tiles_drawn_;
      const std::string number = std::to_string(i);
      return Tile{.id = "tile." + number,
                  .title = "Ảnh số " + number,
                  .status = {icon::kCheckCircle, "2 tin đang dùng", Tone::Good},
                  .picture = i % 2 == 0 ? picture_ : nullptr,
                  .icon = icon::kImage,
                  .corner = i % 3 == 0 ? "1:05" : "",
                  .selected = i == 1};
    });
    if (pressed) pressed_ = pressed;
    end_card();
    end_screen();
  }
  /// One frame, with what was drawn in it counted.
  void frame() {
    rows_drawn_ = tiles_drawn_ = 0;
    driver_.frame();
  }

  std::size_t rows_ = 0, tiles_ = 0;
  std::size_t rows_drawn_ = 0, tiles_drawn_ = 0;
  std::optional<std::size_t> pressed_;
  std::shared_ptr<const Bitmap> picture_ = std::make_shared<const Bitmap>(Size{256, 144}, 0U);
  TestDriver driver_{{1366, 768}, 1.0F, [this] { draw(); }};
};

TEST_F(GridTest, DrawsWhatIsInSightAndNothingElse) {
  rows_ = tiles_ = 100'000;
  driver_.idle();
  frame();
  EXPECT_LT(rows_drawn_, 30U);
  EXPECT_LT(tiles_drawn_, 60U);
  EXPECT_GE(tiles_drawn_, 15U);
  ASSERT_TRUE(driver_.has("row.0"));
  for (const std::string& found : driver_.lint()) ADD_FAILURE() << found;
}

TEST_F(GridTest, FewTilesKeepTheirWidthAndTellWhichWasPressed) {
  tiles_ = 3;
  driver_.idle();
  ASSERT_TRUE(driver_.click("tile.2").ok());
  EXPECT_EQ(pressed_, 2U);
  EXPECT_TRUE(driver_.reads("Ảnh số 2"));
  EXPECT_TRUE(driver_.reads("1:05"));
  const auto tile = std::ranges::find(driver_.items(), "tile.2", &LoggedItem::name);
  ASSERT_NE(tile, driver_.items().end());
  EXPECT_LT(tile->box.width(), 200);
}

TEST_F(GridTest, TheLastOneIsReachedByScrolling) {
  rows_ = 300;
  tiles_ = 301;
  ASSERT_TRUE(driver_.click("tile.300").ok());
  EXPECT_EQ(pressed_, 300U);
  ASSERT_TRUE(driver_.click("row.299").ok());
}

TEST_F(GridTest, NothingIsDrawnOfNothing) {
  driver_.idle();
  frame();
  EXPECT_EQ(rows_drawn_ + tiles_drawn_, 0U);
}

}  // namespace
}  // namespace bangtin::ui
