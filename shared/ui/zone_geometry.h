// Rectangles on a canvas that a person draws, moves and pulls larger: in ten-thousandths of the
// canvas. Pure. Thread: any.
#pragma once

#include <vector>

namespace bangtin::ui {

inline constexpr int kZoneWhole = 10'000;
/// No side becomes shorter than this.
inline constexpr int kZoneLeast = 200;

struct ZoneRect {
  int left = 0, top = 0, width = 0, height = 0;
  int right() const { return left + width; }
  int bottom() const { return top + height; }
  bool operator==(const ZoneRect&) const = default;
};

/// By what a rectangle is held: -1 its left (upper) edge, 1 its right (lower) one, 0 neither. All
/// of it when both are 0.
struct ZoneGrip {
  int x = 0, y = 0;
  bool is_whole() const { return x == 0 && y == 0; }
  bool operator==(const ZoneGrip&) const = default;
};

/// Where edges come to stand: at an edge of another rectangle or of the canvas within `reach`,
/// else on the grid (0: anywhere).
struct ZoneSnap {
  int reach_x = 0, reach_y = 0;
  int grid = 0;
};

/// The rectangle once its grip was drawn so far. Stays on the canvas.
ZoneRect drawn_by(const ZoneRect& rect, ZoneGrip grip, int dx, int dy,
                  const std::vector<ZoneRect>& others, const ZoneSnap& snap);

/// The rectangle between two corners, snapped likewise.
ZoneRect spanned(int x, int y, int to_x, int to_y, const std::vector<ZoneRect>& others,
                 const ZoneSnap& snap);

/// What is held at a place; a little outside of an edge still takes it. Nothing is held: false.
bool grip_at(const ZoneRect& rect, int x, int y, int reach_x, int reach_y, ZoneGrip& grip);

}  // namespace bangtin::ui
