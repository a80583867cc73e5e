// Bounds of the library of pictures and clips and of the look at a feed. Beside limits.h, which
// everything includes. Thread: any; constants.
#pragma once

#include <cstddef>

namespace bangtin::limits {

inline constexpr std::size_t kTrialStoriesMax = 10;         ///< shown of a feed that is tried
inline constexpr std::size_t kMediaPageMax = 200;           ///< of the library, in one answer
inline constexpr std::size_t kMediaPageChunksMax = 20'000;  ///< of all clips in one answer
inline constexpr std::size_t kMediaUsesMax = 50;            ///< that are told of one of it
inline constexpr std::size_t kLibraryMax = 20'000;          ///< that a person's program shows

}  // namespace bangtin::limits
