#include "shared/compose/text.h"

#include <algorithm>
#include <utility>

#include "shared/compose/faces.h"
#include "shared/model/text.h"

namespace bangtin {
namespace {

constexpr int kSizeMin_px = 4;
constexpr int kSizeMax_px = 1000;
constexpr int kLineHeightMin_percent = 137;
/// From this size on a glyph stands on whole pixels: nobody sees the difference, and each glyph is
/// drawn once instead of four times.
constexpr int kSubpixelSizeMax_px = 40;
constexpr int kBalancedLinesMax = 8;

constexpr std::string_view kEllipsis = "…";

int size_of(const TextStyle& style) { return std::clamp(style.size_px, kSizeMin_px, kSizeMax_px); }

struct LineMetrics {
  int height_px = 0;
  int baseline_px = 0;  ///< below the line's top
  int gap_px = 0;       ///< between paragraphs
};

LineMetrics metrics_of(const TextStyle& style, int ascent_permille, int descent_permille) {
  const int size = size_of(style);
  const int ascent = (ascent_permille * size + 999) / 1000;
  const int descent = (descent_permille * size + 999) / 1000;
  const int percent = std::max(kLineHeightMin_percent, style.line_height_percent);
  LineMetrics metrics;
  metrics.height_px = std::max((percent * size + 99) / 100, ascent + descent);
  metrics.baseline_px = (metrics.height_px - ascent - descent) / 2 + ascent;
  metrics.gap_px = std::max(0, style.paragraph_gap_percent) * size / 100;
  return metrics;
}

/// Keeps the length: a control character becomes a space.
std::string without_controls(std::string text) {
  for (char& c : text) {
    if (c != '\n' && (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)) c = ' ';
  }
  return text;
}

bool is_space(const std::string& text, std::int32_t byte) { return text[std::size_t(byte)] == ' '; }

/// Walks the glyphs of one paragraph and ends lines at the best places.
class LineWalker {
 public:
  LineWalker(const FontFaces& faces, const ShapedText& shaped, const ShapedParagraph& paragraph,
             const TextStyle& style, int width_px)
      : faces_(faces),
        text_(shaped.text),
        paragraph_(paragraph),
        size_px_(size_of(style)),
        tracking_(std::int64_t(style.tracking_permille) * size_px_ * 64 / 1000),
        width_(std::int64_t(std::max(1, width_px)) * 64) {}

  /// The line that begins at `glyph`; empty when only spaces are left before `end_byte`.
  TextLine next(std::uint32_t glyph, int end_byte) {
    const auto& glyphs = paragraph_.glyphs;
    while (glyph < glyphs.size() && glyphs[glyph].byte < end_byte &&
           is_space(text_, glyphs[glyph].byte)) {
      ++glyph;
    }
    begin_ = glyph;
    for (Candidate& candidate : best_) candidate = Candidate();
    std::int64_t pen = 0;
    std::int64_t ink = 0;  // The pen without the spaces behind the last word.
    std::uint32_t i = begin_;
    for (; i < glyphs.size() && glyphs[i].byte < end_byte; ++i) {
      const bool starts = i == begin_ || glyphs[i].byte != glyphs[i - 1].byte;
      if (starts && i > begin_) {
        if (ink > width_ && has_candidate()) return ended_at(chosen(), true);
        note(i, ink);
        if (ink > width_) return ended_at({i, ink, BreakClass::Grapheme}, true);
        pen += tracking_;
      }
      pen += scaled(glyphs[i].advance, size_px_, faces_.units_per_em(glyphs[i].face));
      if (!is_space(text_, glyphs[i].byte)) ink = pen;
      if (ink > width_ && has_candidate()) return ended_at(chosen(), true);
    }
    return ended_at({i, ink, BreakClass::Line}, false);
  }

 private:
  struct Candidate {
    std::uint32_t glyph = 0;
    std::int64_t ink = 0;
    BreakClass kind = BreakClass::None;
  };

  void note(std::uint32_t glyph, std::int64_t ink) {
    const int offset = paragraph_.glyphs[glyph].byte - paragraph_.begin_byte;
    const BreakClass kind = paragraph_.breaks[std::size_t(offset)];
    if (kind != BreakClass::None) best_[std::size_t(kind)] = {glyph, ink, kind};
  }

  bool has_candidate() const {
    return std::any_of(std::begin(best_), std::end(best_),
                       [](const Candidate& c) { return c.kind != BreakClass::None; });
  }

  Candidate chosen() const {
    const Candidate& line = best_[std::size_t(BreakClass::Line)];
    const Candidate& relaxed = best_[std::size_t(BreakClass::Relaxed)];
    // A rule of ours is not worth a line that is two thirds empty.
    const bool short_line = line.ink * 3 < width_ && relaxed.ink > line.ink;
    if (line.kind != BreakClass::None && !short_line) return line;
    if (relaxed.kind != BreakClass::None) return relaxed;
    return best_[std::size_t(BreakClass::Grapheme)];
  }

  TextLine ended_at(const Candidate& candidate, bool wrapped) const {
    const auto& glyphs = paragraph_.glyphs;
    TextLine line;
    line.glyph_begin = begin_;
    line.glyph_end = candidate.glyph;
    line.width_px = int((candidate.ink + 63) / 64);
    line.forced = wrapped && candidate.kind != BreakClass::Line;
    const auto byte_at = [&](std::uint32_t glyph) {
      return glyph < glyphs.size() ? glyphs[glyph].byte : paragraph_.end_byte;
    };
    line.begin_byte = byte_at(begin_);
    line.next_byte = byte_at(candidate.glyph);
    line.end_byte = line.next_byte;
    while (line.end_byte > line.begin_byte && is_space(text_, line.end_byte - 1)) --line.end_byte;
    return line;
  }

  const FontFaces& faces_;
  const std::string& text_;
  const ShapedParagraph& paragraph_;
  const int size_px_;
  const std::int64_t tracking_;
  const std::int64_t width_;
  std::uint32_t begin_ = 0;
  Candidate best_[4];
};

bool only_spaces(const std::string& text, int begin, int end) {
  for (int byte = begin; byte < end; ++byte) {
    if (!is_space(text, byte)) return false;
  }
  return true;
}

void set_lines(Fonts& fonts, TextBlock& block, int begin_byte, int end_byte) {
  block.lines = break_lines(fonts, block.shaped, block.style, block.width_px, begin_byte, end_byte);
  const std::size_t count = block.lines.size();
  if (!block.style.balanced || count < 2 || count > kBalancedLinesMax) return;
  // The narrowest column that needs no more lines makes them about equal.
  int narrow = block.width_px / 2;
  int wide = block.width_px;
  while (wide - narrow > std::max(1, block.width_px / 128)) {
    const int middle = narrow + (wide - narrow) / 2;
    std::vector<TextLine> lines =
        break_lines(fonts, block.shaped, block.style, middle, begin_byte, end_byte);
    const bool forced =
        std::any_of(lines.begin(), lines.end(), [](const TextLine& line) { return line.forced; });
    if (lines.size() > count || forced) {
      narrow = middle;
    } else {
      wide = middle;
      block.lines = std::move(lines);
    }
  }
}

void set_height(TextBlock& block) {
  const int line = line_height_px(block.shaped, block.style);
  block.height_px = block.lines.empty() ? 0 : block.lines.back().top_px + line;
}

/// The text up to where its last allowed line has room for the ellipsis, and the ellipsis.
std::string shortened(Fonts& fonts, const TextBlock& block, int begin_byte, int take_back) {
  const auto lines_max = std::size_t(block.style.lines_max);
  const TextLine& last = block.lines[lines_max - 1];
  const ShapedText ellipsis = shape(fonts, kEllipsis, block.style.bold);
  const std::vector<TextLine> dots = break_lines(fonts, ellipsis, block.style, 1 << 20);
  const int room = block.width_px - (dots.empty() ? 0 : dots[0].width_px) - 1;
  const std::vector<TextLine> fitting =
      break_lines(fonts, block.shaped, block.style, room, last.begin_byte, last.end_byte);
  const std::string& text = block.shaped.text;
  int end = fitting.empty() ? last.end_byte : fitting[0].end_byte;
  for (int i = 0; i < take_back && end > last.begin_byte; ++i) {
    do --end;
    while (end > last.begin_byte && (text[std::size_t(end)] & 0xc0) == 0x80);
  }
  while (end > begin_byte &&
         std::string_view(" ,;:-\n").find(text[std::size_t(end - 1)]) != std::string_view::npos) {
    --end;
  }
  return text.substr(std::size_t(begin_byte), std::size_t(std::max(0, end - begin_byte))) +
         std::string(kEllipsis);
}

}  // namespace

int TextBlock::ink_width_px() const {
  int width = 0;
  for (const TextLine& line : lines) width = std::max(width, line.width_px);
  return width;
}

int line_height_px(const ShapedText& shaped, const TextStyle& style) {
  return metrics_of(style, shaped.ascent_permille, shaped.descent_permille).height_px;
}

ShapedText shape(Fonts& fonts, std::string_view text, bool bold) {
  ShapedText shaped;
  shaped.text = without_controls(to_nfc(text));
  shaped.bold = bold;
  FontFaces& faces = fonts.faces();
  const std::string_view whole = shaped.text;
  std::vector<bool> used;
  for (std::size_t begin = 0; begin <= whole.size();) {
    const std::size_t end = std::min(whole.find('\n', begin), whole.size());
    if (!only_spaces(shaped.text, int(begin), int(end))) {
      ShapedParagraph paragraph;
      paragraph.begin_byte = int(begin);
      paragraph.end_byte = int(end);
      faces.shape(whole.substr(begin, end - begin), bold, int(begin), paragraph.glyphs);
      paragraph.breaks = faces.breaker().classes(whole.substr(begin, end - begin));
      for (const ShapedGlyph& glyph : paragraph.glyphs) {
        if (used.size() <= glyph.face) used.resize(glyph.face + 1u);
        used[glyph.face] = true;
      }
      shaped.paragraphs.push_back(std::move(paragraph));
    }
    begin = end + 1;
  }
  shaped.ascent_permille = faces.ascent_permille(0);
  shaped.descent_permille = faces.descent_permille(0);
  for (std::uint16_t face = 0; face < used.size(); ++face) {
    if (!used[face]) continue;
    shaped.ascent_permille = std::max(shaped.ascent_permille, faces.ascent_permille(face));
    shaped.descent_permille = std::max(shaped.descent_permille, faces.descent_permille(face));
  }
  return shaped;
}

std::vector<TextLine> break_lines(const Fonts& fonts, const ShapedText& shaped,
                                  const TextStyle& style, int width_px, int begin_byte,
                                  int end_byte, int height_max_px) {
  const FontFaces& faces = const_cast<Fonts&>(fonts).faces();
  const LineMetrics metrics = metrics_of(style, shaped.ascent_permille, shaped.descent_permille);
  std::vector<TextLine> lines;
  int top = 0;
  for (std::uint32_t index = 0; index < shaped.paragraphs.size(); ++index) {
    const ShapedParagraph& paragraph = shaped.paragraphs[index];
    if (paragraph.end_byte <= begin_byte) continue;
    if (paragraph.begin_byte >= end_byte) break;
    const auto& glyphs = paragraph.glyphs;
    auto glyph = std::uint32_t(
        std::lower_bound(glyphs.begin(), glyphs.end(), begin_byte,
                         [](const ShapedGlyph& g, int byte) { return g.byte < byte; }) -
        glyphs.begin());
    LineWalker walker(faces, shaped, paragraph, style, width_px);
    bool first = glyph == 0;
    if (!lines.empty()) top += metrics.gap_px;
    for (;;) {
      TextLine line = walker.next(glyph, end_byte);
      if (line.glyph_begin == line.glyph_end) break;
      if (!lines.empty() && top + metrics.height_px > height_max_px) return lines;
      line.paragraph = index;
      line.first_of_paragraph = std::exchange(first, false);
      line.last_of_paragraph = only_spaces(shaped.text, line.next_byte, paragraph.end_byte);
      line.top_px = top;
      line.baseline_px = top + metrics.baseline_px;
      top += metrics.height_px;
      glyph = line.glyph_end;
      lines.push_back(line);
    }
  }
  return lines;
}

TextBlock layout(Fonts& fonts, ShapedText shaped, const TextStyle& style, int width_px,
                 int begin_byte, int end_byte) {
  TextBlock block;
  block.shaped = std::move(shaped);
  block.style = style;
  block.width_px = std::max(1, width_px);
  set_lines(fonts, block, begin_byte, end_byte);
  const auto lines_max = std::size_t(std::max(0, style.lines_max));
  if (lines_max > 0 && block.lines.size() > lines_max) {
    const TextBlock whole = block;
    TextStyle ragged = style;
    ragged.balanced = false;
    for (int take_back = 0;; ++take_back) {
      block.shaped = shape(fonts, shortened(fonts, whole, begin_byte, take_back), style.bold);
      block.style = ragged;
      set_lines(fonts, block, 0, std::numeric_limits<int>::max());
      if (block.lines.size() <= lines_max || take_back >= 8) break;
    }
    block.lines.resize(std::min(block.lines.size(), lines_max));
    block.cut = true;
  }
  set_height(block);
  return block;
}

TextBlock layout(Fonts& fonts, std::string_view text, const TextStyle& style, int width_px) {
  return layout(fonts, shape(fonts, text, style.bold), style, width_px);
}

TextBlock layout_to_fit(Fonts& fonts, std::string_view text, const TextStyle& style, Size box_px,
                        int size_min_px) {
  const ShapedText shaped = shape(fonts, text, style.bold);
  const int floor = std::max(kSizeMin_px, std::min(size_min_px, style.size_px));
  TextStyle tried = style;
  for (;; tried.size_px -= std::max(1, tried.size_px / 24)) {
    tried.size_px = std::max(tried.size_px, floor);
    const LineMetrics metrics = metrics_of(tried, shaped.ascent_permille, shaped.descent_permille);
    // One line too many is enough to know: the whole of a long text is not needed for that.
    const std::vector<TextLine> lines =
        break_lines(fonts, shaped, tried, box_px.width_px, 0, std::numeric_limits<int>::max(),
                    box_px.height_px + 2 * metrics.height_px + metrics.gap_px);
    const bool fits = lines.empty() || lines.back().top_px + metrics.height_px <= box_px.height_px;
    const bool forced =
        std::any_of(lines.begin(), lines.end(), [](const TextLine& line) { return line.forced; });
    const bool few = style.lines_max == 0 || lines.size() <= std::size_t(style.lines_max);
    if (fits && few && (!forced || tried.size_px == floor)) {
      return layout(fonts, shaped, tried, box_px.width_px);
    }
    if (tried.size_px == floor) {
      const int room = std::max(1, box_px.height_px / std::max(1, metrics.height_px));
      tried.lines_max = tried.lines_max == 0 ? room : std::min(tried.lines_max, room);
      tried.paragraph_gap_percent = 0;
      return layout(fonts, shaped, tried, box_px.width_px);
    }
  }
}

void draw(Fonts& fonts, const TextBlock& block, Bitmap& target, int x, int y) {
  FontFaces& faces = fonts.faces();
  const int size = size_of(block.style);
  const std::int64_t tracking = std::int64_t(block.style.tracking_permille) * size * 64 / 1000;
  constexpr int kStep = 64 / FontFaces::kSubpixels;
  for (const TextLine& line : block.lines) {
    // Far above or below nothing of a line is seen.
    const int baseline = y + line.baseline_px;
    if (baseline < -4 * size || baseline > target.height() + 4 * size) continue;
    const int slack = std::max(0, block.width_px - line.width_px);
    const int indent = block.style.align == Align::Left     ? 0
                       : block.style.align == Align::Center ? slack / 2
                                                            : slack;
    std::int64_t pen = std::int64_t(x + indent) * 64;
    const auto& glyphs = block.shaped.paragraphs[line.paragraph].glyphs;
    for (std::uint32_t i = line.glyph_begin; i < line.glyph_end; ++i) {
      const ShapedGlyph& glyph = glyphs[i];
      if (i > line.glyph_begin && glyph.byte != glyphs[i - 1].byte) pen += tracking;
      const int em = faces.units_per_em(glyph.face);
      std::int64_t place = pen + scaled(glyph.offset_x, size, em);
      place += size <= kSubpixelSizeMax_px ? kStep / 2 : 32;
      const int subpixel = size <= kSubpixelSizeMax_px ? int((place & 63) / kStep) : 0;
      const std::int64_t rise = (scaled(glyph.offset_y, size, em) + 32) >> 6;
      pen += scaled(glyph.advance, size, em);
      const std::int64_t left = place >> 6;
      if (left > target.width() || left < -4 * std::int64_t(size)) continue;
      const GlyphImage& image = faces.image(glyph.face, glyph.glyph, size, subpixel);
      blend_mask(target, image.coverage.data(), image.size_px, int(left) + image.left_px,
                 baseline - int(rise) - image.top_px, block.style.color);
    }
  }
}

}  // namespace bangtin
