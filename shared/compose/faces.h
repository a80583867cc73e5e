// FontFaces: font files, shaping and drawn glyphs, for the files of this folder. Its .cpp is the
// only file that meets FreeType and HarfBuzz. Thread: that of the Fonts.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "shared/base/result.h"
#include "shared/compose/breaks.h"
#include "shared/compose/text.h"

namespace bangtin {

/// A drawn glyph: coverage 0-255, row-major.
struct GlyphImage {
  int left_px = 0;  ///< from the pen to the left edge
  int top_px = 0;   ///< from the base line up to the top edge
  Size size_px;
  std::vector<std::uint8_t> coverage;
};

/// Font units as 1/64 px, rounded to nearest.
inline std::int64_t scaled(std::int32_t units, int size_px, int units_per_em) {
  const std::int64_t doubled = std::int64_t(units) * size_px * 128 + units_per_em;
  const std::int64_t divisor = 2 * std::int64_t(units_per_em);
  return doubled >= 0 ? doubled / divisor : -((-doubled + divisor - 1) / divisor);
}

class FontFaces {
 public:
  /// Quarters of a pixel at which a glyph may stand.
  static constexpr int kSubpixels = 4;

  /// Errors: see Fonts::open.
  static Result<std::unique_ptr<FontFaces>> open(const std::vector<std::filesystem::path>& folders);
  ~FontFaces();

  bool has(const std::string& file_name) const;

  /// Font units of one em of a face; ascent and descent (both positive) in 1/1000 em.
  int units_per_em(std::uint16_t face) const;
  int ascent_permille(std::uint16_t face) const;
  int descent_permille(std::uint16_t face) const;

  /// Appends the glyphs of one paragraph, in reading order. Positions are font units and hence
  /// free of rounding. Runs are left to right whatever the script: there is no bidi here.
  void shape(std::string_view paragraph, bool bold, int first_byte,
             std::vector<ShapedGlyph>& glyphs);

  /// A glyph at an em of `size_px`, moved right by subpixel / kSubpixels. The reference holds until
  /// the next call.
  const GlyphImage& image(std::uint16_t face, std::uint32_t glyph, int size_px, int subpixel);

  /// From now on glyphs are drawn as the font's own hints say: the height of letters stands on
  /// whole pixels.
  void draw_hinted();

  LineBreaker& breaker() { return *breaker_; }

 private:
  struct Face;
  struct Library;
  FontFaces();
  Status add(const std::filesystem::path& path);
  std::uint16_t face_of(char32_t character, bool bold) const;
  void shape_run(std::string_view paragraph, std::size_t begin, std::size_t end, std::uint16_t face,
                 std::uint32_t script, int first_byte, std::vector<ShapedGlyph>& glyphs);
  GlyphImage drawn(std::uint16_t face, std::uint32_t glyph, int size_px, int subpixel);

  std::unique_ptr<Library> library_;
  std::vector<std::unique_ptr<Face>> faces_;
  std::vector<std::uint16_t> regular_;  ///< faces to ask, in order
  std::vector<std::uint16_t> bold_;
  std::unique_ptr<LineBreaker> breaker_;
  std::unordered_map<std::uint64_t, GlyphImage> images_;
  std::size_t images_bytes_ = 0;
  bool hinted_ = false;
};

}  // namespace bangtin
