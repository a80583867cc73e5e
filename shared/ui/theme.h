// The look of our programs' windows: colours, sizes and the three text sizes, for the current Dear
// ImGui context. Thread: the window's.
#pragma once

#include <cstdint>

#include "shared/base/result.h"

namespace bangtin::ui {

/// 0xRRGGBB. Text on card or background has a contrast of at least 4.5 to 1.
using Colour = std::uint32_t;
namespace colour {
inline constexpr Colour kBackground = 0xF3F5F8;
inline constexpr Colour kCard = 0xFFFFFF;
inline constexpr Colour kInk = 0x1A1F2B;
inline constexpr Colour kMuted = 0x5A6472;
inline constexpr Colour kLine = 0xC9D0DA;
inline constexpr Colour kHover = 0xEDF3FB;
inline constexpr Colour kSelected = 0xDCE8F8;
inline constexpr Colour kAccent = 0x1565C0;
inline constexpr Colour kAccentStrong = 0x0F4F99;
inline constexpr Colour kGood = 0x2E7D32;
inline constexpr Colour kWait = 0x9A5B00;
inline constexpr Colour kBad = 0xC62828;
inline constexpr Colour kBadStrong = 0x9E1F1F;
inline constexpr Colour kRail = 0x152F4E;
inline constexpr Colour kRailSelected = 0x2A5A92;
inline constexpr Colour kRailHover = 0x1F426B;
inline constexpr Colour kRailText = 0xFFFFFF;
inline constexpr Colour kRailMuted = 0xA9C1DE;
}  // namespace colour

enum class Type { Body, Bold, Heading, Display };

/// Sets style and fonts of the current context. `scale` is 1 for 96 dots per inch; range 0.8-2.
/// Errors: not_found naming the font file that the machine lacks.
Status apply_theme(float scale);

/// Logical pixels times the scale in force.
float px(float logical);

}  // namespace bangtin::ui
