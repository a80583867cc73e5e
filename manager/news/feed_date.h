// Dates as portals write them. Pure. Thread: any.
#pragma once

#include <optional>
#include <string_view>

#include "shared/base/clock.h"

namespace bangtin {

/// The instant that a feed's words for a date mean, when they leave no doubt: RFC 822 and ISO 8601
/// with what portals make of them, "(14:06 | 26/08/2020)", "30/05/2020  08:52", "Ngày 13-01-2021",
/// "Chủ nhật, ngày 22 tháng 11 năm 2026 lúc 5 giờ 06". A time without a zone is that of the place
/// that lies `utc_offset_minutes` east; a date without a time is the begin of its day there.
/// Nothing where the year is missing, where day and month could be exchanged ("5/6/2026 3:00 PM"),
/// where the zone is unknown, the date is lunar or is no day of the calendar. Range: years
/// 1970-2199. Total. Source: RFC 822 5, RFC 3339.
std::optional<Instant> read_date(std::string_view text, int utc_offset_minutes);

}  // namespace bangtin
