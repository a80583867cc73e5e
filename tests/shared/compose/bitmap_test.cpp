#include "shared/compose/bitmap.h"

#include <gtest/gtest.h>

#include <array>

namespace bangtin {
namespace {

TEST(Bitmap, FillsOnlyWhatLiesInside) {
  Bitmap bitmap({4, 3}, 0xff000000);
  fill(bitmap, {-5, -5, 7, 7}, 0xffffffff);
  EXPECT_EQ(bitmap.row(1)[1], 0xffffffffu);
  EXPECT_EQ(bitmap.row(2)[1], 0xff000000u);
  EXPECT_EQ(bitmap.row(1)[2], 0xff000000u);
  fill(bitmap, {2'000'000'000, 0, 2'000'000'000, 5}, 0xff123456);
  EXPECT_EQ(bitmap.row(0)[3], 0xff000000u);
}

TEST(Bitmap, BlendsHalfTransparentColourExactly) {
  Bitmap bitmap({1, 1}, 0xff000000);
  fill(bitmap, {0, 0, 1, 1}, 0x80ffffff);
  EXPECT_EQ(bitmap.pixels[0], 0xff808080u);
}

TEST(Bitmap, OpaqueStaysOpaqueUnderAnyMask) {
  for (std::uint32_t ground = 0; ground < 256; ground += 5) {
    Bitmap bitmap({256, 1}, 0xff000000 | ground * 0x010101);
    std::array<std::uint8_t, 256> mask{};
    for (std::size_t i = 0; i < mask.size(); ++i) mask[i] = std::uint8_t(i);
    blend_mask(bitmap, mask.data(), {256, 1}, 0, 0, 0xff4080c0);
    for (const std::uint32_t pixel : bitmap.pixels) ASSERT_EQ(pixel >> 24, 255u);
    EXPECT_EQ(bitmap.pixels[0], 0xff000000 | ground * 0x010101);
    EXPECT_EQ(bitmap.pixels[255], 0xff4080c0u);
  }
}

TEST(Bitmap, BlitLeavesAwayWhatLiesOutside) {
  Bitmap target({3, 3}, 0xff000000);
  const Bitmap source({3, 3}, 0xffff0000);
  blit(target, source, -2, 1);
  EXPECT_EQ(target.row(1)[0], 0xffff0000u);
  EXPECT_EQ(target.row(1)[1], 0xff000000u);
  EXPECT_EQ(target.row(0)[0], 0xff000000u);
  blit(target, source, 50, 50);
}

TEST(Scale, KeepsAPlainColourAtEverySize) {
  const Bitmap source({37, 19}, 0xff3c78b4);
  for (const Size size : {Size{1, 1}, Size{5, 40}, Size{36, 18}, Size{38, 20}, Size{200, 3}}) {
    EXPECT_EQ(scale(source, size), Bitmap(size, 0xff3c78b4));
  }
}

TEST(Scale, ShrinksByAverage) {
  Bitmap source({2, 2}, 0xff000000);
  source.pixels = {0xff000000, 0xffffffff, 0xffffffff, 0xff000000};
  const Bitmap one = scale(source, {1, 1});
  EXPECT_EQ(one.pixels[0] & 255, 128u);
}

TEST(Scale, FitsTheBoxAndKeepsTheShape) {
  EXPECT_EQ(fitted({400, 300}, {800, 800}), (Size{800, 600}));
  EXPECT_EQ(fitted({400, 300}, {100, 30}), (Size{40, 30}));
  EXPECT_EQ(fitted({4000, 1}, {100, 100}), (Size{100, 1}));
  EXPECT_EQ(fitted({0, 5}, {100, 100}), Size{});
  EXPECT_TRUE(scale(Bitmap(), {5, 5}).empty());
}

TEST(Png, IsTheSameEachTimeAndRefusesNothingness) {
  Bitmap bitmap({5, 4}, 0xff102030);
  const auto first = to_png(bitmap);
  const auto second = to_png(bitmap);
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(*first, *second);
  EXPECT_EQ((*first)[1], 'P');
  EXPECT_EQ((*first)[25], 2);  // colour type RGB
  bitmap.pixels[3] = 0x80402010;
  EXPECT_EQ((*to_png(bitmap))[25], 6);  // RGBA
  EXPECT_FALSE(to_png(Bitmap()).ok());
}

TEST(PixelHash, SeesEachPixelAndTheShape) {
  const Bitmap plain({8, 8}, 0xff000000);
  for (std::size_t i = 0; i < plain.pixels.size(); ++i) {
    Bitmap other = plain;
    other.pixels[i] ^= 1;
    EXPECT_NE(pixel_hash(other), pixel_hash(plain));
  }
  EXPECT_NE(pixel_hash(Bitmap({4, 16}, 0xff000000)), pixel_hash(plain));
  // Golden files hold it: this value may never change.
  EXPECT_EQ(pixel_hash(plain), pixel_hash(Bitmap({8, 8}, 0xff000000)));
}

}  // namespace
}  // namespace bangtin
