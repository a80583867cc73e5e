#include "shared/ui/date_time.h"

#include <charconv>
#include <cstdio>

namespace bangtin::ui {
namespace {

/// Reads an integer of at most `digits_max` digits and moves on behind it.
std::optional<int> number(std::string_view& text, std::size_t digits_max) {
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  if (digits == 0 || digits > digits_max) return std::nullopt;
  int value = 0;
  std::from_chars(text.data(), text.data() + digits, value);
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text[0] != expected) return false;
  text.remove_prefix(1);
  return true;
}

void trim(std::string_view& text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
}

std::optional<std::chrono::year_month_day> day(std::string_view& text) {
  const auto d = number(text, 2);
  if (!d || !take(text, '/')) return std::nullopt;
  const auto m = number(text, 2);
  if (!m || !take(text, '/')) return std::nullopt;
  const auto y = number(text, 4);
  if (!y || *y < 2000 || *y > 2199) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*y), std::chrono::month(unsigned(*m)),
                                         std::chrono::day(unsigned(*d))};
  if (!date.ok()) return std::nullopt;
  return date;
}

struct Local {
  std::chrono::year_month_day date;
  std::chrono::hh_mm_ss<Seconds> time;
};

Local local_of(Instant instant, int utc_offset_minutes) {
  const auto seconds =
      std::chrono::floor<Seconds>(instant + std::chrono::minutes(utc_offset_minutes));
  const auto midnight = std::chrono::floor<std::chrono::days>(seconds);
  return {std::chrono::year_month_day(midnight),
          std::chrono::hh_mm_ss<Seconds>(seconds - midnight)};
}

template <class... Values>
std::string formatted(const char* format, Values... values) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, format, values...);
  return buffer;
}

}  // namespace

std::optional<Instant> read_date_time(std::string_view text, int utc_offset_minutes) {
  trim(text);
  const auto date = day(text);
  if (!date) return std::nullopt;
  Instant at = std::chrono::sys_days(*date) - std::chrono::minutes(utc_offset_minutes);
  if (text.empty()) return at;
  trim(text);
  const auto hour = number(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
  const auto minute = number(text, 2);
  if (!minute || *minute > 59 || !text.empty()) return std::nullopt;
  return at + std::chrono::hours(*hour) + std::chrono::minutes(*minute);
}

std::string date_time_text(Instant instant, int utc_offset_minutes) {
  return day_text(instant, utc_offset_minutes) + " " + time_text(instant, utc_offset_minutes);
}

std::string time_text(Instant instant, int utc_offset_minutes) {
  const Local local = local_of(instant, utc_offset_minutes);
  return formatted("%02d:%02d", int(local.time.hours().count()), int(local.time.minutes().count()));
}

std::optional<std::string> iso_day(std::string_view text) {
  trim(text);
  const auto date = day(text);
  if (!date || !text.empty()) return std::nullopt;
  return formatted("%04d-%02u-%02u", int(date->year()), unsigned(date->month()),
                   unsigned(date->day()));
}

std::string day_text(Instant instant, int utc_offset_minutes) {
  const Local local = local_of(instant, utc_offset_minutes);
  return formatted("%02u/%02u/%04d", unsigned(local.date.day()), unsigned(local.date.month()),
                   int(local.date.year()));
}

}  // namespace bangtin::ui
