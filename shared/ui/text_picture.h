// A text field's inside as a picture: letters shaped by the compositor, what is selected, the line
// under a word in the making. Pure but for the glyph cache. Thread: the window's.
#pragma once

#include "shared/base/result.h"
#include "shared/compose/bitmap.h"
#include "shared/compose/edit_layout.h"

namespace bangtin::ui {

/// What is seen of a layout, and how. Bytes are those of the layout's text.
struct TextView {
  Size size_px;
  int x_px = 0;  ///< where the layout begins in the picture
  int y_px = 0;
  int selection_begin = 0, selection_end = 0;
  int underline_begin = 0, underline_end = 0;
  int underline_px = 1;  ///< thickness
  bool operator==(const TextView&) const = default;
};

/// Opaque, on the colour of a card.
Bitmap text_picture(Fonts& fonts, const EditLayout& layout, const TextView& view);

/// Opens the fonts of the fields, once. Errors: as Fonts::open.
Status open_field_fonts();
/// After open_field_fonts.
Fonts& field_fonts();

}  // namespace bangtin::ui
