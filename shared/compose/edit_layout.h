// The layout of a text that is being edited: unlike TextBlock it keeps every space and every empty
// line, and knows where a cursor can stand. Pure but for the glyph cache. Thread: that of the
// Fonts.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "shared/compose/text.h"

namespace bangtin {

/// A place between two characters of a line.
struct EditStop {
  int byte = 0;
  int x_64 = 0;  ///< 1/64 px from the line's begin
};

struct EditLine {
  int begin_byte = 0;
  int end_byte = 0;   ///< without its line feed
  bool soft = false;  ///< the next line begins without a line feed
  int top_px = 0;
  std::vector<EditStop> stops;  ///< from begin to end, at least one
};

struct EditLayout {
  TextBlock block;              ///< what draw() draws; a paragraph for each line feed, empty too
  std::vector<EditLine> lines;  ///< as many as block.lines, at least one after lay_out
  int line_height_px = 0;
  int height_px() const { return int(lines.size()) * line_height_px; }
};

/// `text` (NFC, valid UTF-8) in lines of `width_px`, each at least `line_height_px` high. A line
/// ends at a place that is good for it, inside a word only where the word alone is too wide; spaces
/// at a line's end may hang over. `width_px` 0: only line feeds end lines. Paragraphs that
/// `previous` has are not shaped again. Cost: linear.
EditLayout lay_out(Fonts& fonts, std::string_view text, const TextStyle& style, int line_height_px,
                   int width_px, EditLayout previous = {});

/// The line in which a cursor at `byte` is seen. Where a line ends softly that is the lower one,
/// or with `upstream` the upper one.
std::size_t line_of(const EditLayout& layout, std::size_t byte, bool upstream);
/// Pixels from the line's begin.
int x_of(const EditLayout& layout, std::size_t line, std::size_t byte);
/// The stop of a line that is nearest.
std::size_t byte_at(const EditLayout& layout, std::size_t line, int x_px);
/// The line at a height of the layout, the first or last one outside.
std::size_t line_at(const EditLayout& layout, int y_px);

/// Letters of these fonts become sharp from now on, for what is read from near. Never for fonts
/// that draw what a board shows.
void sharpen(Fonts& fonts);

}  // namespace bangtin
