// --render-at: the picture of one generation at one instant, as a PNG. Thread: the main one.
#pragma once

#include "player/player_options.h"
#include "shared/base/result.h"

namespace bangtin {

/// Errors: as manifest_of(), verify_alone(), read_picture(), decode_picture() and write_png();
/// invalid when `size_px` is not the generation's canvas.
Status render_at(const RenderOptions& options, std::optional<Size> size_px, Clock& clock);

}  // namespace bangtin
