// Less of a map, so that it looks the same: Douglas and Peucker's choice of points, down to a
// number of them. Thread: any; pure.
#pragma once

#include <cstddef>
#include <vector>

#include "shared/model/commune_map.h"

namespace bangtin {

/// For each point of a line how far the line would move without it and all lesser ones, in
/// millionths of a degree of latitude; infinity for its ends, and for one point in 1,024, so that a
/// hostile line costs no more than a long one. A closed line has no end but its first point.
/// `east_scale` is how long a degree of longitude is beside one of latitude.
std::vector<double> weights_of(const GeoLine& line, bool closed, double east_scale);

/// At most `lines_max` borders, the longest, and as many other lines; of them the points that
/// matter most, at most `points_max` in all. Borders that shrink below three points go.
CommuneMap simplified(CommuneMap map, std::size_t points_max, std::size_t lines_max);

/// cos of the latitude in the middle of the map; 1 without points.
double east_scale_of(const CommuneMap& map);

}  // namespace bangtin
