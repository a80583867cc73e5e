#include "player/glass/placement.h"

#include <gtest/gtest.h>

#include "shared/base/limits.h"

namespace bangtin {
namespace {

constexpr Size kGlass{160, 100};

/// A canvas whose every pixel is another.
Bitmap numbered(Size size) {
  Bitmap bitmap(size);
  for (std::size_t i = 0; i < bitmap.pixels.size(); ++i) bitmap.pixels[i] = std::uint32_t(i + 1);
  return bitmap;
}

/// Draws a part of the canvas on the glass as the display does.
void show(const Placement& placement, const Bitmap& canvas, const Rect& part, Bitmap& glass) {
  const Bitmap drawn = turned({canvas.pixels.data(), canvas.size}, part, placement.rotation);
  const Rect to = on_glass(placement, glass.size, part);
  ASSERT_EQ(drawn.size, (Size{to.width_px, to.height_px}));
  for (int y = 0; y < drawn.height(); ++y) {
    for (int x = 0; x < drawn.width(); ++x) {
      ASSERT_TRUE(to.x_px + x >= 0 && to.x_px + x < glass.width());
      ASSERT_TRUE(to.y_px + y >= 0 && to.y_px + y < glass.height());
      glass.row(to.y_px + y)[to.x_px + x] = drawn.row(y)[x];
    }
  }
}

const std::vector<Placement> kPlacements = [] {
  std::vector<Placement> all;
  for (const Rotation rotation :
       {Rotation::None, Rotation::Quarter, Rotation::Half, Rotation::ThreeQuarters}) {
    all.push_back({rotation, {}});
    all.push_back({rotation, {1, 2, 3, 4}});
  }
  return all;
}();

TEST(Placement, WithoutOneTheCanvasIsTheGlass) {
  EXPECT_EQ(canvas_size({}, kGlass), kGlass);
  EXPECT_EQ(on_glass({}, kGlass, {3, 4, 5, 6}), (Rect{3, 4, 5, 6}));
}

TEST(Placement, AQuarterSwapsTheSidesAndInsetsAreThoseThatPeopleSee) {
  const Placement quarter{Rotation::Quarter, {1, 2, 3, 4}};
  EXPECT_EQ(canvas_size(quarter, kGlass), (Size{100 - 1 - 3, 160 - 2 - 4}));
  // Turned clockwise the top of the picture is at the right of the glass.
  const Bitmap canvas = numbered(canvas_size(quarter, kGlass));
  Bitmap glass(kGlass);
  show(quarter, canvas, {0, 0, canvas.width(), canvas.height()}, glass);
  EXPECT_EQ(glass.row(1)[kGlass.width_px - 1 - 2], 1u) << "the first pixel";
  EXPECT_EQ(glass.row(0)[80], 0u) << "the left inset is at the top of the glass";
}

TEST(Placement, AHalfTurnPutsTheFirstPixelLast) {
  const Placement half{Rotation::Half, {}};
  const Bitmap canvas = numbered(kGlass);
  Bitmap glass(kGlass);
  show(half, canvas, {0, 0, 160, 100}, glass);
  EXPECT_EQ(glass.pixels.back(), 1u);
  EXPECT_EQ(glass.pixels.front(), 16'000u);
}

TEST(Placement, PartsLandWhereTheWholeWouldHavePutThem) {
  for (const Placement& placement : kPlacements) {
    const Bitmap canvas = numbered(canvas_size(placement, kGlass));
    const int width = canvas.width(), height = canvas.height();
    Bitmap whole(kGlass), parts(kGlass);
    show(placement, canvas, {0, 0, width, height}, whole);
    for (const Rect& part :
         {Rect{0, 0, width / 3, height / 2}, Rect{width / 3, 0, width - width / 3, height / 2},
          Rect{0, height / 2, width, height - height / 2}}) {
      show(placement, canvas, part, parts);
    }
    EXPECT_EQ(whole, parts) << int(placement.rotation);
  }
}

TEST(Placement, FourQuartersAreNone) {
  const Bitmap canvas = numbered({70, 40});
  Bitmap now = canvas;
  for (int i = 0; i < 4; ++i) {
    now =
        turned({now.pixels.data(), now.size}, {0, 0, now.width(), now.height()}, Rotation::Quarter);
  }
  EXPECT_EQ(now, canvas);
}

TEST(Placement, NoInsetsLeaveABoardWithoutAPicture) {
  const int far = limits::kCanvasSideMax_px;
  for (const Insets& insets : {Insets{far, far, far, far}, Insets{far, 0, far, 0},
                               Insets{-5, -5, 0, 0}, Insets{100, 60, 100, 60}}) {
    const Size size = canvas_size({Rotation::None, insets}, kGlass);
    EXPECT_GE(size.width_px, limits::kCanvasSideMin_px);
    EXPECT_GE(size.height_px, limits::kCanvasSideMin_px);
    EXPECT_LE(size.width_px, kGlass.width_px);
    EXPECT_LE(size.height_px, kGlass.height_px);
  }
}

}  // namespace
}  // namespace bangtin
