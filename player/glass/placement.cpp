#include "player/glass/placement.h"

#include <algorithm>

#include "shared/base/limits.h"

namespace bangtin {
namespace {

bool is_sideways(Rotation rotation) {
  return rotation == Rotation::Quarter || rotation == Rotation::ThreeQuarters;
}

/// The glass as people see it.
Size seen_size(Rotation rotation, Size glass_px) {
  return is_sideways(rotation) ? Size{glass_px.height_px, glass_px.width_px} : glass_px;
}

void bound(int& low_px, int& high_px, int side_px) {
  const int room_px = std::max(0, side_px - std::min(side_px, limits::kCanvasSideMin_px));
  low_px = std::clamp(low_px, 0, room_px);
  high_px = std::clamp(high_px, 0, room_px - low_px);
}

}  // namespace

Placement bounded(const Placement& placement, Size glass_px) {
  Placement result = placement;
  const Size seen = seen_size(placement.rotation, glass_px);
  bound(result.insets.left_px, result.insets.right_px, seen.width_px);
  bound(result.insets.top_px, result.insets.bottom_px, seen.height_px);
  return result;
}

Size canvas_size(const Placement& placement, Size glass_px) {
  const Placement there = bounded(placement, glass_px);
  const Size seen = seen_size(there.rotation, glass_px);
  return {seen.width_px - there.insets.left_px - there.insets.right_px,
          seen.height_px - there.insets.top_px - there.insets.bottom_px};
}

Rect on_glass(const Placement& placement, Size glass_px, const Rect& part) {
  const Placement there = bounded(placement, glass_px);
  const int x = part.x_px + there.insets.left_px;
  const int y = part.y_px + there.insets.top_px;
  switch (there.rotation) {
    case Rotation::None:
      break;
    case Rotation::Quarter:
      return {glass_px.width_px - y - part.height_px, x, part.height_px, part.width_px};
    case Rotation::Half:
      return {glass_px.width_px - x - part.width_px, glass_px.height_px - y - part.height_px,
              part.width_px, part.height_px};
    case Rotation::ThreeQuarters:
      return {y, glass_px.height_px - x - part.width_px, part.height_px, part.width_px};
  }
  return {x, y, part.width_px, part.height_px};
}

Bitmap turned(const PixelView& canvas, const Rect& part, Rotation rotation) {
  const bool sideways = is_sideways(rotation);
  Bitmap result(sideways ? Size{part.height_px, part.width_px}
                         : Size{part.width_px, part.height_px});
  // Where a step to the right in the canvas leads in the result, and where its first pixel lies.
  const std::ptrdiff_t width = result.width();
  const std::ptrdiff_t height = result.height();
  std::ptrdiff_t first = 0, right = 1, down = width;
  if (rotation == Rotation::Quarter) {
    first = width - 1, right = width, down = -1;
  } else if (rotation == Rotation::Half) {
    first = width * height - 1, right = -1, down = -width;
  } else if (rotation == Rotation::ThreeQuarters) {
    first = width * (height - 1), right = -width, down = 1;
  }
  // In squares: a whole row would touch another cache line of the result with each pixel.
  constexpr int kSquare_px = 32;
  for (int top = 0; top < part.height_px; top += kSquare_px) {
    const int bottom = std::min(part.height_px, top + kSquare_px);
    for (int left = 0; left < part.width_px; left += kSquare_px) {
      const int end = std::min(part.width_px, left + kSquare_px);
      for (int y = top; y < bottom; ++y) {
        const std::uint32_t* from =
            canvas.pixels + std::ptrdiff_t(part.y_px + y) * canvas.size_px.width_px + part.x_px;
        std::ptrdiff_t to = first + y * down + left * right;
        for (int x = left; x < end; ++x, to += right) result.pixels[std::size_t(to)] = from[x];
      }
    }
  }
  return result;
}

}  // namespace bangtin
