#include "shared/ui/zone_geometry.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace bangtin::ui {
namespace {

/// One direction: begin and end of something on a line.
struct ZoneLine {
  int begin = 0, end = 0;
};

std::vector<int> marks_on(const std::vector<ZoneLine>& others) {
  std::vector<int> marks{0, kZoneWhole};
  for (const ZoneLine& other : others) {
    marks.push_back(other.begin);
    marks.push_back(other.end);
  }
  return marks;
}

/// The nearest mark within reach.
std::optional<int> mark_near(int value, const std::vector<int>& marks, int reach) {
  std::optional<int> nearest;
  for (const int mark : marks) {
    if (std::abs(mark - value) > reach) continue;
    reach = std::abs(mark - value);
    nearest = mark;
  }
  return nearest;
}

int on_grid(int value, int grid) { return grid <= 0 ? value : (value + grid / 2) / grid * grid; }

int snapped_to(int value, const std::vector<int>& marks, int reach, int grid) {
  value = std::clamp(value, 0, kZoneWhole);
  return std::clamp(mark_near(value, marks, reach).value_or(on_grid(value, grid)), 0, kZoneWhole);
}

/// Moves a stretch as a whole: whichever end is nearer to a mark comes to stand there.
ZoneLine shifted(ZoneLine line, int by, const std::vector<int>& marks, int reach, int grid) {
  const int length = line.end - line.begin;
  const int begin = std::clamp(line.begin + by, 0, kZoneWhole - length);
  const auto at_begin = mark_near(begin, marks, reach);
  const auto at_end = mark_near(begin + length, marks, reach);
  const auto away = [](const std::optional<int>& mark, int from) {
    return mark ? std::abs(*mark - from) : kZoneWhole;
  };
  int to = on_grid(begin, grid);
  if (at_end && away(at_end, begin + length) < away(at_begin, begin)) {
    to = *at_end - length;
  } else if (at_begin) {
    to = *at_begin;
  }
  to = std::clamp(to, 0, kZoneWhole - length);
  return {to, to + length};
}

ZoneLine pulled(ZoneLine line, int grip, bool whole, int by, const std::vector<int>& marks,
                int reach, int grid) {
  if (whole) return shifted(line, by, marks, reach, grid);
  const int least = std::min(kZoneLeast, line.end - line.begin);
  if (grip < 0) {
    line.begin = std::min(snapped_to(line.begin + by, marks, reach, grid), line.end - least);
  } else if (grip > 0) {
    line.end = std::max(snapped_to(line.end + by, marks, reach, grid), line.begin + least);
  }
  return line;
}

std::vector<ZoneLine> across(const std::vector<ZoneRect>& rects) {
  std::vector<ZoneLine> lines;
  for (const ZoneRect& rect : rects) lines.push_back({rect.left, rect.right()});
  return lines;
}

std::vector<ZoneLine> down(const std::vector<ZoneRect>& rects) {
  std::vector<ZoneLine> lines;
  for (const ZoneRect& rect : rects) lines.push_back({rect.top, rect.bottom()});
  return lines;
}

ZoneRect rect_of(ZoneLine x, ZoneLine y) {
  return {x.begin, y.begin, x.end - x.begin, y.end - y.begin};
}

/// -1, 0 or 1 for begin, inside and end; false outside.
bool held_on(ZoneLine line, int at, int reach, int& grip) {
  if (at < line.begin - reach || at > line.end + reach) return false;
  // In something small the inside has to remain.
  const int edge = std::min(reach, (line.end - line.begin) / 4);
  grip = at < line.begin + edge ? -1 : at > line.end - edge ? 1 : 0;
  return true;
}

}  // namespace

ZoneRect drawn_by(const ZoneRect& rect, ZoneGrip grip, int dx, int dy,
                  const std::vector<ZoneRect>& others, const ZoneSnap& snap) {
  const bool whole = grip.is_whole();
  return rect_of(pulled({rect.left, rect.right()}, grip.x, whole, dx, marks_on(across(others)),
                        snap.reach_x, snap.grid),
                 pulled({rect.top, rect.bottom()}, grip.y, whole, dy, marks_on(down(others)),
                        snap.reach_y, snap.grid));
}

ZoneRect spanned(int x, int y, int to_x, int to_y, const std::vector<ZoneRect>& others,
                 const ZoneSnap& snap) {
  const auto span = [&](int from, int to, const std::vector<ZoneLine>& lines, int reach) {
    const std::vector<int> marks = marks_on(lines);
    const int a = snapped_to(from, marks, reach, snap.grid),
              b = snapped_to(to, marks, reach, snap.grid);
    return ZoneLine{std::min(a, b), std::max(a, b)};
  };
  return rect_of(span(x, to_x, across(others), snap.reach_x),
                 span(y, to_y, down(others), snap.reach_y));
}

bool grip_at(const ZoneRect& rect, int x, int y, int reach_x, int reach_y, ZoneGrip& grip) {
  return held_on({rect.left, rect.right()}, x, reach_x, grip.x) &&
         held_on({rect.top, rect.bottom()}, y, reach_y, grip.y);
}

}  // namespace bangtin::ui
