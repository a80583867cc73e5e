#include "player/glass/sdl_display.h"

#include <gtest/gtest.h>

#include <vector>

namespace bangtin {
namespace {

TEST(SdlDisplay, PresentsDamageWithoutAScreen) {
  const auto display = SdlDisplay::open({Size{320, 200}, false});
  ASSERT_TRUE(display.ok()) << display.error().message;
  EXPECT_EQ((*display)->size_px(), (Size{320, 200}));
  const std::vector<std::uint32_t> canvas(320 * 200, 0xff336699);
  const Rect all{0, 0, 320, 200};
  EXPECT_TRUE((*display)->present({canvas.data(), {320, 200}}, {&all, 1}).ok());
  const Rect strip{0, 180, 320, 20};
  EXPECT_TRUE((*display)->present({canvas.data(), {320, 200}}, {&strip, 1}).ok());
  EXPECT_FALSE((*display)->take_events().closed);
}

TEST(SdlDisplay, ScalesACanvasOfAnotherSize) {
  const auto display = SdlDisplay::open({Size{320, 200}, false});
  ASSERT_TRUE(display.ok()) << display.error().message;
  const std::vector<std::uint32_t> canvas(64 * 128, 0xff336699);
  const Rect all{0, 0, 64, 128};
  EXPECT_TRUE((*display)->present({canvas.data(), {64, 128}}, {&all, 1}).ok());
}

TEST(SdlDisplay, ACanvasInAnotherPlaceHasThatSize) {
  const auto display = SdlDisplay::open({Size{320, 200}, false});
  ASSERT_TRUE(display.ok()) << display.error().message;
  (*display)->place({Rotation::Quarter, {10, 20, 30, 40}});
  EXPECT_EQ((*display)->glass_px(), (Size{320, 200}));
  EXPECT_EQ((*display)->size_px(), (Size{200 - 40, 320 - 60}));
  const Rect all{0, 0, 160, 260};
  const std::vector<std::uint32_t> canvas(160 * 260, 0xff336699);
  EXPECT_TRUE((*display)->present({canvas.data(), {160, 260}}, {&all, 1}).ok());
  const Rect strip{5, 6, 70, 80};
  EXPECT_TRUE((*display)->present({canvas.data(), {160, 260}}, {&strip, 1}).ok());
  const std::vector<std::uint32_t> other(320 * 200, 0xff336699);
  EXPECT_TRUE((*display)->present({other.data(), {320, 200}}, {&strip, 1}).ok());
  (*display)->place({});
  EXPECT_EQ((*display)->size_px(), (Size{320, 200}));
}

}  // namespace
}  // namespace bangtin
