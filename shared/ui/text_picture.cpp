#include "shared/ui/text_picture.h"

#include <algorithm>

#include "shared/base/check.h"
#include "shared/ui/colours.h"

namespace bangtin::ui {
namespace {

constexpr bangtin::Color kWhole = 0xff000000;

std::shared_ptr<Fonts> fonts_of_fields;

/// Calls `mark` with the box of each part of [begin, end), line by line.
template <class MarkPart>
void each_part(const EditLayout& layout, const TextView& view, int begin, int end, MarkPart mark) {
  for (std::size_t i = 0; begin < end && i < layout.lines.size(); ++i) {
    const EditLine& line = layout.lines[i];
    const bool has_feed = !line.soft && i + 1 < layout.lines.size();
    const int from = std::max(begin, line.begin_byte);
    const int to = std::min(end, line.end_byte);
    const bool feed = has_feed && begin <= line.end_byte && end > line.end_byte;
    if (from >= to && !feed) continue;
    const int left = x_of(layout, i, std::size_t(from));
    int right = x_of(layout, i, std::size_t(std::max(from, to)));
    if (feed) right += layout.line_height_px / 4;  // A line feed that is selected is seen.
    mark(Rect{view.x_px + left, view.y_px + line.top_px, right - left, layout.line_height_px});
  }
}

}  // namespace

Bitmap text_picture(Fonts& fonts, const EditLayout& layout, const TextView& view) {
  Bitmap picture(view.size_px, kWhole | rgb_of(Colour::Card));
  each_part(layout, view, view.selection_begin, view.selection_end,
            [&](const Rect& part) { fill(picture, part, kWhole | rgb_of(Colour::TextSelected)); });
  draw(fonts, layout.block, picture, view.x_px, view.y_px);
  each_part(layout, view, view.underline_begin, view.underline_end, [&](Rect part) {
    part.y_px += part.height_px - 2 * view.underline_px;
    part.height_px = view.underline_px;
    fill(picture, part, layout.block.style.color);
  });
  return picture;
}

Status open_field_fonts() {
  if (fonts_of_fields != nullptr) return {};
  fonts_of_fields = TRY(Fonts::open());
  sharpen(*fonts_of_fields);
  return {};
}

Fonts& field_fonts() {
  CHECK(fonts_of_fields != nullptr);
  return *fonts_of_fields;
}

}  // namespace bangtin::ui
