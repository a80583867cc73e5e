// What stands on the glass, small enough for the thinnest line. Pure. Thread: any.
#pragma once

#include <string>

#include "shared/compose/bitmap.h"

namespace bangtin {

struct SmallPicture {
  std::string png;  ///< 8 bits RGB, at most limits::kGlassPictureBytesMax
  Size size_px;     ///< the shape of the glass, its longer side at most limits::kGlassSideMax_px
};

/// A glass that is small enough keeps its very pixels. What does not fit in the bytes is made
/// smaller until it does. Errors: invalid when empty, unavailable (libpng).
Result<SmallPicture> small_picture(const Bitmap& glass);

}  // namespace bangtin
