#include "manager/ingest/document_draw.h"

#include <poppler.h>

#include <algorithm>
#include <cmath>

#include "manager/ingest/document_fonts.h"
#include "shared/base/document_limits.h"

namespace bangtin {
namespace {

struct FreeGObject {
  void operator()(void* object) const { g_object_unref(object); }
};
struct FreeSurface {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct FreeCairo {
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
struct FreeFontIter {
  void operator()(PopplerFontsIter* iter) const { poppler_fonts_iter_free(iter); }
};
template <class Object>
using GOwned = std::unique_ptr<Object, FreeGObject>;

/// A whole PDF says so at its end; what follows the mark is at most a few blanks or zeros.
bool has_end(std::string_view bytes) {
  constexpr std::size_t kTailBytes = 2'048;
  const std::size_t begin = bytes.size() > kTailBytes ? bytes.size() - kTailBytes : 0;
  return bytes.find("%%EOF", begin) != bytes.npos;
}

/// Pixels of a page of so many points; nothing for a page that nobody could look at.
std::optional<Size> size_of(double width_pt, double height_pt) {
  if (!std::isfinite(width_pt) || !std::isfinite(height_pt)) return std::nullopt;
  const double longer = std::max(width_pt, height_pt);
  const double shorter = std::min(width_pt, height_pt);
  if (shorter <= 0 || longer / shorter > limits::kDocumentAspectMax) return std::nullopt;
  const double scale = limits::kDocumentSide_px / longer;
  return Size{int(std::lround(width_pt * scale)), int(std::lround(height_pt * scale))};
}

cairo_status_t append_png(void* out, const unsigned char* data, unsigned int size) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(data), size);
  return CAIRO_STATUS_SUCCESS;
}

class PopplerPages final : public Document {
 public:
  explicit PopplerPages(GOwned<PopplerDocument> document) : document_(std::move(document)) {}

  int count() const { return poppler_document_get_n_pages(document_.get()); }

  DocumentFacts facts() override {
    DocumentFacts facts{count(), false};
    const GOwned<PopplerFontInfo> fonts(poppler_font_info_new(document_.get()));
    PopplerFontsIter* found = nullptr;
    poppler_font_info_scan(fonts.get(), facts.pages, &found);
    if (found == nullptr) return facts;
    const std::unique_ptr<PopplerFontsIter, FreeFontIter> iter(found);
    do {
      if (poppler_fonts_iter_is_embedded(found)) continue;
      const char* name = poppler_fonts_iter_get_full_name(found);
      facts.fonts_left_out |= name == nullptr || !has_twin_font(name);
    } while (poppler_fonts_iter_next(found));
    return facts;
  }

  std::variant<std::string, DocumentRefusal> draw(int number) override {
    const GOwned<PopplerPage> page(poppler_document_get_page(document_.get(), number));
    if (!page) return DocumentRefusal::Damaged;
    double width_pt = 0;
    double height_pt = 0;
    poppler_page_get_size(page.get(), &width_pt, &height_pt);
    const auto size_px = size_of(width_pt, height_pt);
    if (!size_px) return DocumentRefusal::PageSize;
    const std::unique_ptr<cairo_surface_t, FreeSurface> surface(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, size_px->width_px, size_px->height_px));
    const std::unique_ptr<cairo_t, FreeCairo> cairo(cairo_create(surface.get()));
    cairo_set_source_rgb(cairo.get(), 1, 1, 1);  // As paper is.
    cairo_paint(cairo.get());
    cairo_scale(cairo.get(), size_px->width_px / width_pt, size_px->height_px / height_pt);
    poppler_page_render_for_printing(page.get(), cairo.get());
    if (cairo_status(cairo.get()) != CAIRO_STATUS_SUCCESS) return DocumentRefusal::Failed;
    std::string png;
    if (cairo_surface_write_to_png_stream(surface.get(), append_png, &png) !=
        CAIRO_STATUS_SUCCESS) {
      return DocumentRefusal::Failed;
    }
    return png;
  }

 private:
  GOwned<PopplerDocument> document_;
};

}  // namespace

Document::Opened Document::open(const std::string& bytes) {
  if (bytes.size() > std::size_t(limits::kDocumentBytesMax)) return DocumentRefusal::TooLarge;
  GError* error = nullptr;
  GBytes* held = g_bytes_new_static(bytes.data(), bytes.size());
  GOwned<PopplerDocument> document(poppler_document_new_from_bytes(held, nullptr, &error));
  g_bytes_unref(held);
  if (!document) {
    const bool locked = g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);
    g_clear_error(&error);
    if (locked) return DocumentRefusal::Encrypted;
    return has_end(bytes) ? DocumentRefusal::Damaged : DocumentRefusal::Truncated;
  }
  // Of a part of a file poppler shows what it finds: a page less, and nobody would know.
  if (!has_end(bytes)) return DocumentRefusal::Truncated;
  auto pages = std::make_unique<PopplerPages>(std::move(document));
  if (pages->count() < 1) return DocumentRefusal::NoPages;
  if (pages->count() > limits::kDocumentPagesMax) return DocumentRefusal::TooManyPages;
  return pages;
}

bool start_document_work() {
  // A first page, with a letter, brings in what would later be opened as a file.
  const std::string page =
      "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
      "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
      "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 20 20]/Contents 4 0 R/Resources"
      "<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>>>>>>>endobj\n"
      "4 0 obj<</Length 25>>stream\nBT /F 9 Tf 5 5 Td(a)Tj ET\nendstream endobj\n"
      "trailer<</Root 1 0 R>>\n%%EOF\n";
  const auto opened = Document::open(page);
  const auto* document = std::get_if<0>(&opened);
  if (document == nullptr) return false;
  (*document)->facts();
  return std::holds_alternative<std::string>((*document)->draw(0));
}

}  // namespace bangtin
