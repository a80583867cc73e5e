// Bounds of the commune's map (limits.h has those of everything else).
#pragma once

#include <cstddef>

namespace bangtin::limits {

inline constexpr std::size_t kMapFileBytesMax = 5u << 20;
inline constexpr std::size_t kMapFilePointsMax = 200'000;
/// What is kept of such a file: enough for a picture of the commune on a 4K screen.
inline constexpr std::size_t kMapPointsMax = 3'000;
inline constexpr std::size_t kMapLinesMax = 200;  ///< of borders, and of rivers and roads

}  // namespace bangtin::limits
