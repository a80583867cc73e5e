#include "player/setup/test_card.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace bangtin {
namespace {

constexpr Size kSizes[] = {{384, 192}, {1280, 720}, {1920, 1080}, {1080, 1920}, {64, 64}};

TEST(TestCard, DrawsALineOnEachEdgeAtEverySize) {
  const auto fonts = Fonts::open();
  ASSERT_TRUE(fonts.ok());
  for (const Size size : kSizes) {
    const Bitmap card = test_card(**fonts, size, 60, "Enter");
    ASSERT_EQ(card.size, size);
    const int middle_x = size.width_px / 4, middle_y = size.height_px / 3;
    for (const auto& [x, y] : {std::pair{middle_x, 0},
                               {middle_x, size.height_px - 1},
                               {0, middle_y},
                               {size.width_px - 1, middle_y}}) {
      EXPECT_EQ(card.row(y)[x], 0xffffffff) << size.width_px << " " << x << "," << y;
    }
    EXPECT_EQ(std::ranges::count_if(card.pixels, [](auto p) { return p >> 24 != 0xff; }), 0);
  }
}

TEST(TestCard, HasAllColoursAndARampOfSixteenGreys) {
  const auto fonts = Fonts::open();
  ASSERT_TRUE(fonts.ok());
  const Bitmap card = test_card(**fonts, {1'920, 1'080}, 0, "");
  for (const Color color :
       {0xffffff00, 0xff00ffff, 0xff00ff00, 0xffff00ff, 0xffff0000, 0xff0000ff, 0xff000000}) {
    EXPECT_NE(std::ranges::find(card.pixels, color), card.pixels.end()) << std::hex << color;
  }
  const int y = 1'080 * 39 / 100;
  std::vector<std::uint32_t> greys;
  for (int x = 170; x < 1'750; ++x) {
    if (x == 959 || x == 960) continue;
    const std::uint32_t pixel = card.row(y)[x];
    if (greys.empty() || greys.back() != pixel) greys.push_back(pixel);
  }
  ASSERT_EQ(greys.size(), 16u);
  EXPECT_TRUE(std::ranges::is_sorted(greys));
}

TEST(TestCard, ShowsTheSizeAndTheRefreshOnlyWhereItIsKnown) {
  const auto fonts = Fonts::open();
  ASSERT_TRUE(fonts.ok());
  const Bitmap with = test_card(**fonts, {1'280, 720}, 60, "");
  const Bitmap without = test_card(**fonts, {1'280, 720}, 0, "");
  EXPECT_NE(pixel_hash(with), pixel_hash(without));
}

}  // namespace
}  // namespace bangtin
