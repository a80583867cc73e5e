#include "manager/core/layouts.h"

#include <algorithm>
#include <set>

#include "manager/core/drawn_layouts.h"
#include "shared/base/limits.h"

namespace bangtin {
namespace {

constexpr Size kStandardCanvases[] = {
    {1920, 1080}, {1080, 1920}, {1366, 768}, {600, 400}, {384, 192}};
/// Of the standard canvases those that are worth pages for every preset before a board is there.
constexpr Size kCommonCanvases[] = {{1920, 1080}, {1080, 1920}};
constexpr LayoutKind kOtherKinds[] = {LayoutKind::Full, LayoutKind::Side, LayoutKind::Plain};

/// Below this a header would leave main too little to read.
constexpr int kHeaderCanvasHeightMin_px = 160;
constexpr int kBarHeightMin_px = 32;
constexpr int kLowCanvasHeight_px = 96;
constexpr int kLowBarHeight_px = 24;
/// A side zone narrower or lower than this holds no line of a notice that is read from the street.
constexpr int kSideWidthMin_px = 200;
constexpr int kSideHeightMin_px = 160;

/// A share of the shorter side, so that a bar is as high on a portrait board as on a landscape one.
int bar_height_px(Size canvas_px, int percent) {
  const int share = std::min(canvas_px.width_px, canvas_px.height_px) * percent / 100;
  return std::max(share / 2 * 2, kBarHeightMin_px);
}

int header_height_px(Size canvas_px) {
  return canvas_px.height_px >= kHeaderCanvasHeightMin_px ? bar_height_px(canvas_px, 10) : 0;
}

int ticker_height_px(Size canvas_px) {
  const int height = canvas_px.height_px;
  return height >= kHeaderCanvasHeightMin_px ? bar_height_px(canvas_px, 9)
         : height >= kLowCanvasHeight_px     ? kBarHeightMin_px
                                             : kLowBarHeight_px;
}

/// A third of what is left between the bars.
struct Halves {
  Rect main;
  Rect side;
};
Halves split(Rect rest, Size canvas_px) {
  Halves halves{rest, rest};
  if (canvas_px.width_px >= canvas_px.height_px) {
    halves.side.width_px = rest.width_px / 6 * 2;
    halves.main.width_px = rest.width_px - halves.side.width_px;
    halves.side.x_px = rest.x_px + halves.main.width_px;
  } else {
    halves.side.height_px = rest.height_px / 6 * 2;
    halves.main.height_px = rest.height_px - halves.side.height_px;
    halves.side.y_px = rest.y_px + halves.main.height_px;
  }
  return halves;
}

Rect between_bars(Size canvas_px) {
  const int header = header_height_px(canvas_px);
  const int ticker = ticker_height_px(canvas_px);
  return {0, header, canvas_px.width_px, canvas_px.height_px - header - ticker};
}

/// Collects zone sizes, each once, as far as a version may have paginations.
class Kinds {
 public:
  void add(Size canvas_px, LayoutKind kind) { add(layout_of(canvas_px, kind)); }
  void add(const std::vector<Size>& canvases_px, const std::vector<LayoutRecord>& layouts) {
    for (const LayoutRecord& layout : layouts) {
      for (const Size& canvas : canvases_px) {
        if (const auto drawn = drawn_on(canvas, layout)) add(*drawn);
      }
    }
  }
  std::vector<ZoneKind> take() const { return {kinds_.begin(), kinds_.end()}; }

 private:
  void add(const Layout& layout) {
    for (const Zone& zone : layout.zones) {
      if (zone.role == ZoneRole::Header) continue;
      std::set<Size>& sizes = zone.role == ZoneRole::Ticker ? tickers_ : pages_;
      if (sizes.size() == limits::kCanvasKindsMax) continue;
      const Size size{zone.rect_px.width_px, zone.rect_px.height_px};
      if (sizes.insert(size).second) kinds_.insert({zone.role, size});
    }
  }

  std::set<Size> pages_;
  std::set<Size> tickers_;
  std::set<ZoneKind> kinds_;
};

}  // namespace

bool has_side_zone(Size canvas_px) {
  const Rect side = split(between_bars(canvas_px), canvas_px).side;
  return side.width_px >= kSideWidthMin_px && side.height_px >= kSideHeightMin_px;
}

Layout layout_of(Size canvas_px, LayoutKind kind) {
  const auto [width, height] = canvas_px;
  if (kind == LayoutKind::Full) return {{{ZoneRole::Main, {0, 0, width, height}}}};
  Layout layout;
  const int ticker = ticker_height_px(canvas_px);
  Rect rest = between_bars(canvas_px);
  if (kind == LayoutKind::Plain) {
    rest = {0, 0, width, height - ticker};
  } else if (rest.y_px > 0) {
    layout.zones.push_back({ZoneRole::Header, {0, 0, width, rest.y_px}});
  }
  if (kind == LayoutKind::Side && has_side_zone(canvas_px)) {
    const Halves halves = split(rest, canvas_px);
    layout.zones.push_back({ZoneRole::Main, halves.main});
    layout.zones.push_back({ZoneRole::Side, halves.side});
  } else {
    layout.zones.push_back({ZoneRole::Main, rest});
  }
  layout.zones.push_back({ZoneRole::Ticker, {0, height - ticker, width, ticker}});
  return layout;
}

std::vector<ZoneKind> zone_kinds(const std::vector<Size>& canvases_px,
                                 const std::vector<LayoutRecord>& in_use,
                                 const std::vector<LayoutRecord>& spare) {
  Kinds kinds;
  for (const Size& canvas : kStandardCanvases) kinds.add(canvas, LayoutKind::Standard);
  for (const Size& canvas : canvases_px) kinds.add(canvas, LayoutKind::Standard);
  std::vector<Size> every_preset(std::begin(kCommonCanvases), std::end(kCommonCanvases));
  every_preset.insert(every_preset.end(), canvases_px.begin(), canvases_px.end());
  kinds.add(every_preset, in_use);
  for (const LayoutKind kind : kOtherKinds) {
    for (const Size& canvas : every_preset) kinds.add(canvas, kind);
  }
  kinds.add(every_preset, spare);
  return kinds.take();
}

}  // namespace bangtin
