#include "tests/fuzz/map_targets.h"

#include "manager/core/geojson.h"
#include "manager/core/position.h"
#include "shared/base/check.h"
#include "shared/protocol/map_messages.h"

namespace bangtin::fuzz {
namespace {

/// What was let in can be sent, stored and read again.
void keep(const CommuneMap& map) {
  CommuneMap again;
  CHECK(from_json(Json::parse(to_json(map).dump()).value(), again).ok() && again == map);
}

}  // namespace

void run_commune_map(std::string_view bytes) {
  const Result<Json> json = Json::parse(bytes);
  if (!json.ok()) return;
  CommuneMap map;
  if (from_json(*json, map).ok()) keep(map);
}

std::vector<std::string> commune_map_seeds() {
  return {R"({"lines":[{"kind":"water","points":[1,2,3,4]}],"outline":[[10,20,30,40,50,60]]})"};
}

void run_geojson(std::string_view bytes) {
  const Result<CommuneMap> map = map_from_geojson(bytes);
  if (!map.ok()) return;
  CHECK(!map->outline.empty() || !map->lines.empty());
  keep(*map);
}

std::vector<std::string> geojson_seeds() {
  const std::string square = "[[[105.7,10.0],[105.8,10.0],[105.8,10.1],[105.7,10.0]]]";
  const std::string feature =
      R"({"type":"Feature","properties":{"waterway":"river","dai_km":4.5e1},)"
      R"("geometry":{"type":"LineString","coordinates":[[105.7,10],[105.75,-0.05,3.5]]}})";
  return {R"({"type":"Polygon","coordinates":)" + square + "}",
          R"({"type":"MultiPolygon","crs":{"properties":{"name":"EPSG:4326"}},"coordinates":[)" +
              square + "," + square + "]}",
          R"({"type":"FeatureCollection","features":[)" + feature + "," + feature + "]}",
          R"({"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]})"};
}

void run_position(std::string_view bytes) {
  const Result<GeoPoint> position = position_of(bytes);
  if (!position.ok()) return;
  CHECK(is_on_earth(*position));
  CHECK(position_of(position_text(*position)).value() == *position);
}

std::vector<std::string> position_seeds() {
  return {"10.0452, 105.7469", "10,0452; 105,7469", "-89.999999° 179.9999995", "10,0452,105,7469"};
}

}  // namespace bangtin::fuzz
