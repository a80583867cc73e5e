#include "shared/compose/ticker.h"

#include <algorithm>

#include "shared/compose/palette.h"
#include "shared/compose/scene.h"

namespace bangtin {
namespace {

/// Wider than any line that limits::kTickerCharactersMax allows.
constexpr int kOneLine_px = 1 << 24;
/// A strip ends here at the latest: what is longer was refused long before.
constexpr int kStripWidthMax_px = 400'000;

}  // namespace

TextBlock ticker_line(Fonts& fonts, const ItemContent& content, Size zone_px) {
  std::string text = content.body;
  std::replace(text.begin(), text.end(), '\n', ' ');
  TextStyle style;
  style.bold = true;
  style.color = palette::kWhite;
  style.size_px = std::max(8, zone_px.height_px * 58 / 100);
  style.line_height_percent = 137;
  return layout(fonts, text, style, kOneLine_px);
}

Color Composer::ticker_background(const ItemContent& content) {
  return is_urgent(content) || content.category == Category::Disaster ? palette::kAlert
                                                                      : palette::kNight;
}

Bitmap Composer::compose_ticker_strip(const ItemVersion& item, Size zone_px) {
  const TextBlock line = ticker_line(*fonts_, item.content, zone_px);
  const int width = std::clamp(line.ink_width_px(), 1, kStripWidthMax_px);
  Bitmap strip({width, std::max(0, zone_px.height_px)}, ticker_background(item.content));
  draw(*fonts_, line, strip, 0, (zone_px.height_px - line.height_px) / 2);
  return strip;
}

int ticker_offset_px(int zone_width_px, int strip_width_px, Millis duration, Millis since) {
  if (duration <= Millis(0)) return zone_width_px;
  const Millis passed = std::max(Millis(0), since) % duration;
  const std::int64_t way = std::int64_t(zone_width_px) + strip_width_px;
  return zone_width_px - int(way * passed.count() / duration.count());
}

}  // namespace bangtin
