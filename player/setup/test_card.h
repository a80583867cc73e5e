// The test card: what tells a technician that the whole glass is seen, sharp, and in its colours.
// Pure. Thread: that of the Fonts.
#pragma once

#include <string>

#include "shared/compose/bitmap.h"
#include "shared/compose/fonts.h"

namespace bangtin {

/// A line of one pixel on each edge, corners, a cross in the middle, colour bars, a ramp of grey,
/// letters with the marks that get clipped first, the size and `refresh_hz` (0: left away), and
/// `legend` at the bottom. Total: what does not fit a small canvas is left away.
Bitmap test_card(Fonts& fonts, Size canvas_px, int refresh_hz, const std::string& legend);

/// The edge line and corners alone, over a page: where the picture ends.
void draw_edges(Bitmap& target);

}  // namespace bangtin
