// What SDL and the person's desktop say of a display. Thread: the window's.
#pragma once

#include <string_view>

#include "shared/ui/display_scale.h"

struct SDL_Window;

namespace bangtin::ui {

/// A driver of SDL that draws into memory alone: its display is made up.
bool has_no_glass(std::string_view driver);

/// Of the display that holds the middle of `window`; of the first one if there is no window yet.
/// While SDL's video is open. SDL 2.26 does not learn that a display has another resolution, or is
/// off without being unplugged, until the program starts anew.
DisplayFacts sdl_display_facts(SDL_Window* window);

}  // namespace bangtin::ui
