// What the set-up pages look like: drawn from the state, giving commands. No I/O, no clock.
// Thread: the glass's, inside a frame of a ui::Canvas or a test's driver.
#pragma once

#include "player/setup/setup.h"

namespace bangtin {

/// The scale at which pages can be read from a ladder and still fit a canvas of this size.
float setup_scale(Size canvas_px);

/// The page that is open. With less than kCompactHeight logical pixels of height explanations and
/// the list of steps are left away.
void draw_setup(const SetupState& state, SetupCommands& commands);
inline constexpr float kCompactHeight = 300;

/// The prompt for the PIN: a surface of its own that lies over the picture.
void draw_unlock(const SetupState& state, SetupCommands& commands);
Size unlock_size(Size canvas_px);

}  // namespace bangtin
