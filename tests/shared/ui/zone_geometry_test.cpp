#include "shared/ui/zone_geometry.h"

#include <gtest/gtest.h>

namespace bangtin::ui {
namespace {

const ZoneRect kMain{0, 1000, 6000, 8000};
const ZoneSnap kSnap{150, 150, 100};

TEST(ZoneGeometry, WholeRectanglesMoveOnTheGridAndStayOnTheCanvas) {
  EXPECT_EQ(drawn_by(kMain, {}, 1230, 0, {}, kSnap), (ZoneRect{1200, 1000, 6000, 8000}));
  EXPECT_EQ(drawn_by(kMain, {}, 1230, 0, {}, {}), (ZoneRect{1230, 1000, 6000, 8000}));
  EXPECT_EQ(drawn_by(kMain, {}, 90'000, -90'000, {}, kSnap), (ZoneRect{4000, 0, 6000, 8000}));
}

TEST(ZoneGeometry, EitherEdgeComesToStandAtAnother) {
  const std::vector<ZoneRect> others{{7777, 0, 2223, 3333}};
  EXPECT_EQ(drawn_by(kMain, {}, 1700, 0, others, kSnap).right(), 7777);
  EXPECT_EQ(drawn_by({6000, 4000, 1000, 1000}, {}, 0, -600, others, kSnap).top, 3333);
  EXPECT_EQ(drawn_by(kMain, {1, 0}, 1700, 0, others, kSnap), (ZoneRect{0, 1000, 7777, 8000}));
  EXPECT_EQ(drawn_by(kMain, {1, 0}, 1200, 0, others, kSnap).right(), 7200) << "too far from it";
  EXPECT_EQ(drawn_by(kMain, {0, 1}, 0, 890, others, kSnap).bottom(), kZoneWhole)
      << "the canvas has edges too";
}

TEST(ZoneGeometry, ACornerDrawsTwoEdgesAndNoneBeyondTheOther) {
  EXPECT_EQ(drawn_by(kMain, {-1, -1}, 1000, -1000, {}, kSnap), (ZoneRect{1000, 0, 5000, 9000}));
  EXPECT_EQ(drawn_by(kMain, {-1, 0}, 90'000, 0, {}, kSnap),
            (ZoneRect{6000 - kZoneLeast, 1000, kZoneLeast, 8000}));
  EXPECT_EQ(drawn_by(kMain, {1, 1}, -90'000, -90'000, {}, kSnap),
            (ZoneRect{0, 1000, kZoneLeast, kZoneLeast}));
}

TEST(ZoneGeometry, ANewOneSpansBothWays) {
  EXPECT_EQ(spanned(9040, 8960, 5960, 1020, {kMain}, kSnap), (ZoneRect{6000, 1000, 3000, 8000}));
  EXPECT_EQ(spanned(100, 100, -500, 20'000, {}, kSnap), (ZoneRect{0, 0, 0, kZoneWhole}));
}

TEST(ZoneGeometry, IsHeldByEdgesCornersAndItsInside) {
  const auto held = [](int x, int y) {
    ZoneGrip grip;
    return grip_at(kMain, x, y, 100, 100, grip) ? std::to_string(grip.x) + std::to_string(grip.y)
                                                : std::string("no");
  };
  EXPECT_EQ(held(3000, 5000), "00");
  EXPECT_EQ(held(50, 5000), "-10");
  EXPECT_EQ(held(6050, 9050), "11") << "a little outside takes it too";
  EXPECT_EQ(held(3000, 950), "0-1");
  EXPECT_EQ(held(6200, 5000), "no");
  ZoneGrip grip;
  EXPECT_TRUE(grip_at({0, 0, 200, 200}, 100, 100, 150, 150, grip));
  EXPECT_TRUE(grip.is_whole()) << "something small can still be moved";
}

}  // namespace
}  // namespace bangtin::ui
