#include "player/agent/health_reader.h"

#include <algorithm>
#include <charconv>

#include "shared/base/files.h"

namespace bangtin {
namespace {

constexpr std::size_t kFileBytesMax = 256;

/// The number that a file begins with.
std::optional<std::int64_t> number_in(const std::filesystem::path& path) {
  const auto text = files::read_all(path, kFileBytesMax);
  if (!text) return std::nullopt;
  std::int64_t number = 0;
  const auto [end, failed] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (failed != std::errc()) return std::nullopt;
  return number;
}

std::optional<std::int64_t> hottest_c(const std::filesystem::path& thermal) {
  constexpr std::int64_t kMilli = 1'000, kPlausibleMax_c = 150;
  std::optional<std::int64_t> hottest;
  for (const std::string& zone : files::list(thermal)) {
    if (!zone.starts_with("thermal_zone")) continue;
    const auto milli_c = number_in(thermal / zone / "temp");
    // A sensor that is not there reads as nought, or as something wild.
    if (!milli_c || *milli_c <= 0 || *milli_c > kPlausibleMax_c * kMilli) continue;
    hottest = std::max(hottest.value_or(0), *milli_c / kMilli);
  }
  return hottest;
}

}  // namespace

BoardHealth SystemHealthReader::read() {
  BoardHealth health;
  health.temperature_c = hottest_c(places_.thermal);
  health.up_s = number_in(places_.uptime);
  std::error_code failed;
  const auto space = std::filesystem::space(places_.data, failed);
  if (!failed) health.disk_free_bytes = std::int64_t(space.available);
  for (const NetworkLink& link : links_.read()) {
    if (!link.plugged || link.addresses.empty()) continue;
    health.link = link.name;
    health.wireless = link.wireless;
    break;
  }
  return health;
}

}  // namespace bangtin
