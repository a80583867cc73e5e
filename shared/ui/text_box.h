// The box of a text field: one line or several, for fields.cpp alone. Thread: the window's, inside
// a frame.
#pragma once

#include <string>

#include "shared/ui/fields.h"

namespace bangtin::ui {

struct TextBox {
  std::string label;  ///< "###id"
  float width_px = 0;
  float height_px = 0;  ///< 0: one line
};

/// True in frames in which the person changed the value. Leaves the box as the last item.
bool text_box(const Field& field, const TextBox& box, std::string& value);

/// What was pasted last into that box, which was drawn in this frame, had not room as a whole.
bool was_cut(unsigned id);

/// The box gets the keyboard in the next frame, its cursor stays where it was. Dear ImGui's own way
/// does not reach an item of a child window that was never clicked.
void focus_next_frame(unsigned id);

}  // namespace bangtin::ui
