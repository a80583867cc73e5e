#include "player/device/backlight.h"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <string>
#include <vector>

namespace bangtin {
namespace {

std::optional<std::int64_t> number_in(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::int64_t number = 0;
  if (!(in >> number) || number < 0) return std::nullopt;
  return number;
}

/// One that we may set.
struct Light {
  std::filesystem::path brightness;
  std::int64_t max = 0;
};

std::vector<Light> lights_in(const std::filesystem::path& folder) {
  std::vector<Light> lights;
  std::error_code failed;
  for (std::filesystem::directory_iterator entry(folder, failed), end; !failed && entry != end;
       entry.increment(failed)) {
    const std::filesystem::path brightness = entry->path() / "brightness";
    const auto max = number_in(entry->path() / "max_brightness");
    if (!max || *max == 0 || ::access(brightness.c_str(), W_OK) != 0) continue;
    lights.push_back({brightness, *max});
  }
  std::ranges::sort(lights, {}, &Light::brightness);
  return lights;
}

}  // namespace

std::optional<int> Backlight::percent() {
  const std::vector<Light> lights = lights_in(folder_);
  if (lights.empty()) return std::nullopt;
  const auto now = number_in(lights.front().brightness);
  if (!now) return std::nullopt;
  const std::int64_t max = lights.front().max;
  return int((std::min(*now, max) * 100 + max / 2) / max);
}

bool Backlight::set(int percent) {
  const std::vector<Light> lights = lights_in(folder_);
  for (const Light& light : lights) {
    // Upwards: the smallest step of a coarse light is not dark.
    std::ofstream out(light.brightness);
    out << (light.max * percent + 99) / 100;
    out.close();
    if (!out) return false;
  }
  return !lights.empty();
}

}  // namespace bangtin
