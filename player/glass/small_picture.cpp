#include "player/glass/small_picture.h"

#include <algorithm>

#include "shared/base/order_limits.h"

namespace bangtin {
namespace {

/// Nothing shines through a glass; what is opaque is written as RGB.
Bitmap opaque(Bitmap picture) {
  for (std::uint32_t& pixel : picture.pixels) pixel |= 0xff000000U;
  return picture;
}

}  // namespace

Result<SmallPicture> small_picture(const Bitmap& glass) {
  constexpr int kSideMin_px = 64;
  int side_px = std::min(limits::kGlassSideMax_px, std::max(glass.width(), glass.height()));
  for (;;) {
    const Bitmap small = opaque(scale_to_fit(glass, {side_px, side_px}));
    const std::vector<std::uint8_t> bytes = TRY(to_png(small));
    if (bytes.size() <= limits::kGlassPictureBytesMax || side_px <= kSideMin_px) {
      return SmallPicture{{bytes.begin(), bytes.end()}, small.size};
    }
    side_px = std::max(kSideMin_px, side_px * 3 / 4);
  }
}

}  // namespace bangtin
