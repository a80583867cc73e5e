// Shaped text: paragraphs broken into lines and drawn. Every position is an integer in 1/64 px, so
// each machine gets the same pixels. Input is put to NFC first; byte positions are those of the NFC
// text. Pure but for the glyph cache. Thread: that of the Fonts.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "shared/compose/bitmap.h"
#include "shared/compose/fonts.h"

namespace bangtin {

enum class Align { Left, Center, Right };

struct TextStyle {
  int size_px = 32;  ///< em; range 4-1000, else the nearest
  bool bold = false;
  Color color = 0xff000000;
  Align align = Align::Left;
  int line_height_percent = 142;   ///< of the em; never below what the fonts used need
  int paragraph_gap_percent = 45;  ///< of the em, between paragraphs
  int tracking_permille = 0;       ///< of the em, put between letters
  int lines_max = 0;      ///< 0: no bound; else the last line ends in "…" where text is left
  bool balanced = false;  ///< lines of about equal length (titles)
};

/// How good the place is where a line may end.
enum class BreakClass : std::uint8_t {
  None,
  Grapheme,  ///< between two characters of an over-long word
  Relaxed,   ///< Unicode allows it, a rule of ours does not ("7 giờ | 30")
  Line,      ///< a good place
};

struct ShapedGlyph {
  std::uint32_t glyph = 0;
  std::int32_t byte = 0;     ///< where its cluster begins
  std::int32_t advance = 0;  ///< all in font units
  std::int32_t offset_x = 0;
  std::int32_t offset_y = 0;
  std::uint16_t face = 0;
};

/// One paragraph, independent of size and width. Made by shape().
struct ShapedParagraph {
  int begin_byte = 0;
  int end_byte = 0;  ///< without the line feed
  std::vector<ShapedGlyph> glyphs;
  std::vector<BreakClass> breaks;  ///< before the byte begin_byte + i
};

/// Text in NFC with the glyphs of its paragraphs.
struct ShapedText {
  std::string text;
  bool bold = false;
  int ascent_permille = 0;  ///< of the em, of the fonts used
  int descent_permille = 0;
  std::vector<ShapedParagraph> paragraphs;  ///< those that are not empty
};

struct TextLine {
  int begin_byte = 0;
  int end_byte = 0;   ///< without the white space at its end
  int next_byte = 0;  ///< where the next line begins
  int top_px = 0;
  int baseline_px = 0;
  int width_px = 0;  ///< rounded up
  bool first_of_paragraph = false;
  bool last_of_paragraph = false;
  bool forced = false;  ///< ended inside a word or against a rule, for want of width
  std::uint32_t paragraph = 0;
  std::uint32_t glyph_begin = 0;  ///< into ShapedParagraph::glyphs
  std::uint32_t glyph_end = 0;
};

/// Text in lines, ready to draw any number of times.
struct TextBlock {
  ShapedText shaped;
  TextStyle style;
  int width_px = 0;   ///< asked for
  int height_px = 0;  ///< of all lines; ink of Vietnamese text stays inside
  std::vector<TextLine> lines;
  bool cut = false;          ///< lines_max left text out
  int ink_width_px() const;  ///< of the longest line
};

/// The glyphs and break places of a text. Cost: linear.
ShapedText shape(Fonts& fonts, std::string_view text, bool bold);

/// The bytes [begin, end) of a shaped text in lines; lines end below `height_max_px` at the latest
/// (at least one line comes). Total: any text, any width.
std::vector<TextLine> break_lines(const Fonts& fonts, const ShapedText& shaped,
                                  const TextStyle& style, int width_px, int begin_byte = 0,
                                  int end_byte = std::numeric_limits<int>::max(),
                                  int height_max_px = std::numeric_limits<int>::max());

TextBlock layout(Fonts& fonts, std::string_view text, const TextStyle& style, int width_px);
TextBlock layout(Fonts& fonts, ShapedText shaped, const TextStyle& style, int width_px,
                 int begin_byte = 0, int end_byte = std::numeric_limits<int>::max());

/// The text at the largest size from style.size_px down to `size_min_px` at which it fits the box
/// without breaking a word; at the smallest size it may, and is cut with "…" if it still does not
/// fit.
TextBlock layout_to_fit(Fonts& fonts, std::string_view text, const TextStyle& style, Size box_px,
                        int size_min_px);

/// Draws with the block's corner at (x, y); what lies outside the bitmap is left away.
void draw(Fonts& fonts, const TextBlock& block, Bitmap& target, int x, int y);

/// Height of one line of that text.
int line_height_px(const ShapedText& shaped, const TextStyle& style);

}  // namespace bangtin
