// Times as people in the office type and read them: the commune's own clock. Pure. Thread: any.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/base/clock.h"

namespace bangtin {

/// "22/11/2026 17:00", "2026-11-22 17:00" or ISO 8601 with an offset; the time of day may be left
/// out (00:00). Nothing when it is no such date.
std::optional<Instant> parse_local_time(std::string_view text, int utc_offset_minutes);

/// "22/11/2026 17:00".
std::string local_time_text(Instant instant, int utc_offset_minutes);

/// "22/11/2026 17:00:05".
std::string exact_time_text(Instant instant, int utc_offset_minutes);

/// "2026-11-22": the local day, as reports name it.
std::string local_day_text(Instant instant, int utc_offset_minutes);

/// "22/11/2026".
std::string date_words(std::chrono::year_month_day day);
/// "Chủ nhật", in the language of who reads it; what boards show is in theirs (solar_date_text()).
std::string weekday_words(std::chrono::year_month_day day);
/// "Chủ nhật, 22/11/2026", the same.
std::string full_date_words(std::chrono::year_month_day day);

}  // namespace bangtin
