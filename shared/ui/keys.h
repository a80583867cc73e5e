// Keys that pages without a mouse ask for. Thread: the window's, inside a frame.
#pragma once

namespace bangtin::ui {

enum class Key { Enter, Escape, Tab, Backspace, Delete, Left, Right, Up, Down, Home, End, F2 };

/// True in the frame in which it went down, and again while it is held.
bool pressed(Key key);

}  // namespace bangtin::ui
