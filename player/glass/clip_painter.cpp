#include "player/glass/clip_painter.h"

extern "C" {
#include <libswscale/swscale.h>
}

#include <bit>

#include "shared/base/check.h"

namespace bangtin {
namespace {

struct FreeScaler {
  void operator()(SwsContext* scaler) const { sws_freeContext(scaler); }
};

/// All that a scaler is made for.
struct Shape {
  Size from_px;
  Size to_px;
  bool full_range = false;
  ClipMatrix matrix = ClipMatrix::Bt709;
  bool operator==(const Shape&) const = default;
};

}  // namespace

struct ClipPainter::State {
  Shape shape;
  std::unique_ptr<SwsContext, FreeScaler> scaler;
};

ClipPainter::ClipPainter() : state_(std::make_unique<State>()) {}
ClipPainter::~ClipPainter() = default;
ClipPainter::ClipPainter(ClipPainter&&) noexcept = default;
ClipPainter& ClipPainter::operator=(ClipPainter&&) noexcept = default;

bool ClipPainter::paint(const ClipFrame& frame, Bitmap& canvas, Rect area) {
  static_assert(std::endian::native == std::endian::little, "BGRA is 0xAARRGGBB in memory");
  CHECK(area.width_px > 0 && area.height_px > 0 && area.x_px >= 0 && area.y_px >= 0 &&
        area.x_px + area.width_px <= canvas.width() &&
        area.y_px + area.height_px <= canvas.height());
  const Shape shape{{frame.width_px, frame.height_px},
                    {area.width_px, area.height_px},
                    frame.full_range,
                    frame.matrix};
  if (!state_->scaler || state_->shape != shape) {
    state_->shape = shape;
    state_->scaler.reset(sws_getContext(
        shape.from_px.width_px, shape.from_px.height_px, AV_PIX_FMT_YUV420P, shape.to_px.width_px,
        shape.to_px.height_px, AV_PIX_FMT_BGRA, SWS_FAST_BILINEAR, nullptr, nullptr, nullptr));
    if (!state_->scaler) return false;
    const int* matrix =
        sws_getCoefficients(shape.matrix == ClipMatrix::Bt709 ? SWS_CS_ITU709 : SWS_CS_ITU601);
    sws_setColorspaceDetails(state_->scaler.get(), matrix, shape.full_range, matrix, 1, 0, 1 << 16,
                             1 << 16);
  }
  std::uint8_t* const to[] = {reinterpret_cast<std::uint8_t*>(canvas.row(area.y_px) + area.x_px)};
  const int stride_bytes[] = {canvas.width() * 4};
  return sws_scale(state_->scaler.get(), frame.plane.data(), frame.stride_bytes.data(), 0,
                   shape.from_px.height_px, to, stride_bytes) == shape.to_px.height_px;
}

}  // namespace bangtin
