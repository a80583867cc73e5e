// Where the picture stands on the glass: turned by quarters, with edges that stay free. All in
// integers, pure. Thread: any.
#pragma once

#include "player/core/ports.h"
#include "shared/compose/bitmap.h"
#include "shared/model/board_setup.h"

namespace bangtin {

/// The insets as far as they leave a canvas of limits::kCanvasSideMin_px: a board always has a
/// picture, whatever a file says.
Placement bounded(const Placement& placement, Size glass_px);

/// The size of the canvas that stands there.
Size canvas_size(const Placement& placement, Size glass_px);

/// The place on the glass of a part of the canvas.
Rect on_glass(const Placement& placement, Size glass_px, const Rect& part);

/// The pixels of a part of the canvas as they stand on the glass: on_glass() in size.
/// Range: `part` lies inside the canvas.
Bitmap turned(const PixelView& canvas, const Rect& part, Rotation rotation);

}  // namespace bangtin
