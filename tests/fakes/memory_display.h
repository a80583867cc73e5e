// MemoryDisplay: glass that a test can look at. Thread: one.
#pragma once

#include <algorithm>
#include <vector>

#include "player/core/ports.h"

namespace bangtin {

class MemoryDisplay final : public Display {
 public:
  explicit MemoryDisplay(Size size_px)
      : size_px_(size_px),
        pixels(std::size_t(size_px.width_px) * std::size_t(size_px.height_px), 0xff00ff00) {}

  Size size_px() const override { return size_px_; }

  /// Copies only the damage, as a real display may: what was left out stays wrong.
  Status present(const PixelView& canvas, std::span<const Rect> damage) override {
    CHECK(canvas.size_px == size_px_);
    ++presents;
    for (const Rect& rect : damage) {
      for (int y = rect.y_px; y < rect.y_px + rect.height_px; ++y) {
        const std::size_t at =
            std::size_t(y) * std::size_t(size_px_.width_px) + std::size_t(rect.x_px);
        std::copy_n(canvas.pixels + at, rect.width_px, pixels.begin() + std::ptrdiff_t(at));
        damaged_px += rect.width_px;
      }
    }
    return {};
  }

 private:
  Size size_px_;

 public:
  std::vector<std::uint32_t> pixels;
  int presents = 0;
  std::int64_t damaged_px = 0;
};

}  // namespace bangtin
