// FrameConverter: pictures of any pixel format, size and orientation as 8 bit 4:2:0 of one shape.
// Thread: the worker's main thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "shared/decode/frame_shape.h"
#include "shared/decode/libav.h"

namespace bangtin {

/// Three planes in one piece of memory.
struct PlaneLayout {
  std::array<std::size_t, 3> offset{};
  std::array<int, 3> stride_bytes{};
  std::size_t size_bytes = 0;
};
PlaneLayout plane_layout(int width_px, int height_px);

class FrameConverter {
 public:
  /// Whether the planes of this frame can be shown as they are.
  static bool is_plain(const AVFrame& frame, const FrameShape& shape);

  /// Writes the frame as plane_layout(shape.width_px(), shape.height_px()) says. False when it
  /// cannot be converted.
  bool convert(const AVFrame& frame, const FrameShape& shape, std::uint8_t* to);

 private:
  bool scale(const AVFrame& frame, const FrameShape& shape, std::uint8_t* to);

  libav::Scaler scaler_;
  std::vector<std::uint8_t> unturned_;
};

}  // namespace bangtin
