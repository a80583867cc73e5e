#include "manager/core/position.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

std::string key_of(const Result<GeoPoint>& position) {
  return position.ok() ? "" : position.error().key;
}

constexpr GeoPoint kCanTho{10'045'200, 105'746'900};

TEST(Position, IsReadAsMapsAndPeopleWriteIt) {
  for (const char* text :
       {"10.0452, 105.7469", "10.0452,105.7469", "10,0452, 105,7469", "10,0452,105,7469",
        "10,0452; 105,7469", " 10.0452\t105.7469 \n", "10.0452°, 105.7469°", "+10.0452, +105.7469",
        "10.04520000000001, 105.7468999999", "10.0452 , 105.7469"}) {
    const auto position = position_of(text);
    ASSERT_TRUE(position.ok()) << text << ": " << position.error().key;
    EXPECT_EQ(*position, kCanTho) << text << ": " << position_text(*position);
  }
  EXPECT_EQ(position_of("10", "105").value(), (GeoPoint{10'000'000, 105'000'000}));
  EXPECT_EQ(position_of("-10,5", "-0.000001").value(), (GeoPoint{-10'500'000, -1}));
  EXPECT_EQ(position_of("90", "-180").value(), (GeoPoint{90'000'000, -180'000'000}));
}

TEST(Position, SaysWhichNumberIsWrong) {
  for (const char* text :
       {"", "10.0452", "mười, 105", "10.0452, ", "10., 105", "10.0452, 105.7469, 3", ";", ",",
        "10°02'42\"N 105°44'48\"E", "1e1, 105", "--10, 105", "99999999999, 105", "NaN, 1"}) {
    EXPECT_EQ(key_of(position_of(text)), "map.position") << text;
  }
  EXPECT_EQ(key_of(position_of("105.7469, 10.0452")), "map.latitude");
  EXPECT_EQ(key_of(position_of("90.000001, 10")), "map.latitude");
  EXPECT_EQ(key_of(position_of("10.0452, 180.1")), "map.longitude");
  EXPECT_EQ(key_of(position_of("mười", "105")), "map.latitude");
  EXPECT_EQ(key_of(position_of("10", "")), "map.longitude");
}

TEST(Position, IsWrittenAsItIsRead) {
  EXPECT_EQ(position_text(kCanTho), "10.045200, 105.746900");
  for (const GeoPoint point : {kCanTho, GeoPoint{}, GeoPoint{-1, -179'999'999}}) {
    EXPECT_EQ(position_of(position_text(point)).value(), point);
  }
}

TEST(Position, OutsideOfVietnamIsNoticed) {
  EXPECT_TRUE(is_near_vietnam(kCanTho));
  EXPECT_TRUE(is_near_vietnam({23'390'000, 105'320'000})) << "Lũng Cú";
  EXPECT_TRUE(is_near_vietnam({8'645'000, 111'920'000})) << "Trường Sa";
  EXPECT_TRUE(is_near_vietnam({16'534'000, 111'608'000})) << "Hoàng Sa";
  EXPECT_FALSE(is_near_vietnam({kCanTho.longitude_udeg, kCanTho.latitude_udeg}));
  EXPECT_FALSE(is_near_vietnam({}));
}

}  // namespace
}  // namespace bangtin
