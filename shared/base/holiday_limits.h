// Bounds of the commune's list of holidays (limits.h has those of everything else).
#pragma once

#include <cstddef>

namespace bangtin::limits {

inline constexpr std::size_t kHolidaysMax = 200;  ///< entries of the list
inline constexpr int kHolidayDaysMax = 15;        ///< of one entry, one after the other

}  // namespace bangtin::limits
