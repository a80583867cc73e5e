// The look of our programs' windows: colours, sizes and the three text sizes, for the current Dear
// ImGui context. Thread: the window's.
#pragma once

#include "shared/base/result.h"
#include "shared/ui/colours.h"

namespace bangtin::ui {

enum class Type { Body, Bold, Heading, Display };

/// Of apply_theme(): at 3 the letters take 80 MB more than at 1; a small PC has no more to spare.
inline constexpr float kThemeScaleMin = 0.8F;
inline constexpr float kThemeScaleMax = 3.0F;

/// Sets style and fonts of the current context. `scale` is 1 for 96 dots per inch.
/// Errors: not_found naming the font file that the machine lacks.
Status apply_theme(float scale);

/// Brings the colours in force (use_colours) to the current context, if there is one. Between
/// frames.
void apply_colours();

/// Logical pixels times the scale in force.
float px(float logical);

}  // namespace bangtin::ui
