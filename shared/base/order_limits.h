// The bounds of what an office asks of a board, and of the picture that comes back.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace bangtin::limits {

/// So long an order counts after it was given.
inline constexpr std::chrono::minutes kOrderHolds{10};
/// A board takes none that says it counts for longer.
inline constexpr std::chrono::hours kOrderHoldsMax{1};
inline constexpr std::size_t kOrdersMax = 8;  ///< that travel together, and answers kept by a board
inline constexpr std::size_t kOrderBytesMax = 4u << 10;  ///< of one envelope
inline constexpr std::size_t kOrdersFileBytesMax = 64u << 10;
inline constexpr std::int64_t kTestCardMinutesMax = 60;
inline constexpr int kBrightnessMin_percent = 10;  ///< a glass that nobody can read helps nobody

// The picture from the glass.
inline constexpr int kGlassSideMax_px = 640;
inline constexpr std::size_t kGlassPictureBytesMax = 256u << 10;
inline constexpr std::size_t kGlassHeadBytesMax = 512;
/// What a board takes at most, whoever asks: some data plans are small.
inline constexpr std::chrono::seconds kGlassPictureEvery{10};
inline constexpr int kGlassPicturesPerDay = 48;

}  // namespace bangtin::limits
