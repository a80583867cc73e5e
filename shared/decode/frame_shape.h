// How a coded picture is to be shown: turned upright, pixels square, in which colours. Pure.
// Thread: any.
#pragma once

#include <cstddef>
#include <cstdint>

#include "shared/decode/libav.h"

namespace bangtin {

struct FrameShape {
  int coded_width_px = 0;
  int coded_height_px = 0;
  int square_width_px = 0;  ///< after making pixels square, before turning
  int square_height_px = 0;
  bool transposed = false;  ///< rows become columns, then the flips below
  bool flip_x = false;      ///< of the shown picture
  bool flip_y = false;

  int width_px() const { return transposed ? square_height_px : square_width_px; }
  int height_px() const { return transposed ? square_width_px : square_height_px; }
  bool upright() const { return !transposed && !flip_x && !flip_y; }
  bool scaled() const {
    return square_width_px != coded_width_px || square_height_px != coded_height_px;
  }
};

/// `pixel_aspect` is width over height of a pixel, anything unlikely counts as square. `matrix` is
/// the nine numbers of a display matrix or null. Source: ISO/IEC 14496-12, 8.3.2.
FrameShape shape_of(int width_px, int height_px, AVRational pixel_aspect,
                    const std::int32_t* matrix);

struct FrameColours {
  bool full_range = false;
  bool bt709 = false;
};

/// The colours that the planes of a picture come to have once it is 4:2:0.
FrameColours colours_of(const AVFrame& frame);

}  // namespace bangtin
