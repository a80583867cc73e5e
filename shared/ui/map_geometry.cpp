#include "shared/ui/map_geometry.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace bangtin::ui {
namespace {

constexpr double kMetresPerDegree = 111'195;  ///< of latitude, on a sphere of 6,371 km
constexpr double kMillion = 1e6;
constexpr int kSideMin_udeg = 4'500;  ///< about 500 m

/// At least so long, around the same middle, and on earth.
void lengthen(int& low, int& high, int length_min, int limit) {
  const int lacking = length_min - (high - low);
  if (lacking <= 0) return;
  low = std::max(low - lacking / 2, -limit);
  high = std::min(high + lacking / 2, limit);
}

/// As far again on each side.
GeoFrame surroundings(const GeoFrame& frame) {
  const int high = frame.north - frame.south, wide = frame.east - frame.west;
  return {std::max(frame.south - high, -kLatitudeMax_udeg),
          std::min(frame.north + high, kLatitudeMax_udeg),
          std::max(frame.west - wide, -kLongitudeMax_udeg),
          std::min(frame.east + wide, kLongitudeMax_udeg)};
}

bool overlap(const Box& a, const Box& b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

bool is_inside(const Box& box, const Box& room) {
  return box.left >= room.left && box.right <= room.right && box.top >= room.top &&
         box.bottom <= room.bottom;
}

bool covers(const Box& box, const MapLabel& mark) {
  const auto [x, y] = mark.mark;
  return std::hypot(x - std::clamp(x, box.left, box.right),
                    y - std::clamp(y, box.top, box.bottom)) < mark.radius;
}

/// Right, left, below, above, then the corners: the order in which they are tried.
std::vector<Box> choices(const MapLabel& label) {
  constexpr float kGap = 3;
  const auto [x, y] = label.mark;
  const float away = label.radius + kGap, half_w = label.width / 2, half_h = label.height / 2;
  const auto at = [&](float left, float top) {
    return Box{left, top, left + label.width, top + label.height};
  };
  // A round mark leaves room at its corners.
  constexpr float kCorner = 0.75F;
  const float beside = label.radius * kCorner + 1;
  const float left = x - beside - label.width, right = x + beside;
  const float above = y - beside - label.height, below = y + beside;
  return {at(x + away, y - half_h), at(x - away - label.width, y - half_h),
          at(x - half_w, y + away), at(x - half_w, y - away - label.height),
          at(right, above),         at(right, below),
          at(left, above),          at(left, below)};
}

}  // namespace

bool GeoFrame::holds(const GeoPoint& place) const {
  return place.latitude_udeg >= south && place.latitude_udeg <= north &&
         place.longitude_udeg >= west && place.longitude_udeg <= east;
}

void GeoFrame::add(const GeoPoint& place) {
  south = std::min(south, place.latitude_udeg);
  north = std::max(north, place.latitude_udeg);
  west = std::min(west, place.longitude_udeg);
  east = std::max(east, place.longitude_udeg);
}

GeoFrame frame_of(const CommuneMap* map, const std::vector<GeoPoint>& places) {
  GeoFrame frame;
  if (map != nullptr) {
    for (const GeoLine& ring : map->outline)
      std::ranges::for_each(ring, [&](auto& p) { frame.add(p); });
    if (frame.empty()) {
      for (const MapLine& line : map->lines) {
        std::ranges::for_each(line.points, [&](auto& p) { frame.add(p); });
      }
    }
  }
  const bool has_map = !frame.empty();
  const GeoFrame near = has_map ? surroundings(frame) : GeoFrame{};
  for (const GeoPoint& place : places) {
    if (!has_map || near.holds(place)) frame.add(place);
  }
  if (frame.empty()) return frame;
  lengthen(frame.south, frame.north, kSideMin_udeg, kLatitudeMax_udeg);
  lengthen(frame.west, frame.east, kSideMin_udeg, kLongitudeMax_udeg);
  return frame;
}

MapProjection::MapProjection(const GeoFrame& frame, const Box& room)
    : middle_north_((double(frame.south) + frame.north) / 2),
      middle_east_((double(frame.west) + frame.east) / 2),
      middle_x_((room.left + room.right) / 2),
      middle_y_((room.top + room.bottom) / 2) {
  // At the poles a degree of longitude has no length: a map there is wrong, but is one.
  constexpr double kEastMin = 0.01;
  const double east_scale =
      std::max(kEastMin, std::cos(middle_north_ / kMillion * std::numbers::pi / 180));
  const double high = double(frame.north) - frame.south;
  const double wide = (double(frame.east) - frame.west) * east_scale;
  pixels_north_ = std::min(double(room.height()) / high, double(room.width()) / wide);
  pixels_east_ = pixels_north_ * east_scale;
}

Spot MapProjection::spot_of(const GeoPoint& place) const {
  return {middle_x_ + float((place.longitude_udeg - middle_east_) * pixels_east_),
          middle_y_ - float((place.latitude_udeg - middle_north_) * pixels_north_)};
}

GeoPoint MapProjection::place_at(const Spot& spot) const {
  const double north = middle_north_ - double(spot.y - middle_y_) / pixels_north_;
  const double east = middle_east_ + double(spot.x - middle_x_) / pixels_east_;
  return {
      int(std::lround(std::clamp(north, -double(kLatitudeMax_udeg), double(kLatitudeMax_udeg)))),
      int(std::lround(std::clamp(east, -double(kLongitudeMax_udeg), double(kLongitudeMax_udeg))))};
}

double MapProjection::metres_per_pixel() const {
  return kMetresPerDegree / kMillion / pixels_north_;
}

ScaleBar scale_bar(double metres_per_pixel, float length_max) {
  ScaleBar best{1, float(1 / metres_per_pixel)};
  for (int power = 1; power <= 10'000'000; power *= 10) {
    for (const int step : {1, 2, 5}) {
      const float length = float(step * power / metres_per_pixel);
      if (length <= length_max) best = {step * power, length};
    }
  }
  return best;
}

std::vector<FilledRow> filled_rows(const std::vector<std::vector<Spot>>& rings, const Box& room) {
  const int top = int(std::floor(room.top)), count = std::max(0, int(std::ceil(room.height())));
  std::vector<std::vector<float>> crossed(static_cast<std::size_t>(count));
  for (const std::vector<Spot>& ring : rings) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      Spot high = ring[i], low = ring[(i + 1) % ring.size()];
      if (high.y > low.y) std::swap(high, low);
      // Rows are cut in their middle.
      const int first = int(std::ceil(std::clamp(high.y - float(top) - 0.5F, 0.F, float(count))));
      const int last = int(std::ceil(std::clamp(low.y - float(top) - 0.5F, 0.F, float(count))));
      for (int row = first; row < last; ++row) {
        const float share = (float(top + row) + 0.5F - high.y) / (low.y - high.y);
        crossed[std::size_t(row)].push_back(high.x + share * (low.x - high.x));
      }
    }
  }
  std::vector<FilledRow> rows;
  for (int row = 0; row < count; ++row) {
    std::vector<float>& at = crossed[std::size_t(row)];
    std::ranges::sort(at);
    for (std::size_t i = 0; i + 1 < at.size(); i += 2) {
      const float left = std::max(at[i], room.left), right = std::min(at[i + 1], room.right);
      if (left < right) rows.push_back({left, right, float(top + row)});
    }
  }
  return rows;
}

std::vector<std::optional<Box>> place_labels(const std::vector<MapLabel>& labels, const Box& room,
                                             std::vector<Box> taken) {
  std::vector<std::optional<Box>> places;
  for (const MapLabel& label : labels) {
    std::optional<Box>& place = places.emplace_back();
    for (const Box& box : choices(label)) {
      const bool is_free =
          is_inside(box, room) &&
          std::ranges::none_of(taken, [&](const Box& other) { return overlap(box, other); }) &&
          std::ranges::none_of(labels, [&](const MapLabel& mark) { return covers(box, mark); });
      if (!is_free) continue;
      place = box;
      taken.push_back(box);
      break;
    }
  }
  return places;
}

}  // namespace bangtin::ui
