// Bounds of the library of pictures and clips, of the look at a feed and of pages of the web.
// Beside limits.h, which everything includes. Thread: any; constants.
#pragma once

#include <cstddef>
#include <cstdint>

namespace bangtin::limits {

inline constexpr std::size_t kTrialStoriesMax = 10;         ///< shown of a feed that is tried
inline constexpr std::size_t kMediaPageMax = 200;           ///< of the library, in one answer
inline constexpr std::size_t kMediaPageChunksMax = 20'000;  ///< of all clips in one answer
inline constexpr std::size_t kMediaUsesMax = 50;            ///< that are told of one of it
inline constexpr std::size_t kLibraryMax = 20'000;          ///< that a person's program shows

inline constexpr std::size_t kPageBytesMax = 4u << 20;     ///< of a page whose address was pasted
inline constexpr std::size_t kHtmlNodesMax = 500'000;      ///< its elements and texts
inline constexpr std::int64_t kPastedStoriesMax = 500;     ///< kept, the newest
inline constexpr std::size_t kPastedTextBytesMax = 4'096;  ///< of what is typed for an address

}  // namespace bangtin::limits
