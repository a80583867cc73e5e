#include "player/setup/test_card.h"

#include <algorithm>
#include <array>

#include "shared/compose/palette.h"
#include "shared/compose/text.h"

namespace bangtin {
namespace {

constexpr std::array<Color, 8> kBars = {0xffffffff, 0xffffff00, 0xff00ffff, 0xff00ff00,
                                        0xffff00ff, 0xffff0000, 0xff0000ff, 0xff000000};
constexpr int kGreySteps = 16;
constexpr const char* kLetters = "ẨM Ỹ Ẳ Ỗ Ễ Ự";

/// A row of equal fields that fill the width to the last pixel.
template <class ColorOf>
void draw_row(Bitmap& target, const Rect& area, int count, ColorOf color_of) {
  for (int i = 0; i < count; ++i) {
    const int left = area.x_px + area.width_px * i / count;
    const int right = area.x_px + area.width_px * (i + 1) / count;
    fill(target, {left, area.y_px, right - left, area.height_px}, color_of(i));
  }
}

void draw_line(Fonts& fonts, Bitmap& target, const std::string& words, int size_px, bool bold,
               const Rect& area) {
  TextStyle style;
  style.size_px = size_px;
  style.bold = bold;
  style.color = palette::kWhite;
  style.align = Align::Center;
  style.line_height_percent = 137;
  style.lines_max = 1;
  const TextBlock block = layout_to_fit(fonts, words, style, {area.width_px, area.height_px}, 6);
  draw(fonts, block, target, area.x_px, area.y_px + (area.height_px - block.height_px) / 2);
}

}  // namespace

void draw_edges(Bitmap& target) {
  const int width = target.width(), height = target.height();
  fill(target, {0, 0, width, 1}, palette::kWhite);
  fill(target, {0, height - 1, width, 1}, palette::kWhite);
  fill(target, {0, 0, 1, height}, palette::kWhite);
  fill(target, {width - 1, 0, 1, height}, palette::kWhite);
  const int arm = std::max(6, std::min(width, height) / 10);
  const int thick = std::max(2, std::min(width, height) / 120);
  for (const int x : {0, width - arm}) {
    for (const int y : {0, height - thick}) fill(target, {x, y, arm, thick}, palette::kGold);
  }
  for (const int x : {0, width - thick}) {
    for (const int y : {0, height - arm}) fill(target, {x, y, thick, arm}, palette::kGold);
  }
}

Bitmap test_card(Fonts& fonts, Size canvas_px, int refresh_hz, const std::string& legend) {
  Bitmap card(canvas_px, palette::kNight);
  const int width = canvas_px.width_px, height = canvas_px.height_px;
  const int side = std::max(8, width / 12);
  const Rect inner{side, 0, width - 2 * side, height};
  const auto row = [&](int from_percent, int to_percent) {
    const int top = height * from_percent / 100;
    return Rect{inner.x_px, top, inner.width_px, height * to_percent / 100 - top};
  };
  // A cross through the middle, under everything: its ends are the middles of the edges.
  fill(card, {width / 2 - (width % 2 == 0 ? 1 : 0), 0, width % 2 == 0 ? 2 : 1, height},
       palette::kNightLine);
  fill(card, {0, height / 2 - (height % 2 == 0 ? 1 : 0), width, height % 2 == 0 ? 2 : 1},
       palette::kNightLine);
  draw_row(card, row(12, 34), int(kBars.size()), [](int i) { return kBars[std::size_t(i)]; });
  draw_row(card, row(34, 44), kGreySteps, [](int i) {
    const auto level = std::uint32_t(255 * i / (kGreySteps - 1));
    return 0xff000000U | level << 16 | level << 8 | level;
  });
  draw_line(fonts, card, kLetters, height * 13 / 100, true, row(50, 70));
  std::string size = std::to_string(width) + " × " + std::to_string(height);
  if (refresh_hz > 0) size += " · " + std::to_string(refresh_hz) + " Hz";
  draw_line(fonts, card, size, height * 7 / 100, false, row(71, 81));
  draw_line(fonts, card, legend, height * 5 / 100, false, row(85, 93));
  draw_edges(card);
  return card;
}

}  // namespace bangtin
