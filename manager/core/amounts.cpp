#include "manager/core/amounts.h"

#include "shared/base/texts.h"

namespace bangtin {
namespace {

constexpr std::int64_t kMinute_s = 60, kHour_s = 60 * kMinute_s, kDay_s = 24 * kHour_s;

std::int64_t whole_seconds(Millis duration) {
  return std::chrono::duration_cast<Seconds>(duration).count();
}

std::string seconds_text(std::int64_t seconds) {
  return text("findings.duration.seconds", {{"s", std::to_string(seconds)}});
}

}  // namespace

std::string duration_text(Millis duration) {
  const std::int64_t all = whole_seconds(duration);
  const auto part = [](std::int64_t number) { return std::to_string(number); };
  if (all >= kHour_s) {
    return text("findings.duration.hours",
                {{"h", part(all / kHour_s)}, {"m", part(all / kMinute_s % 60)}});
  }
  if (all >= kMinute_s) {
    return text("findings.duration.minutes",
                {{"m", part(all / kMinute_s)}, {"s", part(all % kMinute_s)}});
  }
  return seconds_text(all);
}

std::string long_duration_text(Millis duration) {
  const std::int64_t all = whole_seconds(duration);
  const auto part = [](std::int64_t number) { return std::to_string(number); };
  if (all >= kDay_s) {
    return text("findings.duration.days",
                {{"d", part(all / kDay_s)}, {"h", part(all % kDay_s / kHour_s)}});
  }
  if (all >= kHour_s) return duration_text(duration);
  if (all >= kMinute_s) {
    return text("findings.duration.whole_minutes", {{"m", part(all / kMinute_s)}});
  }
  return seconds_text(all);
}

std::string bytes_text(std::int64_t bytes) {
  constexpr std::int64_t kKilo = 1'000, kMega = 1'000'000, kGiga = 1'000'000'000;
  if (bytes < kMega) return std::to_string((bytes + kKilo - 1) / kKilo) + " kB";
  const std::int64_t unit = bytes < kGiga ? kMega : kGiga;
  const std::int64_t tenths = bytes / (unit / 10);
  return std::to_string(tenths / 10) + "," + std::to_string(tenths % 10) +
         (unit == kMega ? " MB" : " GB");
}

}  // namespace bangtin
