#include "shared/base/map_limits.h"
#include "shared/model/names.h"
#include "shared/protocol/json_values.h"
#include "shared/protocol/map_messages.h"

namespace bangtin {
namespace {

constexpr Named<MapLineKind> kKinds[] = {
    {MapLineKind::Water, "water"},
    {MapLineKind::Road, "road"},
    {MapLineKind::Other, "other"},
};

constexpr std::size_t kRingPointsMin = 3, kLinePointsMin = 2;

/// Latitude and longitude by turns.
Json flat(const GeoLine& line) {
  Json::Array array;
  array.reserve(2 * line.size());
  for (const GeoPoint& point : line) {
    array.emplace_back(point.latitude_udeg);
    array.emplace_back(point.longitude_udeg);
  }
  return array;
}

/// `left` is how many points may still come.
Result<GeoLine> line_of(const Json& json, std::size_t points_min, std::size_t& left) {
  const Json::Array* array = json.as_array();
  if (array == nullptr || array->size() % 2 != 0 || array->size() / 2 < points_min ||
      array->size() / 2 > left) {
    return wrong_value("not a line of the map");
  }
  left -= array->size() / 2;
  GeoLine line(array->size() / 2);
  for (std::size_t i = 0; i < line.size(); ++i) {
    TRY(decode((*array)[2 * i], line[i].latitude_udeg, Reading::Message));
    TRY(decode((*array)[2 * i + 1], line[i].longitude_udeg, Reading::Message));
    if (!is_on_earth(line[i])) return wrong_value("a place that is not on earth");
  }
  return line;
}

}  // namespace

std::string_view name_of(MapLineKind kind) { return name_in(kKinds, kind); }
bool from_name(std::string_view name, MapLineKind& out) { return value_in(kKinds, name, out); }

Json to_json(const CommuneMap& map) {
  Json::Array outline, lines;
  for (const GeoLine& ring : map.outline) outline.push_back(flat(ring));
  for (const MapLine& line : map.lines) {
    lines.push_back(Json().set("kind", name_of(line.kind)).set("points", flat(line.points)));
  }
  return Json().set("outline", std::move(outline)).set("lines", std::move(lines));
}

Result<void> from_json(const Json& json, CommuneMap& out) {
  CommuneMap map;
  std::size_t left = limits::kMapPointsMax;
  for (const Json& ring : *TRY(json.array_at("outline", limits::kMapLinesMax))) {
    map.outline.push_back(TRY(line_of(ring, kRingPointsMin, left)));
  }
  for (const Json& entry : *TRY(json.array_at("lines", limits::kMapLinesMax))) {
    MapLine& line = map.lines.emplace_back();
    if (!from_name(TRY(entry.string_at("kind")), line.kind)) return wrong_value("kind");
    const Json* points = entry.find("points");
    if (points == nullptr) return wrong_value("a line without points");
    line.points = TRY(line_of(*points, kLinePointsMin, left));
  }
  out = std::move(map);
  return {};
}

}  // namespace bangtin
