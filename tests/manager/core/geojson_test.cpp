#include "manager/core/geojson.h"

#include <gtest/gtest.h>

#include <cmath>

#include "shared/base/map_limits.h"
#include "shared/protocol/map_messages.h"

namespace bangtin {
namespace {

std::string key_of(const std::string& bytes) {
  const auto map = map_from_geojson(bytes);
  return map.ok() ? "" : map.error().key;
}

constexpr const char* kSquare =
    R"([[[105.7,10.0],[105.8,10.0],[105.8,10.1],[105.7,10.1],[105.7,10.0]]])";

std::string polygon(const std::string& coordinates) {
  return R"({"type":"Polygon","coordinates":)" + coordinates + "}";
}

std::string line(const std::string& properties) {
  return R"({"type":"Feature","properties":)" + properties +
         R"(,"geometry":{"type":"LineString","coordinates":[[105.7,10],[105.75,10.05,3.5]]}})";
}

TEST(GeoJson, AnAreaIsTheOutline) {
  const CommuneMap map = map_from_geojson(polygon(kSquare)).value();
  EXPECT_EQ(map.outline, (std::vector<GeoLine>{{{10'000'000, 105'700'000},
                                                {10'000'000, 105'800'000},
                                                {10'100'000, 105'800'000},
                                                {10'100'000, 105'700'000}}}));
  EXPECT_TRUE(map.lines.empty());
}

TEST(GeoJson, CollectionsFeaturesAndPartsAreAllRead) {
  const std::string island = "[[[106.0,10.0],[106.1,10.0],[106.1,10.1]]]";
  const std::string all =
      R"({"type":"FeatureCollection","name":"xa","features":[)"
      R"({"type":"Feature","id":12345678901234567890,"properties":{"dien_tich":45.7,"ma":null},)"
      R"("geometry":{"type":"MultiPolygon","coordinates":[)" +
      std::string(kSquare) + "," + island +
      R"(]}},{"type":"Feature","geometry":null,"properties":null},)"
      R"({"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}},)"
      R"({"type":"Feature","properties":{},"geometry":{"type":"GeometryCollection","geometries":[)"
      R"({"type":"MultiLineString","coordinates":[[[1,1],[2,2]],[[3,3],[4,4]]]}]}}]})";
  const auto map = map_from_geojson("\xef\xbb\xbf" + all);
  ASSERT_TRUE(map.ok()) << map.error().message;
  EXPECT_EQ(map->outline.size(), 2u);
  EXPECT_EQ(map->outline[1].size(), 3u) << "not closed in the file";
  EXPECT_EQ(map->lines.size(), 2u);
}

TEST(GeoJson, RiversAndRoadsAreToldApartByTheirTags) {
  const auto kind = [](const std::string& properties) {
    return map_from_geojson(line(properties)).value().lines.at(0).kind;
  };
  EXPECT_EQ(kind(R"({"waterway":"river"})"), MapLineKind::Water);
  EXPECT_EQ(kind(R"({"natural":"coastline"})"), MapLineKind::Water);
  EXPECT_EQ(kind(R"({"kind":"water"})"), MapLineKind::Water);
  EXPECT_EQ(kind(R"({"highway":"primary"})"), MapLineKind::Road);
  EXPECT_EQ(kind(R"({"kind":"road","waterway":null})"), MapLineKind::Road);
  EXPECT_EQ(kind("{}"), MapLineKind::Other);
  EXPECT_EQ(kind("null"), MapLineKind::Other);
  const CommuneMap lake = map_from_geojson(R"({"type":"Feature","properties":{"natural":"water"},)"
                                           R"("geometry":)" +
                                           polygon(kSquare) + "}")
                              .value();
  EXPECT_TRUE(lake.outline.empty());
  EXPECT_EQ(lake.lines.at(0).points.size(), 5u) << "its shore, closed";
}

TEST(GeoJson, OnlyWgs84IsRead) {
  const auto with_crs = [](const std::string& name) {
    return R"({"type":"Polygon","crs":{"type":"name","properties":{"name":")" + name +
           R"("}},"coordinates":)" + kSquare + "}";
  };
  EXPECT_EQ(key_of(with_crs("urn:ogc:def:crs:OGC:1.3:CRS84")), "");
  EXPECT_EQ(key_of(with_crs("EPSG:4326")), "");
  EXPECT_EQ(key_of(with_crs("urn:ogc:def:crs:EPSG::4326")), "");
  EXPECT_EQ(key_of(with_crs("urn:ogc:def:crs:EPSG::9210")), "map.other_crs") << "VN-2000";
  EXPECT_EQ(key_of(with_crs("EPSG:3857")), "map.other_crs");
  EXPECT_EQ(key_of(R"({"type":"Polygon","crs":"x","coordinates":[]})"), "map.other_crs");
  EXPECT_EQ(key_of(polygon("[[[580000,1110000],[580100,1110000],[580100,1110100]]]")),
            "map.not_degrees");
  EXPECT_EQ(key_of(polygon("[[[10,105],[10,106],[11,106]]]")), "map.not_degrees");
}

TEST(GeoJson, WhatIsNoMapIsRefusedInWords) {
  for (const char* text : {"", "{", "PK\x03\x04", "<kml/>", "{\"type\":\"Polygon\",}"}) {
    EXPECT_EQ(key_of(text), "map.not_json") << text;
  }
  for (const char* text :
       {"[]", "7", "{}", R"({"type":"Topology","coordinates":[]})", R"({"type":"Polygon"})",
        R"({"type":"FeatureCollection"})", R"({"type":"FeatureCollection","features":[7]})",
        R"({"type":"Polygon","coordinates":[[[1]]]})", R"({"type":"Polygon","coordinates":7})",
        R"({"type":"LineString","coordinates":[["1","2"]]})"}) {
    EXPECT_EQ(key_of(text), "map.not_geojson") << text;
  }
  for (const char* text :
       {R"({"type":"Point","coordinates":[105,10]})", R"({"type":"Polygon","coordinates":[]})",
        R"({"type":"Polygon","coordinates":[[[1,1],[1,1],[1,1]]]})",
        R"({"type":"FeatureCollection","features":[]})"}) {
    EXPECT_EQ(key_of(text), "map.empty") << text;
  }
}

TEST(GeoJson, HostileFilesAreBounded) {
  EXPECT_EQ(key_of(std::string(limits::kMapFileBytesMax + 1, ' ')), "map.too_large");
  EXPECT_EQ(key_of(std::string(1'000'000, '[')), "map.not_json");
  std::string many = R"({"type":"LineString","coordinates":[[0,0])";
  for (std::size_t i = 0; i < limits::kMapFilePointsMax; ++i) many += ",[1,1]";
  EXPECT_EQ(key_of(many + "]}"), "map.too_many_points");
  std::string nested;
  for (int i = 0; i < 20; ++i) nested += R"({"type":"GeometryCollection","geometries":[)";
  EXPECT_EQ(key_of(nested), "map.not_json");
}

TEST(GeoJson, WhatIsLargeIsSimplifiedUntilItCanBeKept) {
  std::string ring = "[[";
  for (int i = 0; i < 20'000; ++i) {
    const double turn = i * 0.000314159;
    ring += (i == 0 ? "[" : ",[") + std::to_string(105 + std::cos(turn)) + "," +
            std::to_string(10 + std::sin(turn)) + "]";
  }
  const CommuneMap map = map_from_geojson(polygon(ring + "]]")).value();
  EXPECT_LE(map.outline.at(0).size(), limits::kMapPointsMax);
  CommuneMap again;
  EXPECT_TRUE(from_json(to_json(map), again).ok()) << "the server takes it";
}

}  // namespace
}  // namespace bangtin
