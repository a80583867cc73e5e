#include "manager/core/geojson.h"

#include <algorithm>

#include "manager/core/simplify.h"
#include "shared/base/json_fixed.h"
#include "shared/base/map_limits.h"

namespace bangtin {
namespace {

Error wrong(std::string message, const char* key) {
  return {Code::Invalid, std::move(message), key};
}

Error no_geojson(std::string_view what) {
  return wrong("no GeoJSON: " + std::string(what), "map.not_geojson");
}

std::string_view text_at(const Json& json, std::string_view key) {
  const Json* member = json.find(key);
  const std::string* text = member == nullptr ? nullptr : member->as_string();
  return text == nullptr ? std::string_view() : *text;
}

bool has(const Json& properties, std::string_view key) { return !text_at(properties, key).empty(); }

MapLineKind kind_of(const Json& properties) {
  const std::string_view kind = text_at(properties, "kind"),
                         natural = text_at(properties, "natural");
  if (kind == "water" || natural == "water" || natural == "coastline" ||
      has(properties, "waterway") || has(properties, "water")) {
    return MapLineKind::Water;
  }
  return kind == "road" || has(properties, "highway") ? MapLineKind::Road : MapLineKind::Other;
}

/// A file of before RFC 7946 may name another system of coordinates; only WGS 84 is read.
Status check_crs(const Json& root) {
  const Json* crs = root.find("crs");
  if (crs == nullptr || crs->is_null()) return {};
  const Json* properties = crs->find("properties");
  const std::string_view name = properties == nullptr ? "" : text_at(*properties, "name");
  if (name.ends_with("CRS84") || name.ends_with(":4326")) return {};
  constexpr std::size_t kQuoteBytesMax = 100;
  return wrong(std::string(name.substr(0, kQuoteBytesMax)), "map.other_crs");
}

/// Gathers what the objects of a file hold. Objects lie in one another no deeper than JSON may.
class Reader {
 public:
  Status read(const Json& object, MapLineKind kind) {
    const std::string_view type = text_at(object, "type");
    if (type == "FeatureCollection") return read_all(object, "features", kind);
    if (type == "GeometryCollection") return read_all(object, "geometries", kind);
    if (type == "Feature") return read_feature(object);
    const Json* coordinates = object.find("coordinates");
    if (coordinates == nullptr) return no_geojson("an object without coordinates");
    if (type == "Polygon") return read_polygon(*coordinates, kind);
    if (type == "LineString") return read_line(*coordinates, kind);
    if (type == "MultiPolygon" || type == "MultiLineString") {
      for (const Json& part : *TRY(array_of(*coordinates))) {
        TRY(type == "MultiPolygon" ? read_polygon(part, kind) : read_line(part, kind));
      }
      return {};
    }
    if (type == "Point" || type == "MultiPoint") return {};
    return no_geojson("an object of no known type");
  }

  CommuneMap take() { return std::move(map_); }

 private:
  static Result<const Json::Array*> array_of(const Json& json) {
    if (json.as_array() == nullptr) return no_geojson("not an array");
    return json.as_array();
  }

  Status read_all(const Json& object, std::string_view key, MapLineKind kind) {
    const Json* members = object.find(key);
    if (members == nullptr) return no_geojson("a collection of nothing");
    for (const Json& member : *TRY(array_of(*members))) TRY(read(member, kind));
    return {};
  }

  Status read_feature(const Json& feature) {
    const Json* geometry = feature.find("geometry");
    if (geometry == nullptr || geometry->is_null()) return {};
    const Json* properties = feature.find("properties");
    return read(*geometry, properties == nullptr ? MapLineKind::Other : kind_of(*properties));
  }

  Status read_polygon(const Json& rings, MapLineKind kind) {
    constexpr std::size_t kRingPointsMin = 3;
    for (const Json& entry : *TRY(array_of(rings))) {
      GeoLine ring = TRY(points_of(entry));
      if (kind != MapLineKind::Other) {
        add_line(std::move(ring), kind);
        continue;
      }
      if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
      if (ring.size() >= kRingPointsMin) map_.outline.push_back(std::move(ring));
    }
    return {};
  }

  Status read_line(const Json& coordinates, MapLineKind kind) {
    add_line(TRY(points_of(coordinates)), kind);
    return {};
  }

  void add_line(GeoLine points, MapLineKind kind) {
    if (points.size() > 1) map_.lines.push_back({kind, std::move(points)});
  }

  /// What stands twice in a row counts once.
  Result<GeoLine> points_of(const Json& coordinates) {
    GeoLine line;
    for (const Json& entry : *TRY(array_of(coordinates))) {
      const GeoPoint point = TRY(point_of(entry));
      if (++points_ > limits::kMapFilePointsMax) {
        return wrong("too many points", "map.too_many_points");
      }
      if (line.empty() || line.back() != point) line.push_back(point);
    }
    return line;
  }

  static Result<GeoPoint> point_of(const Json& json) {
    const Json::Array& numbers = *TRY(array_of(json));
    if (numbers.size() < 2) return no_geojson("a point without two numbers");
    const std::int64_t* east = numbers[0].as_int();
    const std::int64_t* north = numbers[1].as_int();
    if (east == nullptr || north == nullptr) return no_geojson("a point of no numbers");
    if (*east < -kLongitudeMax_udeg || *east > kLongitudeMax_udeg || *north < -kLatitudeMax_udeg ||
        *north > kLatitudeMax_udeg) {
      return wrong("coordinates that are no degrees", "map.not_degrees");
    }
    return GeoPoint{int(*north), int(*east)};
  }

  CommuneMap map_;
  std::size_t points_ = 0;
};

}  // namespace

Result<CommuneMap> map_from_geojson(std::string_view bytes) {
  if (bytes.size() > limits::kMapFileBytesMax) return wrong("too large", "map.too_large");
  const Result<Json> json = parse_fixed_json(bytes, kDegreeDecimals, limits::kMapFileBytesMax);
  if (!json.ok()) return wrong(json.error().message, "map.not_json");
  if (json->as_object() == nullptr) return no_geojson("not an object");
  TRY(check_crs(*json));
  Reader reader;
  TRY(reader.read(*json, MapLineKind::Other));
  CommuneMap map = simplified(reader.take(), limits::kMapPointsMax, limits::kMapLinesMax);
  if (map.outline.empty() && map.lines.empty()) return wrong("nothing to draw", "map.empty");
  return map;
}

}  // namespace bangtin
