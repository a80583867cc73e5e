#include "manager/core/local_time.h"

#include <array>
#include <cstdio>

#include "shared/base/texts.h"
#include "shared/model/calendar.h"
#include "shared/protocol/schedule_messages.h"

namespace bangtin {
namespace {

/// Reads digits and the separators between them: "22/11/2026 17:00" by the pattern "//_:".
/// The last two numbers and their separators may be missing together.
std::optional<std::array<int, 5>> numbers(std::string_view text, std::string_view separators) {
  std::array<int, 5> values{};
  std::size_t at = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i == 3 && at == text.size()) return values;
    if (i > 0) {
      if (at >= text.size() || text[at] != separators[i - 1]) return std::nullopt;
      ++at;
    }
    const std::size_t begin = at;
    while (at < text.size() && at - begin < 4 && text[at] >= '0' && text[at] <= '9') {
      values[i] = values[i] * 10 + (text[at++] - '0');
    }
    if (at == begin) return std::nullopt;
  }
  if (at != text.size()) return std::nullopt;
  return values;
}

}  // namespace

std::optional<Instant> parse_local_time(std::string_view text, int utc_offset_minutes) {
  if (const auto instant = from_iso8601(text)) return instant;
  auto parts = numbers(text, "// :");
  if (parts) {
    std::swap((*parts)[0], (*parts)[2]);
  } else {
    parts = numbers(text, "-- :");
  }
  if (!parts) return std::nullopt;
  const auto [year, month, day, hour, minute] = *parts;
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok() || year < 1900 || hour > 23 || minute > 59) return std::nullopt;
  return std::chrono::time_point_cast<Millis>(std::chrono::sys_days(date)) +
         std::chrono::hours(hour) + std::chrono::minutes(minute - utc_offset_minutes);
}

std::string local_time_text(Instant instant, int utc_offset_minutes) {
  const LocalTime local = local_time(instant, utc_offset_minutes);
  std::array<char, 64> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%02u/%02u/%04d %02d:%02d", unsigned(local.day.day()),
                unsigned(local.day.month()), int(local.day.year()), local.hour, local.minute);
  return buffer.data();
}

std::string exact_time_text(Instant instant, int utc_offset_minutes) {
  const std::string second = std::to_string(local_time(instant, utc_offset_minutes).second);
  return local_time_text(instant, utc_offset_minutes) + ":" + (second.size() < 2 ? "0" : "") +
         second;
}

std::string local_day_text(Instant instant, int utc_offset_minutes) {
  return to_iso8601(instant + std::chrono::minutes(utc_offset_minutes)).substr(0, 10);
}

std::string date_words(std::chrono::year_month_day day) {
  const std::string iso = day_text(day);
  return iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4);
}

std::string weekday_words(std::chrono::year_month_day day) {
  const unsigned iso = std::chrono::weekday{std::chrono::sys_days(day)}.iso_encoding();
  return std::string(text("plan.weekday." + std::string(name_of(Weekday(iso - 1)))));
}

std::string full_date_words(std::chrono::year_month_day day) {
  return weekday_words(day) + ", " + date_words(day);
}

}  // namespace bangtin
