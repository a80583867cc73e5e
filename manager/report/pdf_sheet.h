// PdfSheet: A4 pages with words, lines and boxes, as the bytes of a PDF. The adapter of cairo and
// pango. Lengths are points (1/72 inch) from the upper left corner. Thread: any; each by itself.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace bangtin {

class PdfSheet {
 public:
  static constexpr double kWidth = 595.28;
  static constexpr double kHeight = 841.89;

  enum class Align { Left, Centre, Right };
  /// How words stand: wrapped to `width`, in at most `lines_max` lines, the last of which ends in
  /// "…" where they do not fit.
  struct Words {
    double x = 0;
    double y = 0;  ///< of their upper edge
    double width = 0;
    double size = 9.5;
    bool bold = false;
    Align align = Align::Left;
    int lines_max = 1;
    std::uint32_t colour = 0x1A1F2B;  ///< 0xRRGGBB
  };
  /// What readers of the file are told about it.
  struct About {
    std::string title, author;
    Instant made_at{};
  };

  explicit PdfSheet(const About& about);
  ~PdfSheet();
  PdfSheet(const PdfSheet&) = delete;
  PdfSheet& operator=(const PdfSheet&) = delete;

  /// Goes on on a new page; the first is there from the beginning.
  void next_page();
  /// Draws; gives the height taken.
  double words(const Words& how, std::string_view text);
  /// The height that they would take.
  double height_of(const Words& how, std::string_view text);
  void box(double x, double y, double width, double height, std::uint32_t colour);
  void line(double x, double y, double to_x, double to_y, std::uint32_t colour,
            double thickness = 0.6);

  /// The file; nothing may be drawn after. Errors: unavailable, "report.not_written".
  Result<std::string> finish();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace bangtin
