#include "manager/core/layouts.h"

#include <algorithm>
#include <set>

#include "shared/base/limits.h"

namespace bangtin {
namespace {

constexpr Size kStandardCanvases[] = {
    {1920, 1080}, {1080, 1920}, {1366, 768}, {600, 400}, {384, 192}};

/// Below this a header would leave main too little to read.
constexpr int kHeaderCanvasHeightMin_px = 160;
constexpr int kBarHeightMin_px = 32;
constexpr int kLowCanvasHeight_px = 96;
constexpr int kLowBarHeight_px = 24;

/// A share of the shorter side, so that a bar is as high on a portrait board as on a landscape one.
int bar_height_px(Size canvas_px, int percent) {
  const int share = std::min(canvas_px.width_px, canvas_px.height_px) * percent / 100;
  return std::max(share / 2 * 2, kBarHeightMin_px);
}

}  // namespace

Layout default_layout(Size canvas_px) {
  const int width = canvas_px.width_px;
  const int height = canvas_px.height_px;
  const int header = height >= kHeaderCanvasHeightMin_px ? bar_height_px(canvas_px, 10) : 0;
  const int ticker = height >= kHeaderCanvasHeightMin_px ? bar_height_px(canvas_px, 9)
                     : height >= kLowCanvasHeight_px     ? kBarHeightMin_px
                                                         : kLowBarHeight_px;
  const int main = height - header - ticker;
  Layout layout;
  if (header > 0) layout.zones.push_back({ZoneRole::Header, {0, 0, width, header}});
  layout.zones.push_back({ZoneRole::Main, {0, header, width, main}});
  layout.zones.push_back({ZoneRole::Ticker, {0, header + main, width, ticker}});
  return layout;
}

std::vector<ZoneKind> zone_kinds(const std::vector<Size>& canvases_px) {
  std::set<Size> canvases(std::begin(kStandardCanvases), std::end(kStandardCanvases));
  for (const Size& canvas : canvases_px) {
    if (canvases.size() == limits::kCanvasKindsMax) break;
    canvases.insert(canvas);
  }
  std::set<ZoneKind> kinds;
  for (const Size& canvas : canvases) {
    for (const Zone& zone : default_layout(canvas).zones) {
      if (zone.role == ZoneRole::Header) continue;
      kinds.insert({zone.role, {zone.rect_px.width_px, zone.rect_px.height_px}});
    }
  }
  return {kinds.begin(), kinds.end()};
}

}  // namespace bangtin
