// How a canvas is divided when nobody drew a layout. Pure. Thread: any.
#pragma once

#include <vector>

#include "shared/model/manifest.h"

namespace bangtin {

/// Header on top, main, ticker at the bottom, full width: legible from 384x192 to 3840x2160 and in
/// portrait. Heights are even; main takes what is left. Range: sides within limits.h.
Layout default_layout(Size canvas_px);

/// A zone size that items must be paged for.
struct ZoneKind {
  ZoneRole role = ZoneRole::Main;
  Size size_px;
  auto operator<=>(const ZoneKind&) const = default;
};

/// The main and ticker zones of these canvases and of the standard ones (1920x1080, 1080x1920,
/// 1366x768, 600x400, 384x192), sorted, each once.
std::vector<ZoneKind> zone_kinds(const std::vector<Size>& canvases_px);

}  // namespace bangtin
