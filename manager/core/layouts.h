// How a canvas is divided when nobody drew a layout. Pure. Thread: any.
#pragma once

#include <vector>

#include "shared/model/manifest.h"
#include "shared/protocol/layout_messages.h"

namespace bangtin {

/// The preset of this kind: header on top, ticker at the bottom, both full width, the rest is main;
/// legible from 384x192 to 3840x2160 and in portrait. Side: a third of the rest is the side zone,
/// at the right, on a portrait canvas below. Plain: no header. Full: one main zone. Heights are
/// even but for what is left to main. A canvas without room for a side zone has Standard instead of
/// Side. Range: sides within limits.h.
Layout layout_of(Size canvas_px, LayoutKind kind);
inline Layout default_layout(Size canvas_px) { return layout_of(canvas_px, LayoutKind::Standard); }

/// False where a side zone would be too small to read.
bool has_side_zone(Size canvas_px);

/// A zone size that items must be paged for. Pages for the main and the side zone are made alike,
/// so a size stands once for both.
struct ZoneKind {
  ZoneRole role = ZoneRole::Main;
  Size size_px;
  auto operator<=>(const ZoneKind&) const = default;
};

/// True when an item of this kind has pages for zones of this role.
inline bool concerns(ZoneRole role, ItemKind kind) {
  return role != ZoneRole::Header && (role == ZoneRole::Ticker) == (kind == ItemKind::Ticker);
}

/// The zones that these canvases and the standard ones (1920x1080, 1080x1920, 1366x768, 600x400,
/// 384x192) need, sorted, each size once: of all of them those of the Standard layout, of the
/// canvases and of 1920x1080 and 1080x1920 those of the drawn layouts `in_use`, then of the other
/// presets, then of the `spare` drawn ones, as far as limits::kCanvasKindsMax goes. What does not
/// fit is served by the size most alike.
std::vector<ZoneKind> zone_kinds(const std::vector<Size>& canvases_px,
                                 const std::vector<LayoutRecord>& in_use = {},
                                 const std::vector<LayoutRecord>& spare = {});

}  // namespace bangtin
