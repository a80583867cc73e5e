#include "manager/report/recovery_pdf.h"

#include <algorithm>

#include "manager/report/pdf_sheet.h"
#include "manager/report/report_files.h"
#include "shared/base/texts.h"
#include "shared/model/calendar.h"
#include "shared/trust/file_name.h"

namespace bangtin {
namespace {

using Align = PdfSheet::Align;

constexpr double kSheetLeft = 62, kSheetRight = PdfSheet::kWidth - 62, kSheetTop = 60;
constexpr double kSheetWidth = kSheetRight - kSheetLeft;
constexpr std::uint32_t kSheetInk = 0x1A1F2B, kSheetMuted = 0x5A6472, kSheetShade = 0xEDF1F6;

/// Writes from the top of the page downwards.
class Writer {
 public:
  explicit Writer(PdfSheet& sheet) : sheet_(sheet) {}

  void line(std::string_view words, double size, bool bold, Align align = Align::Left,
            double gap = 6, std::uint32_t colour = kSheetInk) {
    constexpr int kLinesMax = 6;
    y_ += gap + sheet_.words({.x = kSheetLeft,
                              .y = y_,
                              .width = kSheetWidth,
                              .size = size,
                              .bold = bold,
                              .align = align,
                              .lines_max = kLinesMax,
                              .colour = colour},
                             words);
  }
  /// The letters in a box of their own, as large as a person copies them without a slip.
  void letters(std::string_view all) {
    constexpr double kSize = 21, kRow = 34, kPadding = 14;
    const auto rows = double(std::ranges::count(all, '\n') + 1);
    sheet_.box(kSheetLeft, y_, kSheetWidth, rows * kRow + 2 * kPadding, kSheetShade);
    double y = y_ + kPadding;
    for (std::size_t begin = 0; begin < all.size(); y += kRow) {
      const std::size_t end = std::min(all.find('\n', begin), all.size());
      sheet_.words({.x = kSheetLeft,
                    .y = y,
                    .width = kSheetWidth,
                    .size = kSize,
                    .bold = true,
                    .align = Align::Centre},
                   all.substr(begin, end - begin));
      begin = end + 1;
    }
    y_ += rows * kRow + 2 * kPadding;
  }
  void room(double height) { y_ += height; }
  double y() const { return y_; }

 private:
  PdfSheet& sheet_;
  double y_ = kSheetTop;
};

/// "report.recovery.what", and of a person's own key "report.my_key.what".
std::string sentence(const RecoveryPaper& paper, std::string_view name) {
  return said((paper.login.empty() ? "report.recovery." : "report.my_key.") + std::string(name));
}

/// Whose key it is: two sheets in one envelope are told apart, and an old one from a new one.
void whose_key(Writer& writer, const RecoveryPaper& paper) {
  if (paper.login.empty()) return;
  writer.line(text("report.my_key.owner", {{"name", paper.made_by}, {"login", paper.login}}), 12,
              true, Align::Centre);
  writer.line(text("report.my_key.words", {{"words", paper.words}}), 11, false, Align::Centre);
  writer.room(4);
}

void signatures(PdfSheet& sheet, double y) {
  const double half = kSheetWidth / 2;
  double x = kSheetLeft;
  for (const char* who : {"report.recovery.keeper", "report.recovery.witness"}) {
    sheet.words({.x = x, .y = y, .width = half, .size = 11, .bold = true, .align = Align::Centre},
                said(who));
    sheet.words({.x = x,
                 .y = y + 18,
                 .width = half,
                 .size = 9,
                 .align = Align::Centre,
                 .colour = kSheetMuted},
                said("report.recovery.signs"));
    x += half;
  }
}

}  // namespace

Result<std::string> recovery_pdf(const RecoveryPaper& paper) {
  const LocalTime made = local_time(paper.made_at, paper.utc_offset_minutes);
  PdfSheet sheet({sentence(paper, "title"), paper.agency, paper.made_at});
  Writer writer(sheet);
  writer.line(paper.agency, 11, true);
  if (paper.commune != paper.agency) writer.line(paper.commune, 11, false);
  writer.room(22);
  writer.line(sentence(paper, "title"), 18, true, Align::Centre);
  whose_key(writer, paper);
  writer.room(8);
  writer.line(sentence(paper, "what"), 11, false);
  writer.room(8);
  writer.letters(paper.sheet);
  writer.room(16);
  for (const char* rule : {"rule_1", "rule_2", "rule_3", "rule_4"}) {
    writer.line(sentence(paper, rule), 11, false);
  }
  writer.room(10);
  writer.line(
      text("report.recovery.made", {{"name", paper.made_by}, {"day", solar_date_text(made.day)}}),
      10, false, Align::Left, 6, kSheetMuted);
  if (paper.login.empty()) signatures(sheet, writer.y() + 24);
  return sheet.finish();
}

Result<std::filesystem::path> save_recovery(const std::filesystem::path& folder,
                                            const RecoveryPaper& paper) {
  const std::string whose =
      paper.login.empty() ? "cua-xa" : "cua-" + tuf::file_name_of(paper.login);
  return save_new(folder / ("phieu-khoi-phuc-khoa-" + whose + ".pdf"), TRY(recovery_pdf(paper)),
                  true);
}

}  // namespace bangtin
