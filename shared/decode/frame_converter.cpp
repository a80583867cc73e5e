#include "shared/decode/frame_converter.h"

extern "C" {
#include <libavutil/pixdesc.h>
}

#include <algorithm>

namespace bangtin {
namespace {

constexpr std::size_t kStrideStep = 64;
/// swscale writes whole vectors, a little beyond the end of a row.
constexpr std::size_t kRowSpareBytes = 128;
/// Turning reads down columns: in tiles, so that what was read stays in the cache.
constexpr int kTile_px = 32;

struct PlaneView {
  const std::uint8_t* from = nullptr;
  int stride_bytes = 0;
  int width_px = 0;
  int height_px = 0;
};

void turn(const PlaneView& plane, const FrameShape& shape, std::uint8_t* to, int to_stride) {
  const std::ptrdiff_t stride = plane.stride_bytes;
  const bool last_column = shape.transposed ? shape.flip_y : shape.flip_x;
  const bool last_row = shape.transposed ? shape.flip_x : shape.flip_y;
  const std::ptrdiff_t column_step = last_column ? -1 : 1;
  const std::ptrdiff_t row_step = last_row ? -stride : stride;
  const std::ptrdiff_t step_x = shape.transposed ? row_step : column_step;
  const std::ptrdiff_t step_y = shape.transposed ? column_step : row_step;
  const std::uint8_t* origin = plane.from + (last_column ? plane.width_px - 1 : 0) +
                               (last_row ? (plane.height_px - 1) * stride : 0);
  const int width = shape.transposed ? plane.height_px : plane.width_px;
  const int height = shape.transposed ? plane.width_px : plane.height_px;
  for (int tile_y = 0; tile_y < height; tile_y += kTile_px) {
    for (int tile_x = 0; tile_x < width; tile_x += kTile_px) {
      const int end_y = std::min(tile_y + kTile_px, height);
      const int end_x = std::min(tile_x + kTile_px, width);
      for (int y = tile_y; y < end_y; ++y) {
        const std::uint8_t* from = origin + tile_x * step_x + y * step_y;
        std::uint8_t* row = to + std::ptrdiff_t(y) * to_stride;
        for (int x = tile_x; x < end_x; ++x, from += step_x) row[x] = *from;
      }
    }
  }
}

bool is_420(const AVFrame& frame) {
  return frame.format == AV_PIX_FMT_YUV420P || frame.format == AV_PIX_FMT_YUVJ420P;
}

bool is_bt2020(const AVFrame& frame) {
  return frame.colorspace == AVCOL_SPC_BT2020_NCL || frame.colorspace == AVCOL_SPC_BT2020_CL;
}

bool same_pixels(const AVFrame& frame, const FrameShape& shape) {
  return is_420(frame) && !is_bt2020(frame) && frame.width == shape.square_width_px &&
         frame.height == shape.square_height_px;
}

int table_of(const AVFrame& frame, bool bt709) {
  if (is_bt2020(frame)) return SWS_CS_BT2020;
  return bt709 ? SWS_CS_ITU709 : SWS_CS_ITU601;
}

}  // namespace

PlaneLayout plane_layout(int width_px, int height_px) {
  PlaneLayout layout;
  for (std::size_t i = 0; i < 3; ++i) {
    const auto width = std::size_t(i == 0 ? width_px : (width_px + 1) / 2);
    const auto height = std::size_t(i == 0 ? height_px : (height_px + 1) / 2);
    const std::size_t stride = (width + kStrideStep - 1) / kStrideStep * kStrideStep;
    layout.offset[i] = layout.size_bytes;
    layout.stride_bytes[i] = int(stride);
    layout.size_bytes += stride * height + kRowSpareBytes;
  }
  return layout;
}

bool FrameConverter::is_plain(const AVFrame& frame, const FrameShape& shape) {
  return shape.upright() && same_pixels(frame, shape);
}

bool FrameConverter::scale(const AVFrame& frame, const FrameShape& shape, std::uint8_t* to) {
  const int width = shape.square_width_px;
  const int height = shape.square_height_px;
  const auto format = AVPixelFormat(frame.format);
  if (sws_isSupportedInput(format) == 0) return false;
  scaler_.reset(sws_getCachedContext(scaler_.release(), frame.width, frame.height, format, width,
                                     height, AV_PIX_FMT_YUV420P, SWS_BILINEAR | SWS_ACCURATE_RND,
                                     nullptr, nullptr, nullptr));
  if (!scaler_) return false;
  const FrameColours colours = colours_of(frame);
  const AVPixFmtDescriptor* about = av_pix_fmt_desc_get(format);
  const bool rgb = about != nullptr && (about->flags & AV_PIX_FMT_FLAG_RGB) != 0;
  const int to_table = colours.bt709 ? SWS_CS_ITU709 : SWS_CS_ITU601;
  sws_setColorspaceDetails(scaler_.get(), sws_getCoefficients(table_of(frame, colours.bt709)),
                           rgb || colours.full_range, sws_getCoefficients(to_table),
                           colours.full_range, 0, 1 << 16, 1 << 16);
  const PlaneLayout layout = plane_layout(width, height);
  std::uint8_t* planes[4] = {};
  int strides[4] = {};
  for (std::size_t i = 0; i < 3; ++i) {
    planes[i] = to + layout.offset[i];
    strides[i] = layout.stride_bytes[i];
  }
  return sws_scale(scaler_.get(), frame.data, frame.linesize, 0, frame.height, planes, strides) ==
         height;
}

bool FrameConverter::convert(const AVFrame& frame, const FrameShape& shape, std::uint8_t* to) {
  if (shape.upright() && !same_pixels(frame, shape)) return scale(frame, shape, to);
  const PlaneLayout layout = plane_layout(shape.width_px(), shape.height_px());
  const PlaneLayout unturned = plane_layout(shape.square_width_px, shape.square_height_px);
  const bool as_it_is = same_pixels(frame, shape);
  if (!as_it_is) {
    unturned_.resize(unturned.size_bytes);
    if (!scale(frame, shape, unturned_.data())) return false;
  }
  for (std::size_t i = 0; i < 3; ++i) {
    PlaneView plane;
    plane.from = as_it_is ? frame.data[i] : unturned_.data() + unturned.offset[i];
    plane.stride_bytes = as_it_is ? frame.linesize[i] : unturned.stride_bytes[i];
    plane.width_px = i == 0 ? shape.square_width_px : (shape.square_width_px + 1) / 2;
    plane.height_px = i == 0 ? shape.square_height_px : (shape.square_height_px + 1) / 2;
    turn(plane, shape, to + layout.offset[i], layout.stride_bytes[i]);
  }
  return true;
}

}  // namespace bangtin
