// The geometry of a map on the screen: where places come to stand, what an outline encloses, where
// names have room. All in pixels, y down. Thread: any; pure.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "shared/model/commune_map.h"
#include "shared/ui/item_log.h"

namespace bangtin::ui {

struct Spot {
  float x = 0, y = 0;
};

/// A part of the earth; nothing of it while `south` is above `north`.
struct GeoFrame {
  int south = kLatitudeMax_udeg, north = -kLatitudeMax_udeg;
  int west = kLongitudeMax_udeg, east = -kLongitudeMax_udeg;
  bool empty() const { return south > north; }
  bool holds(const GeoPoint& place) const;
  void add(const GeoPoint& place);
};

/// What a map shows: its outline, without one its lines; and the places that are no farther away
/// than it is wide or high. Without a map all places. Each side is about 500 m at least.
GeoFrame frame_of(const CommuneMap* map, const std::vector<GeoPoint>& places);

/// Equirectangular: a degree of longitude is as long as it is in the middle of the frame. North is
/// up.
class MapProjection {
 public:
  /// The frame in the middle of the room, as large as it fits. `frame` is not empty, the room has a
  /// width and a height.
  MapProjection(const GeoFrame& frame, const Box& room);
  Spot spot_of(const GeoPoint& place) const;
  /// The place under a spot; the nearest one that is on earth.
  GeoPoint place_at(const Spot& spot) const;
  double metres_per_pixel() const;

 private:
  double middle_north_ = 0, middle_east_ = 0;  ///< millionths of a degree
  double pixels_north_ = 0, pixels_east_ = 0;  ///< for one of them
  float middle_x_ = 0, middle_y_ = 0;
};

struct ScaleBar {
  int metres = 0;
  float length = 0;
};
/// 1, 2 or 5 and zeros: the longest that is not longer than `length_max`.
ScaleBar scale_bar(double metres_per_pixel, float length_max);

struct FilledRow {
  float left = 0, right = 0, y = 0;  ///< one pixel high, from y
};
/// The part of the room that an odd number of the rings encloses, row by row.
std::vector<FilledRow> filled_rows(const std::vector<std::vector<Spot>>& rings, const Box& room);

struct MapLabel {
  Spot mark;
  float radius = 0;  ///< of the mark
  float width = 0, height = 0;
};
/// Where the names of marks stand: right of the mark, left, below, above or at a corner, inside of
/// the room, over no mark, no earlier name and nothing `taken`; nothing where there is no such
/// place. The first choose first.
std::vector<std::optional<Box>> place_labels(const std::vector<MapLabel>& labels, const Box& room,
                                             std::vector<Box> taken);

}  // namespace bangtin::ui
