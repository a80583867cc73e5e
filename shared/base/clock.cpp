#include "shared/base/clock.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <limits>

#include "shared/base/check.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

constexpr Instant kFirst = std::chrono::sys_days{std::chrono::year{0} / 1 / 1};
constexpr Instant kLast = std::chrono::sys_days{std::chrono::year{10'000} / 1 / 1} - Millis{1};

/// Eats a text from its front; once something did not fit, `ok` stays false.
struct Scanner {
  std::string_view rest;
  bool ok = true;

  bool digit_next() const { return !rest.empty() && rest[0] >= '0' && rest[0] <= '9'; }

  int digit() {
    if (!ok || !digit_next()) {
      ok = false;
      return 0;
    }
    const int value = rest[0] - '0';
    rest.remove_prefix(1);
    return value;
  }

  /// Exactly `count` digits whose value is in [min, max].
  int number(int count, int min, int max) {
    int value = 0;
    for (int i = 0; i < count; ++i) value = value * 10 + digit();
    if (value < min || value > max) ok = false;
    return value;
  }

  bool take(char wanted) {
    if (!ok || rest.empty() || rest[0] != wanted) return false;
    rest.remove_prefix(1);
    return true;
  }

  void expect(char wanted) {
    if (!take(wanted)) ok = false;
  }
};

/// ".d" to ".ddddddddd": the milliseconds, finer digits cut off.
Millis scan_fraction(Scanner& scanner) {
  constexpr int kDigitsMax = 9;
  if (!scanner.take('.')) return 0ms;
  int millis = 0;
  int digits = 0;
  for (; digits < kDigitsMax && (digits == 0 || scanner.digit_next()); ++digits) {
    const int digit = scanner.digit();
    if (digits < 3) millis = millis * 10 + digit;
  }
  for (; digits < 3; ++digits) millis *= 10;
  return Millis{millis};
}

std::chrono::minutes scan_offset(Scanner& scanner) {
  if (scanner.take('Z')) return 0min;
  const bool east = scanner.take('+');
  if (!east) scanner.expect('-');
  const int hours = scanner.number(2, 0, 23);
  scanner.expect(':');
  const int minutes = scanner.number(2, 0, 59);
  const auto offset = std::chrono::hours{hours} + std::chrono::minutes{minutes};
  return east ? offset : -offset;
}

}  // namespace

std::uint64_t Random::below(std::uint64_t bound) {
  CHECK(bound > 0);
  // 2^64 values do not split evenly over `bound`: those above the last whole share are drawn anew.
  constexpr auto kMax = std::numeric_limits<std::uint64_t>::max();
  const std::uint64_t last_fair = kMax - (kMax % bound + 1) % bound;
  for (;;) {
    std::array<std::uint8_t, 8> bytes{};
    fill(bytes);
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes) value = value << 8 | byte;
    if (value <= last_fair) return value % bound;
  }
}

std::string to_iso8601(Instant instant) {
  instant = std::clamp(instant, kFirst, kLast);
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{instant - day};
  std::array<char, 64> text{};
  const int length = std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
      static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
      static_cast<unsigned>(date.day()), static_cast<int>(time.hours().count()),
      static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()),
      static_cast<int>(time.subseconds().count()));
  return {text.data(), static_cast<std::size_t>(length)};
}

std::optional<Instant> from_iso8601(std::string_view text) {
  Scanner scanner{text};
  const int year = scanner.number(4, 0, 9999);
  scanner.expect('-');
  const int month = scanner.number(2, 1, 12);
  scanner.expect('-');
  const int day = scanner.number(2, 1, 31);
  scanner.expect('T');
  const int hour = scanner.number(2, 0, 23);
  scanner.expect(':');
  const int minute = scanner.number(2, 0, 59);
  scanner.expect(':');
  const int second = scanner.number(2, 0, 59);
  const Millis fraction = scan_fraction(scanner);
  const std::chrono::minutes offset = scan_offset(scanner);
  if (!scanner.ok || !scanner.rest.empty()) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  const Instant instant = std::chrono::sys_days{date} + std::chrono::hours{hour} +
                          std::chrono::minutes{minute} + Seconds{second} + fraction - offset;
  if (instant < kFirst || instant > kLast) return std::nullopt;
  return instant;
}

}  // namespace bangtin
