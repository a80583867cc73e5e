// Distances that all pages share, in pixels at 100 %.
#pragma once

namespace bangtin::desk {

inline constexpr float kGap = 10;         ///< between what stands side by side
inline constexpr float kPadding = 16;     ///< between a card's edge and what is in it
inline constexpr float kIconButton = 38;  ///< the width of a button that is an icon alone

}  // namespace bangtin::desk
