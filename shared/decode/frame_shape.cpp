#include "shared/decode/frame_shape.h"

extern "C" {
#include <libavutil/pixdesc.h>
}

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "shared/media/clip_wire.h"

namespace bangtin {
namespace {

int scaled_side(int side_px, double factor) {
  // Even, as the planes of chroma like it.
  const long half = std::lround(side_px * factor / 2);
  return int(std::clamp<long>(half * 2, 2, kClipSideMax_px));
}

}  // namespace

FrameShape shape_of(int width_px, int height_px, AVRational pixel_aspect,
                    const std::int32_t* matrix) {
  FrameShape shape;
  shape.coded_width_px = shape.square_width_px = width_px;
  shape.coded_height_px = shape.square_height_px = height_px;
  const double aspect = pixel_aspect.den > 0 ? av_q2d(pixel_aspect) : 1;
  constexpr double kAspectMax = 4;
  const bool likely = aspect > 1 / kAspectMax && aspect < kAspectMax;
  if (likely && std::abs(aspect - 1) > 0.01) {
    const double pixels = double(width_px) * height_px * std::max(aspect, 1 / aspect);
    // The longer side grows, so that no detail is lost; the other shrinks where that were too much.
    const bool grow = pixels <= double(kClipPixelsMax);
    if ((aspect > 1) == grow) {
      shape.square_width_px = scaled_side(width_px, aspect);
    } else {
      shape.square_height_px = scaled_side(height_px, 1 / aspect);
    }
  }
  if (matrix == nullptr) return shape;
  // x' = a x + c y, y' = b x + d y
  const std::int64_t a = matrix[0], b = matrix[1], c = matrix[3], d = matrix[4];
  shape.transposed = std::abs(b) + std::abs(c) > std::abs(a) + std::abs(d);
  shape.flip_x = (shape.transposed ? c : a) < 0;
  shape.flip_y = (shape.transposed ? b : d) < 0;
  return shape;
}

FrameColours colours_of(const AVFrame& frame) {
  const auto format = AVPixelFormat(frame.format);
  const AVPixFmtDescriptor* about = av_pix_fmt_desc_get(format);
  const bool rgb = about != nullptr && (about->flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL));
  FrameColours colours;
  const bool jpeg = format == AV_PIX_FMT_YUVJ420P || format == AV_PIX_FMT_YUVJ422P ||
                    format == AV_PIX_FMT_YUVJ444P || format == AV_PIX_FMT_YUVJ440P ||
                    format == AV_PIX_FMT_YUVJ411P;
  colours.full_range = !rgb && (jpeg || frame.color_range == AVCOL_RANGE_JPEG);
  switch (rgb ? AVCOL_SPC_UNSPECIFIED : frame.colorspace) {
    case AVCOL_SPC_BT709:
    case AVCOL_SPC_SMPTE240M:
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL:
      colours.bt709 = true;
      break;
    case AVCOL_SPC_BT470BG:
    case AVCOL_SPC_SMPTE170M:
    case AVCOL_SPC_FCC:
      break;
    default:
      // What does not say is taken as everybody takes it: high definition is BT.709.
      colours.bt709 =
          std::max(frame.width, frame.height) >= 1'280 || std::min(frame.width, frame.height) > 576;
  }
  return colours;
}

}  // namespace bangtin
