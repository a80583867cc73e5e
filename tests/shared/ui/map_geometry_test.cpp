#include "shared/ui/map_geometry.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace bangtin::ui {
namespace {

constexpr Box kRoom{100, 50, 500, 350};
constexpr GeoPoint kMarket{10'045'000, 105'745'000};

double filled_area(const std::vector<std::vector<Spot>>& rings, const Box& room) {
  double area = 0;
  for (const FilledRow& row : filled_rows(rings, room)) area += double(row.right - row.left);
  return area;
}

std::vector<Spot> square(float left, float top, float side) {
  return {{left, top}, {left + side, top}, {left + side, top + side}, {left, top + side}};
}

TEST(MapProjection, NorthIsUpEastIsRightAndTheMiddleIsInTheMiddle) {
  const GeoFrame frame{10'000'000, 10'100'000, 105'700'000, 105'800'000};
  const MapProjection projection(frame, kRoom);
  const Spot middle = projection.spot_of({10'050'000, 105'750'000});
  EXPECT_NEAR(middle.x, 300, 0.01);
  EXPECT_NEAR(middle.y, 200, 0.01);
  const Spot corner = projection.spot_of({10'100'000, 105'800'000});
  EXPECT_GT(corner.x, middle.x);
  EXPECT_NEAR(corner.y, 50, 0.01) << "it fits the height";
}

TEST(MapProjection, AKilometreIsAsLongToTheEastAsToTheNorth) {
  const GeoFrame frame{59'900'000, 60'100'000, 104'900'000, 105'100'000};
  const MapProjection projection(frame, kRoom);
  const Spot from = projection.spot_of({60'000'000, 105'000'000});
  const Spot north = projection.spot_of({60'010'000, 105'000'000});
  const Spot east = projection.spot_of({60'000'000, 105'020'000});  // cos 60° is a half
  EXPECT_NEAR(from.y - north.y, east.x - from.x, 0.02);
  EXPECT_NEAR((from.y - north.y) * projection.metres_per_pixel(), 1'112, 1);
}

TEST(MapProjection, AnyPlaceIsFoundAgainUnderItsSpot) {
  const MapProjection projection({10'000'000, 10'100'000, 105'700'000, 105'800'000}, kRoom);
  for (const GeoPoint place : {kMarket, GeoPoint{10'099'000, 105'701'000}}) {
    const GeoPoint found = projection.place_at(projection.spot_of(place));
    EXPECT_NEAR(found.latitude_udeg, place.latitude_udeg, 20);
    EXPECT_NEAR(found.longitude_udeg, place.longitude_udeg, 20);
  }
  EXPECT_TRUE(is_on_earth(projection.place_at({1e9F, -1e9F})));
}

TEST(MapFrame, HoldsTheOutlineAndWhatIsNear) {
  const CommuneMap map{
      {{{10'000'000, 105'700'000}, {10'100'000, 105'700'000}, {10'100'000, 105'800'000}}},
      {{MapLineKind::Road, {{0, 0}, {1, 1}}}}};
  const GeoPoint just_outside{10'120'000, 105'750'000}, far_away{21'000'000, 105'800'000};
  const GeoFrame frame = frame_of(&map, {kMarket, just_outside, far_away});
  EXPECT_TRUE(frame.holds(kMarket) && frame.holds(just_outside));
  EXPECT_FALSE(frame.holds(far_away)) << "it would make the commune a dot";
  EXPECT_FALSE(frame.holds({0, 0})) << "a road goes on";
  EXPECT_EQ(frame.south, 10'000'000);
}

TEST(MapFrame, WithoutAnOutlineHoldsTheLinesOrElseAllPlaces) {
  const CommuneMap lines{
      {}, {{MapLineKind::Road, {{10'000'000, 105'000'000}, {11'000'000, 106'000'000}}}}};
  EXPECT_TRUE(frame_of(&lines, {}).holds({10'500'000, 105'500'000}));
  EXPECT_TRUE(frame_of(nullptr, {kMarket, {21'000'000, 105'800'000}}).holds(kMarket));
  const GeoFrame one = frame_of(nullptr, {kMarket});
  EXPECT_GT(one.north - one.south, 4'000) << "one place has surroundings";
  EXPECT_TRUE(frame_of(nullptr, {}).empty());
}

TEST(ScaleBarTest, IsARoundNumberThatFits) {
  EXPECT_EQ(scale_bar(10, 120).metres, 1'000);
  EXPECT_NEAR(scale_bar(10, 120).length, 100, 0.01);
  EXPECT_EQ(scale_bar(1.7, 120).metres, 200);
  EXPECT_EQ(scale_bar(0.001, 120).metres, 1);
  EXPECT_EQ(scale_bar(40'000, 120).metres, 2'000'000);
}

TEST(FilledRows, FillWhatAnOddNumberOfRingsEncloses) {
  EXPECT_NEAR(filled_area({square(150, 100, 100)}, kRoom), 10'000, 1);
  EXPECT_NEAR(filled_area({square(150, 100, 100), square(175, 125, 50)}, kRoom), 7'500, 1)
      << "a hole";
  EXPECT_NEAR(filled_area({square(150, 100, 100), square(350, 100, 50)}, kRoom), 12'500, 1)
      << "an island";
  EXPECT_NEAR(filled_area({{{200, 100}, {300, 200}, {100, 200}}}, kRoom), 10'000, 150);
}

TEST(FilledRows, StayInTheRoomWhateverTheShape) {
  EXPECT_NEAR(filled_area({square(-1e6F, -1e6F, 3e6F)}, kRoom), 400 * 300, 1);
  EXPECT_EQ(filled_area({square(600, 100, 50)}, kRoom), 0);
  EXPECT_EQ(filled_area({{}, {{200, 200}}, {{200, 200}, {300, 200}}}, kRoom), 0);
  // Crossing itself: both halves, each once.
  EXPECT_NEAR(filled_area({{{150, 100}, {250, 200}, {250, 100}, {150, 200}}}, kRoom), 5'000, 150);
}

MapLabel label(float x, float y, float width = 80) { return {{x, y}, 10, width, 20}; }

TEST(PlaceLabels, StandAtTheRightWhereThereIsRoom) {
  const auto places = place_labels({label(200, 200)}, kRoom, {});
  ASSERT_TRUE(places[0]);
  EXPECT_FLOAT_EQ(places[0]->left, 213);
  EXPECT_FLOAT_EQ(places[0]->top, 190);
}

TEST(PlaceLabels, GoLeftBelowAboveAndElseAway) {
  const auto at = [](float x, float y, std::vector<Box> taken) {
    return place_labels({label(x, y)}, kRoom, std::move(taken))[0];
  };
  EXPECT_LT(at(480, 200, {})->right, 470) << "at the right edge";
  const Box right{212, 188, 300, 212}, left{100, 188, 188, 212}, below{150, 214, 250, 240};
  EXPECT_GT(at(200, 200, {right, left})->top, 210);
  EXPECT_LT(at(200, 200, {right, left, below})->bottom, 190);
  EXPECT_FALSE(at(200, 200, {kRoom}));
  EXPECT_FALSE(place_labels({label(300, 200, 500)}, kRoom, {})[0]) << "wider than the room";
}

TEST(PlaceLabels, FindTheCornerOfARoundMarkInACrowd) {
  const auto places = place_labels({label(300, 200), label(322, 200, 1e6F), label(278, 200, 1e6F),
                                    label(300, 222, 1e6F), label(300, 178, 1e6F)},
                                   kRoom, {});
  ASSERT_FALSE(places[0]) << "neighbours all around";
  const auto corner = place_labels(
      {label(300, 200), label(313, 187, 1e6F), label(270, 216, 1e6F), label(318, 216, 1e6F)}, kRoom,
      {})[0];
  ASSERT_TRUE(corner);
  EXPECT_LT(corner->right, 300);
  EXPECT_LT(corner->bottom, 200);
}

TEST(PlaceLabels, NeverStandOnMarksOrOnOneAnother) {
  std::vector<MapLabel> labels;
  for (int i = 0; i < 30; ++i) {
    labels.push_back(label(120 + float(i * 67 % 360), 60 + float(i * 41 % 280), 90));
  }
  const auto places = place_labels(labels, kRoom, {});
  int placed = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!places[i]) continue;
    ++placed;
    const Box& box = *places[i];
    EXPECT_TRUE(box.left >= kRoom.left && box.right <= kRoom.right && box.top >= kRoom.top &&
                box.bottom <= kRoom.bottom);
    for (std::size_t j = 0; j < places.size(); ++j) {
      const auto& [x, y] = labels[j].mark;
      EXPECT_GE(std::hypot(x - std::clamp(x, box.left, box.right),
                           y - std::clamp(y, box.top, box.bottom)),
                10)
          << i << " stands on mark " << j;
      if (j == i || !places[j]) continue;
      EXPECT_TRUE(places[j]->right <= box.left || places[j]->left >= box.right ||
                  places[j]->bottom <= box.top || places[j]->top >= box.bottom)
          << i << " " << j;
    }
  }
  EXPECT_GT(placed, 8);
}

}  // namespace
}  // namespace bangtin::ui
