// SDL's input made right for Vietnamese typing in Dear ImGui. Thread: the window's.
// Source: ADR on typing; UniKey and its like correct a word by a burst of Backspaces and letters.
#pragma once

#include <functional>
#include <string>

union SDL_Event;

namespace bangtin::ui {

/// One frame's widgets.
using DrawFrame = std::function<void()>;

/// Gives one event to Dear ImGui. A key that repeats is released first: X11 reports a burst of
/// Backspaces as one key held down, and Dear ImGui would take only the first.
/// A mouse button acts where its own event says: the backend asks the desktop for the place of the
/// mouse, and a display without a window manager answers for another place of the window.
void feed(const SDL_Event& event);

/// Runs frames without rendering until Dear ImGui has taken all input: it spreads a burst over
/// frames, and each rendered frame would cost a person's patience. Ends in a frame that waits to
/// be rendered. `begin` prepares the backends for a frame. Returns the number of frames run.
int settle(const DrawFrame& begin, const DrawFrame& draw);

}  // namespace bangtin::ui
