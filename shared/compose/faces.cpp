#include "shared/compose/faces.h"

#include <ft2build.h>
#include <hb-ot.h>
#include <hb.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <algorithm>
#include <map>

#include "shared/base/check.h"

namespace bangtin {
namespace {

/// Regular and bold of each font, in the order in which they are asked for a character. Only the
/// first pair must be there.
struct FontPair {
  const char* regular;
  const char* bold;
};
constexpr FontPair kFonts[] = {
    {"NotoSans-Regular.ttf", "NotoSans-Bold.ttf"},
    {"NotoSansKhmer-Regular.ttf", "NotoSansKhmer-Bold.ttf"},
    {"NotoSansCham-Regular.ttf", "NotoSansCham-Bold.ttf"},
    {"NotoSansTaiViet-Regular.ttf", "NotoSansTaiViet-Regular.ttf"},
    {"NotoSansLao-Regular.ttf", "NotoSansLao-Bold.ttf"},
    {"NotoSansThai-Regular.ttf", "NotoSansThai-Bold.ttf"},
    {"NotoSansMath-Regular.ttf", "NotoSansMath-Regular.ttf"},
    {"NotoSansSymbols-Regular.ttf", "NotoSansSymbols-Bold.ttf"},
    {"NotoSansSymbols2-Regular.ttf", "NotoSansSymbols2-Regular.ttf"},
    {"NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"},
};

/// In the CJK collection the faces run JP, KR, SC, TC, HK.
constexpr unsigned kSimplifiedChinese = 2;
constexpr std::size_t kImagesBytesMax = 48u << 20;
/// Marks on one base beyond these are left away: a flood of them would climb over other lines.
constexpr int kMarksMax = 8;
constexpr int kLatinMarksMax = 3;
constexpr std::uint16_t kNoFace = 0xffff;

std::map<std::string, std::filesystem::path> font_files(
    const std::vector<std::filesystem::path>& folders) {
  std::map<std::string, std::filesystem::path> found;
  for (const std::filesystem::path& folder : folders) {
    std::error_code error;
    constexpr auto kOptions = std::filesystem::directory_options::skip_permission_denied;
    std::filesystem::recursive_directory_iterator entry(folder, kOptions, error);
    for (const std::filesystem::recursive_directory_iterator end; !error && entry != end;
         entry.increment(error)) {
      std::filesystem::path& path = found[entry->path().filename().string()];
      // Of two files with one name always the same one, in whatever order the folder lists them.
      if (path.empty() || entry->path() < path) path = entry->path();
    }
  }
  return found;
}

/// The character at `position`, which moves behind it. The text is valid UTF-8.
char32_t next_character(std::string_view text, std::size_t& position) {
  const auto lead = static_cast<unsigned char>(text[position++]);
  const int following = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : 0;
  char32_t character = following == 0 ? lead : lead & (0x3f >> following);
  for (int i = 0; i < following && position < text.size(); ++i) {
    character = character << 6 | (static_cast<unsigned char>(text[position++]) & 0x3f);
  }
  return character;
}

bool is_mark(char32_t character) {
  const hb_unicode_general_category_t category =
      hb_unicode_general_category(hb_unicode_funcs_get_default(), character);
  return category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
         category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK ||
         category == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK;
}

/// Characters that join or select and take the font of what stands before them.
bool is_joiner(char32_t character) {
  return character == 0x200c || character == 0x200d || (character >= 0xfe00 && character <= 0xfe0f);
}

hb_script_t script_of(char32_t character) {
  return hb_unicode_script(hb_unicode_funcs_get_default(), character);
}

bool is_neutral(hb_script_t script) {
  return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_UNKNOWN;
}

}  // namespace

struct FontFaces::Face {
  Face() = default;
  Face(const Face&) = delete;
  Face& operator=(const Face&) = delete;
  ~Face() {
    if (drawing) FT_Done_Face(drawing);
    hb_font_destroy(shaping);
    hb_blob_destroy(file);
  }
  bool covers(char32_t character) const {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(shaping, character, &glyph) != 0;
  }

  std::string file_name;
  hb_blob_t* file = nullptr;
  hb_font_t* shaping = nullptr;
  FT_Face drawing = nullptr;
  int drawing_size_px = 0;
  int units_per_em = 1000;
  int ascent_permille = 0;
  int descent_permille = 0;
};

struct FontFaces::Library {
  Library() : buffer(hb_buffer_create()) { CHECK(FT_Init_FreeType(&freetype) == 0); }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
  ~Library() {
    hb_buffer_destroy(buffer);
    FT_Done_FreeType(freetype);
  }
  FT_Library freetype = nullptr;
  hb_buffer_t* buffer = nullptr;
};

FontFaces::FontFaces() : library_(std::make_unique<Library>()) {}

FontFaces::~FontFaces() {
  faces_.clear();  // Before the library that they live in.
}

Result<std::unique_ptr<FontFaces>> FontFaces::open(
    const std::vector<std::filesystem::path>& folders) {
  std::unique_ptr<FontFaces> result(new FontFaces());
  result->breaker_ = TRY(LineBreaker::open());
  const std::map<std::string, std::filesystem::path> files = font_files(folders);
  for (const FontPair& pair : kFonts) {
    const bool required = &pair == &kFonts[0];
    std::uint16_t regular = kNoFace;
    for (const char* name : {pair.regular, pair.bold}) {
      std::uint16_t face = regular;
      const auto file = files.find(name);
      if (file != files.end() && (face == kNoFace || !result->has(name))) {
        TRY(result->add(file->second));
        face = std::uint16_t(result->faces_.size() - 1);
      } else if (required && file == files.end()) {
        return Error{Code::NotFound,
                     "font file " + std::string(name) + " not found; install fonts-noto-core",
                     "error.font_missing"};
      }
      if (name == pair.regular) {
        regular = face;
        if (face != kNoFace) result->regular_.push_back(face);
      }
      if (name == pair.bold && face != kNoFace) result->bold_.push_back(face);
    }
  }
  return result;
}

Status FontFaces::add(const std::filesystem::path& path) {
  auto face = std::make_unique<Face>();
  face->file_name = path.filename().string();
  const unsigned index = path.extension() == ".ttc" ? kSimplifiedChinese : 0;
  face->file = hb_blob_create_from_file(path.c_str());
  unsigned length = 0;
  const char* data = hb_blob_get_data(face->file, &length);
  if (FT_New_Memory_Face(library_->freetype, reinterpret_cast<const FT_Byte*>(data),
                         FT_Long(length), FT_Long(index), &face->drawing) != 0 ||
      !FT_IS_SCALABLE(face->drawing)) {
    return Error{Code::Corrupt, "font file " + path.string() + " cannot be read", ""};
  }
  hb_face_t* shaping = hb_face_create(face->file, index);
  face->units_per_em = int(hb_face_get_upem(shaping));
  face->shaping = hb_font_create(shaping);
  hb_face_destroy(shaping);
  // One unit is one unit: HarfBuzz then never rounds, and shaping does not depend on the size.
  hb_font_set_scale(face->shaping, face->units_per_em, face->units_per_em);
  hb_font_extents_t extents{};
  hb_font_get_h_extents(face->shaping, &extents);
  const int em = face->units_per_em;
  face->ascent_permille = (std::max(0, int(extents.ascender)) * 1000 + em - 1) / em;
  face->descent_permille = (std::max(0, -int(extents.descender)) * 1000 + em - 1) / em;
  faces_.push_back(std::move(face));
  return {};
}

bool FontFaces::has(const std::string& file_name) const {
  return std::any_of(faces_.begin(), faces_.end(),
                     [&](const auto& face) { return face->file_name == file_name; });
}

int FontFaces::units_per_em(std::uint16_t face) const { return faces_[face]->units_per_em; }
int FontFaces::ascent_permille(std::uint16_t face) const { return faces_[face]->ascent_permille; }
int FontFaces::descent_permille(std::uint16_t face) const { return faces_[face]->descent_permille; }

std::uint16_t FontFaces::face_of(char32_t character, bool bold) const {
  const std::vector<std::uint16_t>& faces = bold ? bold_ : regular_;
  for (const std::uint16_t face : faces) {
    if (faces_[face]->covers(character)) return face;
  }
  return faces.front();
}

void FontFaces::shape(std::string_view paragraph, bool bold, int first_byte,
                      std::vector<ShapedGlyph>& glyphs) {
  std::size_t run_begin = 0;
  std::uint16_t run_face = kNoFace;
  hb_script_t run_script = HB_SCRIPT_COMMON;
  for (std::size_t position = 0; position < paragraph.size();) {
    const std::size_t begin = position;
    const char32_t character = next_character(paragraph, position);
    const hb_script_t script = script_of(character);
    const bool follows = run_face != kNoFace && (is_mark(character) || is_joiner(character));
    const std::uint16_t face = follows ? run_face : face_of(character, bold);
    const bool other_script =
        !is_neutral(script) && !is_neutral(run_script) && script != run_script;
    if (run_face != kNoFace && !follows && (face != run_face || other_script)) {
      shape_run(paragraph, run_begin, begin, run_face, run_script, first_byte, glyphs);
      run_begin = begin;
      run_script = HB_SCRIPT_COMMON;
    }
    run_face = face;
    if (is_neutral(run_script)) run_script = script;
  }
  if (run_face != kNoFace) {
    shape_run(paragraph, run_begin, paragraph.size(), run_face, run_script, first_byte, glyphs);
  }
}

void FontFaces::shape_run(std::string_view paragraph, std::size_t begin, std::size_t end,
                          std::uint16_t face, std::uint32_t script, int first_byte,
                          std::vector<ShapedGlyph>& glyphs) {
  hb_buffer_t* buffer = library_->buffer;
  hb_buffer_clear_contents(buffer);
  int marks = 0;
  for (std::size_t position = begin; position < end;) {
    const std::size_t cluster = position;
    const char32_t character = next_character(paragraph, position);
    marks = is_mark(character) ? marks + 1 : 0;
    const bool latin = is_neutral(script_of(character));
    if (marks > (latin ? kLatinMarksMax : kMarksMax)) continue;
    hb_buffer_add(buffer, character, unsigned(cluster));
  }
  hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
  hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
  const auto known = static_cast<hb_script_t>(script);
  hb_buffer_set_script(buffer, is_neutral(known) ? HB_SCRIPT_LATIN : known);
  hb_buffer_set_language(buffer, hb_language_from_string("vi", -1));
  hb_shape(faces_[face]->shaping, buffer, nullptr, 0);

  unsigned count = 0;
  const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer, &count);
  const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer, &count);
  for (unsigned i = 0; i < count; ++i) {
    glyphs.push_back({infos[i].codepoint, first_byte + std::int32_t(infos[i].cluster),
                      positions[i].x_advance, positions[i].x_offset, positions[i].y_offset, face});
  }
}

void FontFaces::draw_hinted() {
  hinted_ = true;
  images_.clear();
  images_bytes_ = 0;
}

const GlyphImage& FontFaces::image(std::uint16_t face, std::uint32_t glyph, int size_px,
                                   int subpixel) {
  const std::uint64_t key = std::uint64_t(face) << 48 | std::uint64_t(size_px) << 34 |
                            std::uint64_t(subpixel) << 32 | glyph;
  const auto found = images_.find(key);
  if (found != images_.end()) return found->second;
  if (images_bytes_ > kImagesBytesMax) {
    images_.clear();
    images_bytes_ = 0;
  }
  GlyphImage image = drawn(face, glyph, size_px, subpixel);
  images_bytes_ += image.coverage.size() + sizeof image;
  return images_.emplace(key, std::move(image)).first->second;
}

GlyphImage FontFaces::drawn(std::uint16_t face_index, std::uint32_t glyph, int size_px,
                            int subpixel) {
  Face& face = *faces_[face_index];
  GlyphImage image;
  if (face.drawing_size_px != size_px) {
    if (FT_Set_Pixel_Sizes(face.drawing, 0, FT_UInt(size_px)) != 0) return image;
    face.drawing_size_px = size_px;
  }
  const FT_Int32 hints = hinted_ ? FT_LOAD_TARGET_NORMAL : FT_LOAD_NO_HINTING;
  if (FT_Load_Glyph(face.drawing, glyph, hints | FT_LOAD_NO_BITMAP) != 0) return image;
  FT_GlyphSlot slot = face.drawing->glyph;
  FT_Outline_Translate(&slot->outline, subpixel * (64 / kSubpixels), 0);
  if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0) return image;
  const FT_Bitmap& bitmap = slot->bitmap;
  image.left_px = slot->bitmap_left;
  image.top_px = slot->bitmap_top;
  image.size_px = {int(bitmap.width), int(bitmap.rows)};
  image.coverage.reserve(std::size_t(bitmap.width) * bitmap.rows);
  for (unsigned y = 0; y < bitmap.rows; ++y) {
    const unsigned char* row = bitmap.buffer + std::ptrdiff_t(y) * bitmap.pitch;
    image.coverage.insert(image.coverage.end(), row, row + bitmap.width);
  }
  return image;
}

}  // namespace bangtin
