// Keys that a page takes while no text field has the keyboard. Thread: the window's, inside a
// frame.
#pragma once

namespace bangtin::ui {

/// One step back, or one forth again: Ctrl+Z; Ctrl+Y and Ctrl+Shift+Z. A text field undoes for
/// itself as long as it has the keyboard.
enum class HistoryKey { None, Undo, Redo };

/// What was pressed in this frame; None while a sheet stands above the page.
HistoryKey history_key();

/// Ctrl+D: how the window looks is to be chosen. Also in a text field; not while a sheet stands
/// above the page.
bool display_key();

}  // namespace bangtin::ui
