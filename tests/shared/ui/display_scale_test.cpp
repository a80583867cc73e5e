// How large a desk is drawn on displays that people have, and on those that say nothing true.
#include "shared/ui/display_scale.h"

#include <gtest/gtest.h>

namespace bangtin::ui {
namespace {

struct Case {
  const char* what;
  DisplayFacts facts;
  float scale;
};

TEST(DisplayScale, IsThatOfTheGlassRoundedDownAsFarAsADeskHasRoom) {
  const Case cases[] = {
      {"24 inches, Full HD", {"x11", 91.8F, 0, {1920, 1053}}, 1},
      {"27 inches, QHD", {"x11", 108.8F, 0, {2560, 1413}}, 1},
      {"24 inches, QHD", {"x11", 122.4F, 0, {2560, 1413}}, 1.25F},
      {"27 inches, 4K", {"x11", 163.2F, 0, {3840, 2133}}, 1.5F},
      {"24 inches, 4K", {"x11", 183.6F, 0, {3840, 2133}}, 1.75F},
      {"laptop of 15.6 inches, 4K", {"x11", 282.4F, 0, {3840, 2133}}, 2},
      {"144, in whole millimetres", {"x11", 143.6F, 0, {2560, 1413}}, 1.5F},
      {"well below 144", {"x11", 142.0F, 0, {2560, 1413}}, 1.25F},
      {"laptop of 14 inches, Full HD: 1.5 has no room", {"x11", 157.3F, 0, {1920, 1053}}, 1.25F},
      {"laptop of 14 inches, 1366x768", {"x11", 111.9F, 0, {1366, 741}}, 1},
      {"upright", {"x11", 163.2F, 0, {2160, 3813}}, 1.5F},
      {"Windows tells what the person set", {"windows", 144, 0, {2560, 1392}}, 1.5F},
  };
  for (const Case& one : cases) EXPECT_EQ(display_scale(one.facts), one.scale) << one.what;
}

TEST(DisplayScale, IsOneWhereNothingCertainIsKnown) {
  const Case cases[] = {
      {"nothing at all", {}, 1},
      {"no size of the glass", {"x11", 0, 0, {3840, 2133}}, 1},
      {"a projector of 16 by 9 centimetres", {"x11", 305, 0, {1920, 1080}}, 1},
      {"a television of the same, 4K", {"x11", 360, 0, {2304, 1296}}, 1},
      {"of 16 by 9 millimetres", {"x11", 3048, 0, {1920, 1080}}, 1},
      {"of 1600 by 900", {"x11", 30.5F, 0, {1920, 1080}}, 1},
      {"negative", {"x11", -160, 0, {3840, 2133}}, 1},
      {"no bounds", {"x11", 163.2F, 0, {}}, 1},
      {"Wayland scales by itself", {"wayland", 163.2F, 0, {3840, 2133}}, 1},
      {"memory", {"dummy", 163.2F, 144, {3840, 2133}}, 1},
      {"KMSDRM", {"KMSDRM", 163.2F, 0, {3840, 2133}}, 1},
  };
  for (const Case& one : cases) EXPECT_EQ(display_scale(one.facts), one.scale) << one.what;
}

TEST(DisplayScale, WhatTheDesktopIsSetToWins) {
  const Case cases[] = {
      {"larger than the glass", {"x11", 163.2F, 192, {3840, 2133}}, 2},
      {"smaller than the glass", {"x11", 163.2F, 120, {3840, 2133}}, 1.25F},
      {"no size of the glass", {"x11", 0, 144, {2560, 1413}}, 1.5F},
      {"as far as a desk has room", {"x11", 91.8F, 192, {1920, 1053}}, 1.25F},
      {"nobody chose 96", {"x11", 163.2F, 96, {3840, 2133}}, 1.5F},
      {"larger than can be", {"x11", 163.2F, 960, {3840, 2133}}, 1.5F},
  };
  for (const Case& one : cases) EXPECT_EQ(display_scale(one.facts), one.scale) << one.what;
}

TEST(DisplayScale, TheZoomIsOnTopOfItWithinWhatTheThemeCan) {
  EXPECT_FLOAT_EQ(drawn_scale(0.8F, 1), 0.8F);
  EXPECT_FLOAT_EQ(drawn_scale(1.2F, 1.25F), 1.5F);
  EXPECT_FLOAT_EQ(drawn_scale(2, 1.5F), 3);
  EXPECT_FLOAT_EQ(drawn_scale(2, 2), 3);
}

TEST(DisplayScale, AWindowOpensAsLargeAsItsDeskButNeverLargerThanTheDisplay) {
  const Size desk{1366, 768};
  EXPECT_EQ(opening_size_px(desk, {"x11", 91.8F, 0, {1920, 1053}}), desk);
  EXPECT_EQ(opening_size_px(desk, {"x11", 163.2F, 0, {3840, 2133}}), (Size{2049, 1152}));
  EXPECT_EQ(opening_size_px(desk, {"x11", 96, 0, {1280, 690}}), (Size{1280, 690}));
  EXPECT_EQ(opening_size_px({1900, 900}, {"x11", 143, 0, {1920, 1053}}), (Size{1920, 1053}));
  EXPECT_EQ(opening_size_px(desk, {"dummy", 0, 0, {}}), desk) << "memory has no edge";
}

}  // namespace
}  // namespace bangtin::ui
