// Moments as people in an office write them: dd/mm/yyyy HH:MM. Pure. Thread: any.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/base/clock.h"

namespace bangtin::ui {

/// "22/11/2026 07:30" of local time; the time may be left out (midnight), day and month may have
/// one digit. Nothing for anything else, and for days that do not exist. Range: years 2000-2199.
std::optional<Instant> read_date_time(std::string_view text, int utc_offset_minutes);

/// "22/11/2026 07:30" of local time.
std::string date_time_text(Instant instant, int utc_offset_minutes);

/// "07:30" of local time.
std::string time_text(Instant instant, int utc_offset_minutes);

/// "2026-11-22" for "22/11/2026"; nothing when that is no day.
std::optional<std::string> iso_day(std::string_view text);

/// "22/11/2026" of local time.
std::string day_text(Instant instant, int utc_offset_minutes);

}  // namespace bangtin::ui
