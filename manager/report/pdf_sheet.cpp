#include "manager/report/pdf_sheet.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

namespace bangtin {
namespace {

template <auto function>
struct Release {
  template <class Thing>
  void operator()(Thing* thing) const {
    function(thing);
  }
};
using Surface = std::unique_ptr<cairo_surface_t, Release<cairo_surface_destroy>>;
using Pen = std::unique_ptr<cairo_t, Release<cairo_destroy>>;
using FontMap = std::unique_ptr<PangoFontMap, Release<g_object_unref>>;
using Context = std::unique_ptr<PangoContext, Release<g_object_unref>>;
using TextLayout = std::unique_ptr<PangoLayout, Release<g_object_unref>>;
using Font = std::unique_ptr<PangoFontDescription, Release<pango_font_description_free>>;

cairo_status_t append(void* out, const unsigned char* bytes, unsigned int count) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), count);
  return CAIRO_STATUS_SUCCESS;
}

void set_colour(cairo_t* pen, std::uint32_t colour) {
  const auto part = [colour](int shift) { return double((colour >> shift) & 0xFF) / 255; };
  cairo_set_source_rgb(pen, part(16), part(8), part(0));
}

PangoAlignment alignment_of(PdfSheet::Align align) {
  switch (align) {
    case PdfSheet::Align::Left:
      return PANGO_ALIGN_LEFT;
    case PdfSheet::Align::Centre:
      return PANGO_ALIGN_CENTER;
    case PdfSheet::Align::Right:
      break;
  }
  return PANGO_ALIGN_RIGHT;
}

}  // namespace

struct PdfSheet::Parts {
  std::string bytes;
  Surface surface;
  Pen pen;
  FontMap fonts;
  Context context;
  TextLayout layout;

  void lay_out(const Words& how, std::string_view text) {
    const Font font(pango_font_description_new());
    pango_font_description_set_family(font.get(), "Noto Sans");
    pango_font_description_set_weight(font.get(),
                                      how.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font.get(), how.size * PANGO_SCALE);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_width(layout.get(), int(how.width * PANGO_SCALE));
    pango_layout_set_height(layout.get(), -how.lines_max);
    pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout.get(), alignment_of(how.align));
    pango_layout_set_text(layout.get(), text.data(), int(text.size()));
  }

  double height() const {
    int width = 0, height = 0;
    pango_layout_get_size(layout.get(), &width, &height);
    return double(height) / PANGO_SCALE;
  }
};

PdfSheet::PdfSheet(const About& about) : parts_(std::make_unique<Parts>()) {
  Parts& parts = *parts_;
  parts.surface.reset(cairo_pdf_surface_create_for_stream(append, &parts.bytes, kWidth, kHeight));
  cairo_surface_t* surface = parts.surface.get();
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, about.title.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, about.author.c_str());
  const std::string made = to_iso8601(about.made_at).substr(0, 19) + "Z";
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, made.c_str());
  parts.pen.reset(cairo_create(surface));
  parts.fonts.reset(pango_cairo_font_map_new());
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(parts.fonts.get()), 72);
  parts.context.reset(pango_font_map_create_context(parts.fonts.get()));
  pango_cairo_update_context(parts.pen.get(), parts.context.get());
  parts.layout.reset(pango_layout_new(parts.context.get()));
}

PdfSheet::~PdfSheet() = default;

void PdfSheet::next_page() { cairo_show_page(parts_->pen.get()); }

double PdfSheet::words(const Words& how, std::string_view text) {
  parts_->lay_out(how, text);
  set_colour(parts_->pen.get(), how.colour);
  cairo_move_to(parts_->pen.get(), how.x, how.y);
  pango_cairo_show_layout(parts_->pen.get(), parts_->layout.get());
  return parts_->height();
}

double PdfSheet::height_of(const Words& how, std::string_view text) {
  parts_->lay_out(how, text);
  return parts_->height();
}

void PdfSheet::box(double x, double y, double width, double height, std::uint32_t colour) {
  set_colour(parts_->pen.get(), colour);
  cairo_rectangle(parts_->pen.get(), x, y, width, height);
  cairo_fill(parts_->pen.get());
}

void PdfSheet::line(double x, double y, double to_x, double to_y, std::uint32_t colour,
                    double thickness) {
  set_colour(parts_->pen.get(), colour);
  cairo_set_line_width(parts_->pen.get(), thickness);
  cairo_move_to(parts_->pen.get(), x, y);
  cairo_line_to(parts_->pen.get(), to_x, to_y);
  cairo_stroke(parts_->pen.get());
}

Result<std::string> PdfSheet::finish() {
  const cairo_status_t drawn = cairo_status(parts_->pen.get());
  cairo_surface_finish(parts_->surface.get());
  const cairo_status_t written = cairo_surface_status(parts_->surface.get());
  const cairo_status_t status = drawn != CAIRO_STATUS_SUCCESS ? drawn : written;
  if (status != CAIRO_STATUS_SUCCESS) {
    return Error{Code::Unavailable, std::string("the PDF: ") + cairo_status_to_string(status),
                 "report.not_written"};
  }
  return std::move(parts_->bytes);
}

}  // namespace bangtin
