// A commune's map out of a GeoJSON file (RFC 7946), as maps on the internet and survey programs
// write it. Hostile files are safe: bounded in bytes, points and depth. Thread: any; pure.
#pragma once

#include <string_view>

#include "shared/base/result.h"
#include "shared/model/commune_map.h"

namespace bangtin {

/// Areas become the outline, lines rivers and roads (by the tags of OpenStreetMap `waterway`,
/// `natural`, `water`, `highway`, or a property `kind` of "water" or "road"; areas of water become
/// their shores); points are passed over. Coordinates are WGS 84, longitude first. What is more
/// than map_limits.h lets be kept is simplified away. Errors: invalid with a key: "map.too_large"
/// (bytes), "map.too_many_points", "map.not_json", "map.not_geojson", "map.other_crs",
/// "map.not_degrees", "map.empty".
Result<CommuneMap> map_from_geojson(std::string_view bytes);

}  // namespace bangtin
