// Bounds of documents that become pictures. Beside limits.h, which everything includes. Thread:
// any; constants.
#pragma once

#include "shared/base/limits.h"

namespace bangtin::limits {

inline constexpr std::int64_t kDocumentBytesMax = 100ll << 20;
inline constexpr int kDocumentPagesMax = int(kMediaPerItemMax);  ///< one item can carry them all
inline constexpr int kDocumentSide_px =
    2'160;  ///< the longer side of each: the height of a 4K board
inline constexpr int kDocumentAspectMax = 20;  ///< of a page, either way
inline constexpr auto kDocumentCpuMax = 180s;
inline constexpr auto kDocumentPageMax = 120s;  ///< that the worker may need for one page
inline constexpr std::size_t kDocumentPagePngBytesMax = 40u << 20;
inline constexpr int kDocumentPageSeconds = 20;  ///< that a page stands unless somebody says

}  // namespace bangtin::limits
