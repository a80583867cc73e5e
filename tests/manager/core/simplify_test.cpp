#include "manager/core/simplify.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace bangtin {
namespace {

std::size_t points_in(const CommuneMap& map) {
  std::size_t count = 0;
  for (const GeoLine& ring : map.outline) count += ring.size();
  for (const MapLine& line : map.lines) count += line.points.size();
  return count;
}

/// A circle of so many points, in millionths of a degree.
GeoLine circle(int points, double radius_udeg, GeoPoint middle = {}) {
  GeoLine line;
  for (int i = 0; i < points; ++i) {
    const double turn = 2 * std::numbers::pi * i / points;
    line.push_back({middle.latitude_udeg + int(std::lround(radius_udeg * std::sin(turn))),
                    middle.longitude_udeg + int(std::lround(radius_udeg * std::cos(turn)))});
  }
  return line;
}

TEST(Simplify, WeighsAPointByHowFarTheLineWouldMoveWithoutIt) {
  const GeoLine line{{0, 0}, {1, 10}, {50, 20}, {1, 30}, {0, 40}};
  const auto weights = weights_of(line, false, 1);
  EXPECT_TRUE(std::isinf(weights[0]) && std::isinf(weights[4]));
  EXPECT_DOUBLE_EQ(weights[2], 50);
  EXPECT_GT(weights[1], 0);
  EXPECT_LT(weights[1], weights[2]);
  EXPECT_DOUBLE_EQ(weights[1], weights[3]);
}

TEST(Simplify, APointOnAStraightLineWeighsNothing) {
  const auto weights = weights_of({{0, 0}, {5, 5}, {10, 10}}, false, 1);
  EXPECT_DOUBLE_EQ(weights[1], 0);
}

TEST(Simplify, EastIsScaled) {
  const auto weights = weights_of({{0, 0}, {5, 100}, {10, 0}}, false, 0.5);
  EXPECT_DOUBLE_EQ(weights[1], 50);
}

TEST(Simplify, AClosedLineHasOnlyOneEnd) {
  const auto weights = weights_of({{0, 0}, {0, 10}, {10, 10}, {10, 0}}, true, 1);
  ASSERT_EQ(weights.size(), 4u);
  EXPECT_TRUE(std::isinf(weights[0]));
  EXPECT_FALSE(std::isinf(weights[3]));
  EXPECT_TRUE(weights_of({}, true, 1).empty());
}

TEST(Simplify, LeavesASmallMapAsItIs) {
  const CommuneMap map{{circle(20, 1000)}, {{MapLineKind::Road, {{1, 1}, {2, 2}}}}};
  EXPECT_EQ(simplified(map, 100, 10), map);
}

TEST(Simplify, KeepsTheShapeWithinItsNumberOfPoints) {
  const CommuneMap map{{circle(20'000, 50'000)}, {{MapLineKind::Water, circle(9'000, 20'000)}}};
  const CommuneMap less = simplified(map, 500, 10);
  EXPECT_LE(points_in(less), 500u);
  EXPECT_GT(points_in(less), 250u);
  for (const GeoPoint& point : less.outline.at(0)) {
    EXPECT_NEAR(std::hypot(point.latitude_udeg, point.longitude_udeg), 50'000, 2);
  }
  // The middle of each stretch that is left is near to the circle that it stands for.
  const GeoLine& ring = less.outline[0];
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const double y = (double(ring[i].latitude_udeg) + ring[i - 1].latitude_udeg) / 2;
    const double x = (double(ring[i].longitude_udeg) + ring[i - 1].longitude_udeg) / 2;
    EXPECT_NEAR(std::hypot(x, y), 50'000, 100);
  }
}

TEST(Simplify, DropsIslandsThatNobodyWouldSeeAndTheShortestLines) {
  CommuneMap map{{circle(5'000, 50'000), circle(4, 1, {90'000, 90'000})}, {}};
  for (int i = 1; i <= 8; ++i) {
    map.lines.push_back({MapLineKind::Road, {{0, 0}, {0, i % 2 == 0 ? 100 * i : i}}});
  }
  const CommuneMap less = simplified(map, 200, 4);
  EXPECT_EQ(less.outline.size(), 1u);
  ASSERT_EQ(less.lines.size(), 4u);
  EXPECT_EQ(less.lines[0].points[1].longitude_udeg, 200) << "in the order in which they stood";
}

TEST(Simplify, AHostileLineEndsSoon) {
  // Each split takes one point off: the worst case for the method.
  GeoLine line;
  for (int i = 0; i < 40'000; ++i) line.push_back({i % 2 == 0 ? i : -i, i});
  EXPECT_LE(points_in(simplified({{}, {{MapLineKind::Other, line}}}, 1'000, 10)), 1'000u);
}

}  // namespace
}  // namespace bangtin
