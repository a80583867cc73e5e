#include "manager/core/simplify.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>

namespace bangtin {
namespace {

constexpr double kAlways = std::numeric_limits<double>::infinity();
constexpr std::size_t kRingPointsMin = 3, kLinePointsMin = 2;

struct Flat {
  double x = 0, y = 0;
};

double distance(const Flat& a, const Flat& b) { return std::hypot(a.x - b.x, a.y - b.y); }

/// From a point to the stretch between two.
double distance(const Flat& point, const Flat& begin, const Flat& end) {
  const double dx = end.x - begin.x, dy = end.y - begin.y;
  const double length = dx * dx + dy * dy;
  if (length == 0) return distance(point, begin);
  const double along = ((point.x - begin.x) * dx + (point.y - begin.y) * dy) / length;
  const double share = std::clamp(along, 0.0, 1.0);
  return distance(point, {begin.x + share * dx, begin.y + share * dy});
}

/// Points between two kept ones, and how much the least of those above them weighs.
struct Stretch {
  std::size_t first = 0, last = 0;
  double above = kAlways;
};

void weigh(const std::vector<Flat>& points, Stretch whole, std::vector<double>& weights) {
  std::vector<Stretch> open{whole};
  while (!open.empty()) {
    const Stretch stretch = open.back();
    open.pop_back();
    if (stretch.last - stretch.first < 2) continue;
    std::size_t farthest = stretch.first + 1;
    double most = -1;
    for (std::size_t i = stretch.first + 1; i < stretch.last; ++i) {
      const double away = distance(points[i], points[stretch.first], points[stretch.last]);
      if (away > most) {
        most = away;
        farthest = i;
      }
    }
    const double weight = std::min(most, stretch.above);
    weights[farthest] = weight;
    open.push_back({stretch.first, farthest, weight});
    open.push_back({farthest, stretch.last, weight});
  }
}

double length_of(const GeoLine& line) {
  double length = 0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    length += std::abs(double(line[i].latitude_udeg) - line[i - 1].latitude_udeg) +
              std::abs(double(line[i].longitude_udeg) - line[i - 1].longitude_udeg);
  }
  return length;
}

/// The `count_max` longest, in the order in which they stood.
template <class Line, class LineOf>
void keep_longest(std::vector<Line>& lines, std::size_t count_max, LineOf line_of) {
  if (lines.size() <= count_max) return;
  std::vector<double> lengths;
  for (const Line& line : lines) lengths.push_back(length_of(line_of(line)));
  std::vector<double> sorted = lengths;
  std::ranges::nth_element(sorted, sorted.begin() + std::ptrdiff_t(count_max), std::greater());
  const double too_short = sorted[count_max];
  std::size_t at = 0;
  std::erase_if(lines, [&](const Line&) { return lengths[at++] <= too_short; });
}

void keep_heavier(GeoLine& line, const std::vector<double>& weights, double than) {
  std::size_t at = 0;
  std::erase_if(line, [&](const GeoPoint&) { return weights[at++] <= than; });
}

}  // namespace

std::vector<double> weights_of(const GeoLine& line, bool closed, double east_scale) {
  constexpr std::size_t kStretchPoints = 1'024;
  std::vector<Flat> points;
  points.reserve(line.size() + 1);
  for (const GeoPoint& point : line) {
    points.push_back({double(point.longitude_udeg) * east_scale, double(point.latitude_udeg)});
  }
  if (closed && !points.empty()) points.push_back(points.front());
  std::vector<double> weights(points.size(), kAlways);
  for (std::size_t first = 0; first + 1 < points.size(); first += kStretchPoints) {
    weigh(points, {first, std::min(first + kStretchPoints, points.size() - 1)}, weights);
  }
  weights.resize(line.size());
  return weights;
}

double east_scale_of(const CommuneMap& map) {
  int low = kLatitudeMax_udeg, high = -kLatitudeMax_udeg;
  const auto look_at = [&](const GeoLine& line) {
    for (const GeoPoint& point : line) {
      low = std::min(low, point.latitude_udeg);
      high = std::max(high, point.latitude_udeg);
    }
  };
  for (const GeoLine& ring : map.outline) look_at(ring);
  for (const MapLine& line : map.lines) look_at(line.points);
  if (low > high) return 1;
  return std::cos((double(low) + high) / 2 / 1e6 * std::numbers::pi / 180);
}

CommuneMap simplified(CommuneMap map, std::size_t points_max, std::size_t lines_max) {
  keep_longest(map.outline, lines_max, std::identity());
  keep_longest(
      map.lines, lines_max, [](const MapLine& line) -> auto& { return line.points; });
  const double east_scale = east_scale_of(map);
  std::vector<std::vector<double>> of_rings, of_lines;
  std::vector<double> all;
  for (const GeoLine& ring : map.outline) {
    of_rings.push_back(weights_of(ring, true, east_scale));
    all.insert(all.end(), of_rings.back().begin(), of_rings.back().end());
  }
  for (const MapLine& line : map.lines) {
    of_lines.push_back(weights_of(line.points, false, east_scale));
    all.insert(all.end(), of_lines.back().begin(), of_lines.back().end());
  }
  if (all.size() <= points_max) return map;
  std::ranges::nth_element(all, all.begin() + std::ptrdiff_t(points_max), std::greater());
  const double too_light = all[points_max];
  for (std::size_t i = 0; i < of_rings.size(); ++i) {
    keep_heavier(map.outline[i], of_rings[i], too_light);
  }
  for (std::size_t i = 0; i < of_lines.size(); ++i) {
    keep_heavier(map.lines[i].points, of_lines[i], too_light);
  }
  std::erase_if(map.outline, [](const GeoLine& ring) { return ring.size() < kRingPointsMin; });
  std::erase_if(map.lines, [](const MapLine& line) { return line.points.size() < kLinePointsMin; });
  return map;
}

}  // namespace bangtin
