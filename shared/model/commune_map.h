// Places on earth and the map of a commune: what the desk draws its boards on. Nothing of it goes
// to a board. Thread: any; plain values.
#pragma once

#include <compare>
#include <vector>

namespace bangtin {

/// A place in WGS 84, in millionths of a degree: a step of latitude is about 11 cm.
struct GeoPoint {
  int latitude_udeg = 0;   ///< north of the equator
  int longitude_udeg = 0;  ///< east of Greenwich
  auto operator<=>(const GeoPoint&) const = default;
};

/// Of a degree, in writing.
inline constexpr int kDegreeDecimals = 6;
inline constexpr int kLatitudeMax_udeg = 90'000'000;
inline constexpr int kLongitudeMax_udeg = 180'000'000;

constexpr bool is_on_earth(const GeoPoint& point) {
  return point.latitude_udeg >= -kLatitudeMax_udeg && point.latitude_udeg <= kLatitudeMax_udeg &&
         point.longitude_udeg >= -kLongitudeMax_udeg && point.longitude_udeg <= kLongitudeMax_udeg;
}

using GeoLine = std::vector<GeoPoint>;

enum class MapLineKind { Water, Road, Other };

struct MapLine {
  MapLineKind kind = MapLineKind::Other;
  GeoLine points;  ///< two at least
  bool operator==(const MapLine&) const = default;
};

struct CommuneMap {
  /// Borders, of islands and of holes as well: what an odd number of them encloses is the commune.
  /// Each has three points at least; the last one is joined to the first.
  std::vector<GeoLine> outline;
  std::vector<MapLine> lines;  ///< rivers and roads
  bool operator==(const CommuneMap&) const = default;
};

}  // namespace bangtin
