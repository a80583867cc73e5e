#include "shared/ui/display_scale.h"

#include <algorithm>
#include <cmath>

#include "shared/ui/theme.h"

namespace bangtin::ui {
namespace {

constexpr float kUsualDpi = 96;
constexpr float kDpiMax = 400;
/// Of the smallest glass at which somebody writes; what claims less gives its shape, not its size.
constexpr float kDiagonalMin_in = 9;
constexpr Size kDeskLeast_px{1366, 768};
constexpr float kDisplayScaleMax = 2;
constexpr float kSteps = 4;  ///< of a quarter
/// The size of a glass is told in whole millimetres.
constexpr float kSlack = 1.01F;

float believed(float dpi) { return dpi > 0 && dpi <= kDpiMax ? dpi : 0; }

/// As the glass says, where that can be.
float glass_dpi(const DisplayFacts& facts) {
  const float dpi = believed(facts.dpi);
  const float diagonal_px = std::hypot(float(facts.usable_px.width_px),  //
                                       float(facts.usable_px.height_px));
  return diagonal_px >= kDiagonalMin_in * dpi ? dpi : 0;
}

}  // namespace

float display_scale(const DisplayFacts& facts) {
  if (facts.driver != "x11" && facts.driver != "windows") return 1;
  const float chosen = believed(facts.desktop_dpi);
  const float dpi = chosen > kUsualDpi * kSlack ? chosen : glass_dpi(facts);
  const float room = std::min({float(facts.usable_px.width_px) / float(kDeskLeast_px.width_px),
                               float(facts.usable_px.height_px) / float(kDeskLeast_px.height_px),
                               kDisplayScaleMax});
  const float scale = std::min(dpi * kSlack / kUsualDpi, room);
  return std::max(1.0F, std::floor(scale * kSteps) / kSteps);
}

float drawn_scale(float zoom, float display_scale) {
  return std::clamp(zoom * display_scale, kThemeScaleMin, kThemeScaleMax);
}

Size opening_size_px(Size size_px, const DisplayFacts& facts) {
  const float scale = display_scale(facts);
  const auto fit = [&](int size, int usable) {
    const int wanted = int(std::lround(float(size) * scale));
    return usable > 0 ? std::min(wanted, usable) : wanted;
  };
  return {fit(size_px.width_px, facts.usable_px.width_px),
          fit(size_px.height_px, facts.usable_px.height_px)};
}

}  // namespace bangtin::ui
