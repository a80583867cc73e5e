#include "player/glass/small_picture.h"

#include <gtest/gtest.h>

#include "shared/base/order_limits.h"
#include "shared/protocol/glass_picture.h"
#include "tests/fakes/seeded_random.h"

namespace bangtin {
namespace {

/// What no PNG makes smaller.
Bitmap noise(Size size_px) {
  SeededRandom random(3);
  Bitmap bitmap(size_px);
  for (std::uint32_t& pixel : bitmap.pixels) pixel = std::uint32_t(random.below(1u << 24));
  return bitmap;
}

void expect_travels(const SmallPicture& small) {
  const auto file = parse_glass_file(glass_file({1, {}, small.size_px}, small.png));
  EXPECT_TRUE(file.ok()) << file.error().message;
}

TEST(SmallPicture, KeepsTheShapeOfTheGlass) {
  for (const auto& [glass, small] :
       {std::pair(Size{1920, 1080}, Size{640, 360}), std::pair(Size{1080, 1920}, Size{360, 640}),
        std::pair(Size{4096, 64}, Size{640, 10}), std::pair(Size{320, 200}, Size{320, 200})}) {
    const auto made = small_picture(Bitmap(glass, 0xff204060));
    ASSERT_TRUE(made.ok());
    EXPECT_EQ(made->size_px, small);
    expect_travels(*made);
  }
}

TEST(SmallPicture, IsMadeSmallerUntilItFitsTheLine) {
  const auto made = small_picture(noise({1920, 1080}));
  ASSERT_TRUE(made.ok());
  EXPECT_LE(made->png.size(), limits::kGlassPictureBytesMax);
  EXPECT_LT(made->size_px.width_px, limits::kGlassSideMax_px);
  EXPECT_NEAR(double(made->size_px.width_px) / made->size_px.height_px, 16.0 / 9, 0.02);
  expect_travels(*made);
}

TEST(SmallPicture, IsNoneOfNothing) { EXPECT_FALSE(small_picture(Bitmap()).ok()); }

}  // namespace
}  // namespace bangtin
