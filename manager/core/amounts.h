// Durations and sizes as people in the office read them. Pure. Thread: any.
#pragma once

#include <cstdint>
#include <string>

#include "shared/base/clock.h"

namespace bangtin {

/// "2 giờ 5 phút", "3 phút 20 giây", "8 giây".
std::string duration_text(Millis duration);

/// "3 ngày 4 giờ", "3 giờ 5 phút", "12 phút", "8 giây": what a board's state is told in.
std::string long_duration_text(Millis duration);

/// "412 kB", "2,3 MB", "1,2 GB".
std::string bytes_text(std::int64_t bytes);

}  // namespace bangtin
