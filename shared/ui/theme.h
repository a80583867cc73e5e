// The look of our programs' windows: colours, sizes and the three text sizes, for the current Dear
// ImGui context. Thread: the window's.
#pragma once

#include "shared/base/result.h"
#include "shared/ui/colours.h"

namespace bangtin::ui {

enum class Type { Body, Bold, Heading, Display };

/// Sets style and fonts of the current context. `scale` is 1 for 96 dots per inch; range 0.8-2.
/// Errors: not_found naming the font file that the machine lacks.
Status apply_theme(float scale);

/// Brings the colours in force (use_colours) to the current context, if there is one. Between
/// frames.
void apply_colours();

/// Logical pixels times the scale in force.
float px(float logical);

}  // namespace bangtin::ui
