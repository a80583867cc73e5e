#include "shared/compose/edit_layout.h"

#include <algorithm>
#include <utility>

#include "shared/base/check.h"
#include "shared/compose/faces.h"

namespace bangtin {
namespace {

/// Glyphs that cannot be parted, and the bytes that they stand for.
struct Cluster {
  int begin_byte = 0;
  int end_byte = 0;
  std::uint32_t glyph = 0;
  int advance_64 = 0;
  BreakClass break_before = BreakClass::None;
  bool space = false;
};

std::string_view text_of(const ShapedText& shaped, const ShapedParagraph& paragraph) {
  return std::string_view(shaped.text)
      .substr(std::size_t(paragraph.begin_byte),
              std::size_t(paragraph.end_byte - paragraph.begin_byte));
}

void move_to(ShapedParagraph& paragraph, int begin_byte) {
  const int way = begin_byte - paragraph.begin_byte;
  paragraph.begin_byte += way;
  paragraph.end_byte += way;
  for (ShapedGlyph& glyph : paragraph.glyphs) glyph.byte += way;
}

ShapedParagraph shaped_anew(FontFaces& faces, std::string_view part, int begin_byte, bool bold) {
  ShapedParagraph paragraph;
  paragraph.begin_byte = begin_byte;
  paragraph.end_byte = begin_byte + int(part.size());
  faces.shape(part, bold, begin_byte, paragraph.glyphs);
  paragraph.breaks = faces.breaker().classes(part);
  return paragraph;
}

/// One paragraph a line feed. What stands unchanged at the previous text's begin or end is kept.
std::vector<ShapedParagraph> paragraphs_of(FontFaces& faces, std::string_view text, bool bold,
                                           ShapedText previous) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  std::vector<ShapedParagraph>& old = previous.paragraphs;
  const std::size_t both = previous.bold == bold ? std::min(parts.size(), old.size()) : 0;
  std::size_t front = 0;
  while (front < both && text_of(previous, old[front]) == parts[front]) ++front;
  std::size_t back = 0;
  while (back < both - front &&
         text_of(previous, old[old.size() - 1 - back]) == parts[parts.size() - 1 - back]) {
    ++back;
  }
  std::vector<ShapedParagraph> paragraphs;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const int begin_byte = int(parts[i].data() - text.data());
    const bool at_end = i >= parts.size() - back;
    if (i < front || at_end) {
      const std::size_t from = i < front ? i : old.size() - (parts.size() - i);
      paragraphs.push_back(std::move(old[from]));
      move_to(paragraphs.back(), begin_byte);
    } else {
      paragraphs.push_back(shaped_anew(faces, parts[i], begin_byte, bold));
    }
  }
  return paragraphs;
}

std::vector<Cluster> clusters_of(const FontFaces& faces, const ShapedText& shaped,
                                 const ShapedParagraph& paragraph, int size_px) {
  std::vector<Cluster> clusters;
  const auto& glyphs = paragraph.glyphs;
  for (std::uint32_t i = 0; i < glyphs.size(); ++i) {
    if (i == 0 || glyphs[i].byte != glyphs[i - 1].byte) {
      if (!clusters.empty()) clusters.back().end_byte = glyphs[i].byte;
      Cluster cluster;
      cluster.begin_byte = glyphs[i].byte;
      cluster.glyph = i;
      cluster.break_before = paragraph.breaks[std::size_t(glyphs[i].byte - paragraph.begin_byte)];
      cluster.space = shaped.text[std::size_t(glyphs[i].byte)] == ' ';
      clusters.push_back(cluster);
    }
    const int em = faces.units_per_em(glyphs[i].face);
    clusters.back().advance_64 += int(scaled(glyphs[i].advance, size_px, em));
  }
  if (!clusters.empty()) clusters.back().end_byte = paragraph.end_byte;
  return clusters;
}

/// The number of clusters from `begin` that one line takes.
std::size_t fitting(const std::vector<Cluster>& clusters, std::size_t begin, int width_64) {
  std::size_t best[4] = {};
  int pen = 0;
  for (std::size_t i = begin; i < clusters.size(); ++i) {
    if (i > begin) best[std::size_t(clusters[i].break_before)] = i;
    pen += clusters[i].advance_64;
    if (width_64 == 0 || pen <= width_64 || clusters[i].space || i == begin) continue;
    for (const BreakClass kind : {BreakClass::Line, BreakClass::Relaxed, BreakClass::Grapheme}) {
      if (best[std::size_t(kind)] > begin) return best[std::size_t(kind)] - begin;
    }
    return i - begin;
  }
  return clusters.size() - begin;
}

/// Characters inside of a cluster (a ligature) share its width.
void add_stops(const std::string& text, const Cluster& cluster, int x_64,
               std::vector<EditStop>& stops) {
  const auto begin = std::size_t(cluster.begin_byte), end = std::size_t(cluster.end_byte);
  const std::string_view part = std::string_view(text).substr(begin, end - begin);
  std::vector<std::size_t> bytes;
  for (std::size_t at = 0; at < part.size(); at = boundary_after(part, at, TextUnit::Character)) {
    bytes.push_back(at);
  }
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    stops.push_back({cluster.begin_byte + int(bytes[i]),
                     x_64 + cluster.advance_64 * int(i) / int(bytes.size())});
  }
}

void add_line(EditLayout& layout, std::uint32_t paragraph, const std::vector<Cluster>& clusters,
              std::size_t begin, std::size_t count, int baseline_px) {
  const ShapedParagraph& whole = layout.block.shaped.paragraphs[paragraph];
  const std::size_t end = begin + count;
  EditLine line;
  line.begin_byte = count == 0 ? whole.begin_byte : clusters[begin].begin_byte;
  line.end_byte = end < clusters.size() ? clusters[end].begin_byte : whole.end_byte;
  line.soft = end < clusters.size();
  line.top_px = int(layout.lines.size()) * layout.line_height_px;
  int x_64 = 0;
  for (std::size_t i = begin; i < end; ++i) {
    const Cluster& cluster = clusters[i];
    // One byte is one character: most of a text.
    if (cluster.end_byte - cluster.begin_byte == 1) {
      line.stops.push_back({cluster.begin_byte, x_64});
    } else {
      add_stops(layout.block.shaped.text, cluster, x_64, line.stops);
    }
    x_64 += cluster.advance_64;
  }
  line.stops.push_back({line.end_byte, x_64});
  TextLine drawn;
  drawn.begin_byte = line.begin_byte;
  drawn.end_byte = drawn.next_byte = line.end_byte;
  drawn.top_px = line.top_px;
  drawn.baseline_px = line.top_px + baseline_px;
  drawn.width_px = (x_64 + 63) / 64;
  drawn.paragraph = paragraph;
  const auto glyphs = std::uint32_t(whole.glyphs.size());
  drawn.glyph_begin = begin < clusters.size() ? clusters[begin].glyph : glyphs;
  drawn.glyph_end = end < clusters.size() ? clusters[end].glyph : glyphs;
  layout.lines.push_back(std::move(line));
  layout.block.lines.push_back(drawn);
}

}  // namespace

EditLayout lay_out(Fonts& fonts, std::string_view text, const TextStyle& style, int line_height_px,
                   int width_px, EditLayout previous) {
  FontFaces& faces = fonts.faces();
  EditLayout layout;
  ShapedText& shaped = layout.block.shaped;
  shaped.text = text;
  shaped.bold = style.bold;
  shaped.paragraphs =
      paragraphs_of(faces, shaped.text, style.bold, std::move(previous.block.shaped));
  int ascent = faces.ascent_permille(0), descent = faces.descent_permille(0);
  std::uint16_t last = 0;
  for (const ShapedParagraph& paragraph : shaped.paragraphs) {
    for (const ShapedGlyph& glyph : paragraph.glyphs) {
      if (std::exchange(last, glyph.face) == glyph.face) continue;
      ascent = std::max(ascent, faces.ascent_permille(glyph.face));
      descent = std::max(descent, faces.descent_permille(glyph.face));
    }
  }
  shaped.ascent_permille = ascent;
  shaped.descent_permille = descent;
  // As labels stand in their lines; only the room below the longest letters is rounded off.
  const int above = (ascent * style.size_px + 999) / 1000;
  const int below = descent * style.size_px / 1000;
  layout.line_height_px = std::max(line_height_px, above + below);
  const int baseline = (layout.line_height_px - above - below) / 2 + above;
  layout.block.style = style;
  layout.block.width_px = width_px;
  for (std::uint32_t i = 0; i < shaped.paragraphs.size(); ++i) {
    const auto clusters = clusters_of(faces, shaped, shaped.paragraphs[i], style.size_px);
    std::size_t begin = 0;
    do {
      const std::size_t count = fitting(clusters, begin, width_px * 64);
      add_line(layout, i, clusters, begin, count, baseline);
      begin += count;
    } while (begin < clusters.size());
  }
  layout.block.height_px = layout.height_px();
  return layout;
}

std::size_t line_of(const EditLayout& layout, std::size_t byte, bool upstream) {
  const auto behind =
      std::upper_bound(layout.lines.begin(), layout.lines.end(), int(byte),
                       [](int wanted, const EditLine& line) { return wanted < line.begin_byte; });
  const auto line = std::size_t(std::max<std::ptrdiff_t>(1, behind - layout.lines.begin()) - 1);
  const bool ends_above =
      line > 0 && layout.lines[line - 1].soft && layout.lines[line - 1].end_byte == int(byte);
  return upstream && ends_above ? line - 1 : line;
}

int x_of(const EditLayout& layout, std::size_t line, std::size_t byte) {
  const auto& stops = layout.lines[line].stops;
  const auto stop =
      std::lower_bound(stops.begin(), stops.end(), int(byte),
                       [](const EditStop& each, int wanted) { return each.byte < wanted; });
  return ((stop == stops.end() ? stops.back().x_64 : stop->x_64) + 32) >> 6;
}

std::size_t byte_at(const EditLayout& layout, std::size_t line, int x_px) {
  const auto& stops = layout.lines[line].stops;
  const auto nearest =
      std::min_element(stops.begin(), stops.end(), [&](const EditStop& a, const EditStop& b) {
        return std::abs(a.x_64 - x_px * 64) < std::abs(b.x_64 - x_px * 64);
      });
  return std::size_t(nearest->byte);
}

std::size_t line_at(const EditLayout& layout, int y_px) {
  CHECK(!layout.lines.empty() && layout.line_height_px > 0);
  return std::size_t(std::clamp(y_px / layout.line_height_px, 0, int(layout.lines.size()) - 1));
}

void sharpen(Fonts& fonts) { fonts.faces().draw_hinted(); }

}  // namespace bangtin
