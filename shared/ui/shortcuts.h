// Keys that a page takes while no text field has the keyboard. Thread: the window's, inside a
// frame.
#pragma once

namespace bangtin::ui {

/// One step back, or one forth again: Ctrl+Z; Ctrl+Y and Ctrl+Shift+Z. A text field that has the
/// keyboard undoes for itself; one with Field::shares_steps leaves the key to the page when it has
/// nothing more to take back.
enum class HistoryKey { None, Undo, Redo };

/// Of a text field that had no use for it.
void leave_history_key(HistoryKey key);

/// What was pressed; asked once a frame. None while a sheet stands above the page.
HistoryKey history_key();

/// Ctrl+D: how the window looks is to be chosen. Also in a text field; not while a sheet stands
/// above the page.
bool display_key();

}  // namespace bangtin::ui
