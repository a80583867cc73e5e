// What a well-behaved worker says of a clip of 64x48. For the tests of this folder. Thread: any.
#pragma once

#include "shared/media/clip_wire.h"

namespace bangtin {

inline InfoMessage info() {
  InfoMessage message;
  message.kind = kInfoKind;
  message.width_px = 64;
  message.height_px = 48;
  message.has_sound = 1;
  message.frame_interval_us = 40'000;
  return message;
}

inline FrameMessage frame(std::uint32_t slot, std::int64_t pts_us) {
  FrameMessage message;
  message.kind = kFrameKind;
  message.slot = slot;
  message.pts_us = pts_us;
  message.plane_offset = {0, 4'096, 8'192};
  message.stride_bytes = {64, 32, 32};
  return message;
}

}  // namespace bangtin
