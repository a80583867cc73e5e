// Bounds of a backup that an administrator takes with him over the network (docs/PROTOCOL.md).
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace bangtin::limits {

inline constexpr std::size_t kBackupFilesPage = 10'000;  ///< listed by one answer
inline constexpr std::size_t kBackupFilesMax = 1'000'000;
inline constexpr std::int64_t kBackupPieceBytes = 4ll << 20;  ///< asked for at once
inline constexpr std::size_t kBackupPlaceCharactersMax = 300;
/// A copy that nobody fetches from goes away.
inline constexpr auto kBackupIdle = std::chrono::minutes(30);
/// Whoever has none that is younger is reminded.
inline constexpr auto kBackupDue = std::chrono::hours(24 * 30);

}  // namespace bangtin::limits
