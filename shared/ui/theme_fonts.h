// The theme as the widgets of this folder draw with it; nothing outside includes it.
// Thread: the window's.
#pragma once

#include "imgui.h"
#include "shared/ui/theme.h"

namespace bangtin::ui {

/// Dear ImGui's packed colour, in the set in force; `alpha` 0-255.
unsigned int to_u32(Colour value, int alpha = 255);
unsigned int to_u32(Rgb value, int alpha);

/// Valid from apply_theme until the next one.
ImFont* font_of(Type type);

}  // namespace bangtin::ui
