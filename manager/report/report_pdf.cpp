#include "manager/report/report_pdf.h"

#include <algorithm>
#include <array>

#include "manager/report/pdf_sheet.h"
#include "manager/report/report_chart.h"
#include "shared/base/texts.h"

namespace bangtin {
namespace {

using Align = PdfSheet::Align;
using Words = PdfSheet::Words;

constexpr double kLeft = 51, kRight = PdfSheet::kWidth - 45, kTop = 45;
constexpr double kBottom = PdfSheet::kHeight - 60;  ///< below it stands the foot
constexpr double kWidth = kRight - kLeft;
constexpr double kRowPadding = 3.2;
constexpr double kRowHigh = 20;  ///< of a row of one line, at most
constexpr double kSignaturesHigh = 120;
constexpr std::uint32_t kInk = 0x1A1F2B, kMuted = 0x5A6472, kLine = 0xC9D0DA, kBar = 0x1565C0,
                        kShade = 0xEDF1F6;

/// A column of a table: its left edge and width.
struct Column {
  double x = 0;
  double width = 0;
  Align align = Align::Right;
};
/// What it is about, plays, time, frames, share in words, share as a bar.
constexpr std::array<Column, 6> kTableColumns = {{{kLeft + 4, 196, Align::Left},
                                                  {kLeft + 204, 54, Align::Right},
                                                  {kLeft + 262, 86, Align::Right},
                                                  {kLeft + 352, 66, Align::Right},
                                                  {kLeft + 420, 40, Align::Right},
                                                  {kLeft + 466, kWidth - 470, Align::Left}}};

/// A board, the report's time, of that proven, share, longest gap, where it begins; then its urgent
/// items, never, median, worst.
constexpr std::array<Column, 6> kBoardColumns = {{{kLeft + 4, 108, Align::Left},
                                                  {kLeft + 116, 78, Align::Right},
                                                  {kLeft + 198, 70, Align::Right},
                                                  {kLeft + 272, 38, Align::Right},
                                                  {kLeft + 314, 76, Align::Right},
                                                  {kLeft + 394, kWidth - 398, Align::Right}}};
constexpr std::array<Column, 5> kLatencyColumns = {{{kLeft + 4, 196, Align::Left},
                                                    {kLeft + 204, 60, Align::Right},
                                                    {kLeft + 268, 60, Align::Right},
                                                    {kLeft + 332, 80, Align::Right},
                                                    {kLeft + 416, kWidth - 420, Align::Right}}};

std::string time_or_dash(const std::optional<std::int64_t>& ms) {
  return ms ? report_duration_words(*ms) : std::string("–");
}

std::vector<std::string> board_cells(const std::string& name, const PaperBoard& board) {
  return {name,
          report_duration_words(board.of_ms),
          report_duration_words(board.proven_ms),
          report_share_words(board.permille),
          report_duration_words(board.gap_ms),
          board.gap_from.empty() ? "–" : board.gap_from};
}

std::vector<std::string> latency_cells(const std::string& name, const PaperLatency& latency) {
  return {name, report_number_words(latency.items), report_number_words(latency.never),
          time_or_dash(latency.median_ms), time_or_dash(latency.worst_ms)};
}

/// One way through the report. `pages` is said in the feet; 0 when it is not known yet.
class Printer {
 public:
  Printer(const ReportPaper& paper, int pages)
      : paper_(paper),
        pages_(pages),
        sheet_({said("report.title"), paper.head.made_by, paper.head.made_at}) {}

  void print() {
    head();
    title();
    figures();
    chart();
    for (const PaperTable& table : paper_.tables) {
      if (table.by != SumBy::Day) this->table(table, 0);
    }
    if (paper_.proof) proof(*paper_.proof);
    table(paper_.table(SumBy::Day), kSignaturesHigh);
    signatures();
    foot();
  }
  int pages() const { return page_; }
  Result<std::string> finish() { return sheet_.finish(); }

 private:
  void head() {
    const double half = kWidth / 2 - 10;
    const Words left{
        .x = kLeft, .y = y_, .width = half, .bold = true, .align = Align::Centre, .lines_max = 3};
    Words right = left;
    right.x = kRight - half;
    double left_y = y_ + sheet_.words(left, paper_.head.agency);
    if (paper_.head.commune != paper_.head.agency) {
      Words below = left;
      below.bold = false;
      below.y = left_y;
      left_y += sheet_.words(below, paper_.head.commune);
    }
    const double first = sheet_.words(right, said("report.state"));
    right.y += first;
    const double right_y = right.y + sheet_.words(right, said("report.motto"));
    rule_below(left.x + half / 2, 40, left_y);
    rule_below(right.x + half / 2, 70, right_y);
    y_ = std::max(left_y, right_y) + 22;
  }

  void rule_below(double centre, double half_width, double y) {
    sheet_.line(centre - half_width, y + 3, centre + half_width, y + 3, kInk);
  }

  void title() {
    centred(said("report.title_on_paper"), 15, true);
    centred(report_period_words(paper_.head), 11, false);
    for (const std::string& words : paper_.head.earlier) centred(words, 11, false);
    y_ += 12;
  }

  void centred(const std::string& words, double size, bool bold) {
    y_ += 3 + sheet_.words({.x = kLeft,
                            .y = y_,
                            .width = kWidth,
                            .size = size,
                            .bold = bold,
                            .align = Align::Centre,
                            .lines_max = 2},
                           words);
  }

  void figures() {
    const std::array<std::pair<std::string, std::string>, 3> all = {
        {{report_number_words(paper_.total.plays), said("report.column.plays")},
         {report_duration_words(paper_.total.shown_ms), said("report.column.shown_exact")},
         {report_number_words(paper_.total.frames), said("report.column.frames")}}};
    constexpr double kGap = 8, kHigh = 46;
    const double width = (kWidth - 2 * kGap) / 3;
    double x = kLeft;
    for (const auto& [value, name] : all) {
      sheet_.box(x, y_, width, kHigh, kShade);
      sheet_.words({.x = x + 10, .y = y_ + 5, .width = width - 20, .size = 14, .bold = true},
                   value);
      sheet_.words({.x = x + 10, .y = y_ + 26, .width = width - 20, .size = 9, .colour = kMuted},
                   name);
      x += width + kGap;
    }
    y_ += kHigh + 16;
  }

  void chart() {
    const std::vector<PaperLine>& days = paper_.table(SumBy::Day).lines;
    if (days.size() < 2 || paper_.total.shown_ms == 0) return;
    heading(said("report.chart_days"));
    constexpr double kHigh = 130, kAxis = 46;
    std::int64_t longest = 0;
    for (const PaperLine& day : days) longest = std::max(longest, day.sum.shown_ms);
    const auto marks = chart_marks_ms(longest);
    const auto height = [&](std::int64_t ms) { return kHigh * double(ms) / double(marks.back()); };
    const double left = kLeft + kAxis, base = y_ + 6 + kHigh;
    for (const std::int64_t mark : marks) {
      const double y = base - height(mark);
      sheet_.line(left, y, kRight, y, kLine);
      sheet_.words({.x = kLeft,
                    .y = y - 6,
                    .width = kAxis - 5,
                    .size = 8,
                    .align = Align::Right,
                    .colour = kMuted},
                   chart_mark_words(mark));
    }
    const double slot = (kRight - left) / double(days.size());
    const double bar = std::clamp(slot * 0.7, 0.5, 26.0);
    const std::size_t step = chart_label_step(days.size(), kRight - left, 30);
    for (std::size_t i = 0; i < days.size(); ++i) {
      const double centre = left + slot * (double(i) + 0.5);
      const double high = height(days[i].sum.shown_ms);
      sheet_.box(centre - bar / 2, base - high, bar, high, kBar);
      if (i % step != 0) continue;
      sheet_.words({.x = centre - 20,
                    .y = base + 3,
                    .width = 40,
                    .size = 8,
                    .align = Align::Centre,
                    .colour = kMuted},
                   chart_day_words(days[i].key));
    }
    y_ = base + 26;
  }

  void heading(const std::string& words) {
    y_ += 4 + sheet_.words({.x = kLeft, .y = y_, .width = kWidth, .size = 11, .bold = true}, words);
  }

  /// A short table stays on one page; of a long one the last rows stay with what follows, `after`
  /// high.
  void table(const PaperTable& table, double after) {
    constexpr std::size_t kTogether = 3;
    const double rows_high = kRowHigh * double(std::min<std::size_t>(table.lines.size(), 10));
    need(kRowHigh * 3 + rows_high);
    heading(report_by_words(table.by));
    titles(table.by);
    for (std::size_t i = 0; i < table.lines.size(); ++i) {
      const bool ends = i + kTogether == table.lines.size();
      row(table.by, table.lines[i], ends ? kRowHigh * kTogether + after : kRowHigh);
    }
    total();
    y_ += 16;
  }

  void proof(const PaperProof& proof) {
    proof_head("report.proof.boards", "report.proof.means");
    const std::vector<std::string> names =
        said_columns({"board", "of", "proven", "share", "gap", "gap_from"});
    proof_row(kBoardColumns, names, true);
    for (const PaperBoard& board : proof.boards) {
      if (need(2 * kRowHigh)) proof_row(kBoardColumns, names, true);
      proof_row(kBoardColumns, board_cells(board.name, board), false);
    }
    proof_row(kBoardColumns, board_cells(said("report.total"), proof.total), true);
    y_ += 16;
    if (proof.urgent.empty()) return;
    proof_head("report.proof.latency", "report.proof.urgent_means");
    const std::vector<std::string> columns =
        said_columns({"board", "urgent_items", "never", "median", "worst"});
    proof_row(kLatencyColumns, columns, true);
    for (const PaperLatency& latency : proof.latencies) {
      if (need(2 * kRowHigh)) proof_row(kLatencyColumns, columns, true);
      proof_row(kLatencyColumns, latency_cells(latency.board, latency), false);
    }
    proof_row(kLatencyColumns, latency_cells(said("report.total"), proof.all), true);
    y_ += 16;
  }

  static std::vector<std::string> said_columns(std::initializer_list<const char*> columns) {
    std::vector<std::string> out;
    for (const char* column : columns) {
      out.push_back(said("report.column." + std::string(column)));
    }
    return out;
  }

  /// What a table proves, in words: it stays with its first rows.
  void proof_head(const char* title, const char* means) {
    need(kRowHigh * 6);
    heading(said(title));
    y_ +=
        4 + sheet_.words(
                {.x = kLeft, .y = y_, .width = kWidth, .size = 9, .lines_max = 3, .colour = kMuted},
                said(means));
  }

  template <std::size_t count>
  void proof_row(const std::array<Column, count>& columns, const std::vector<std::string>& cells,
                 bool bold) {
    constexpr int kNameLines = 2;
    const Words name{.width = columns[0].width, .size = 9, .bold = bold, .lines_max = kNameLines};
    const double high = 2 * kRowPadding + sheet_.height_of(name, cells[0]);
    for (std::size_t i = 0; i < count; ++i) {
      sheet_.words({.x = columns[i].x,
                    .y = y_ + kRowPadding,
                    .width = columns[i].width,
                    .size = 9,
                    .bold = bold,
                    .align = columns[i].align,
                    .lines_max = i == 0 ? kNameLines : 1},
                   cells[i]);
    }
    y_ += high;
    sheet_.line(kLeft, y_, kRight, y_, bold ? kInk : kLine);
  }

  void titles(SumBy by) {
    const std::array<std::string, 5> names = {
        said("report.column." + std::string(name_of(by))), said("report.column.plays"),
        said("report.column.shown"), said("report.column.frames"), said("report.column.share")};
    constexpr double kHigh = 19;
    sheet_.box(kLeft, y_, kWidth, kHigh, kShade);
    for (std::size_t i = 0; i < names.size(); ++i) cell(i, names[i], true, 1);
    y_ += kHigh;
  }

  double cell(std::size_t column, const std::string& words, bool bold, int lines_max) {
    const Column& at = kTableColumns[column];
    return sheet_.words({.x = at.x,
                         .y = y_ + kRowPadding,
                         .width = at.width,
                         .size = 9,
                         .bold = bold,
                         .align = at.align,
                         .lines_max = lines_max},
                        words);
  }

  /// On a new page where it has no room with `after` below it.
  void row(SumBy by, const PaperLine& line, double after) {
    constexpr int kNameLines = 3;
    const double high =
        2 * kRowPadding +
        sheet_.height_of({.width = kTableColumns[0].width, .size = 9, .lines_max = kNameLines},
                         line.name);
    if (need(high + after)) titles(by);
    cell(0, line.name, false, kNameLines);
    sums(line.sum, false);
    cell(4, report_share_words(line.permille), false, 1);
    const Column& bar = kTableColumns[5];
    sheet_.box(bar.x, y_ + kRowPadding + 3, bar.width * line.permille / 1000, 7, kBar);
    y_ += high;
    sheet_.line(kLeft, y_, kRight, y_, kLine);
  }

  void sums(const PlaySum& sum, bool bold) {
    cell(1, report_number_words(sum.plays), bold, 1);
    cell(2, report_duration_words(sum.shown_ms), bold, 1);
    cell(3, report_number_words(sum.frames), bold, 1);
  }

  void total() {
    sheet_.line(kLeft, y_, kRight, y_, kInk);
    cell(0, said("report.total"), true, 1);
    sums(paper_.total, true);
    y_ += 20;
  }

  void signatures() {
    need(kSignaturesHigh);
    const double half = kWidth / 2;
    const auto side = [&](double x, const std::string& who, const std::string& name) {
      Words how{.x = x, .y = y_, .width = half, .size = 10, .bold = true, .align = Align::Centre};
      sheet_.words(how, who);
      how.y += 76;
      how.bold = false;
      sheet_.words(how, name);
    };
    side(kLeft, said("report.signed_by_maker"), paper_.head.made_by);
    side(kLeft + half, said("report.signed_by_head"), "");
    y_ += 100;
  }

  /// True when that began a new page.
  bool need(double height) {
    if (y_ + height <= kBottom) return false;
    foot();
    sheet_.next_page();
    ++page_;
    y_ = kTop;
    return true;
  }

  void foot() {
    const double y = PdfSheet::kHeight - 40;
    sheet_.line(kLeft, y - 5, kRight, y - 5, kLine);
    Words how{.x = kLeft, .y = y, .width = kWidth * 0.7, .size = 8, .colour = kMuted};
    sheet_.words(how, paper_.head.agency + " · " + report_made_words(paper_.head));
    how.x = kRight - kWidth * 0.3;
    how.width = kWidth * 0.3;
    how.align = Align::Right;
    sheet_.words(how, text("report.page",
                           {{"page", std::to_string(page_)}, {"pages", std::to_string(pages_)}}));
  }

  const ReportPaper& paper_;
  const int pages_;
  PdfSheet sheet_;
  double y_ = kTop;
  int page_ = 1;
};

}  // namespace

/// Twice: how many pages there are is known at the end.
Result<std::string> report_pdf(const ReportPaper& paper) {
  Printer first(paper, 0);
  first.print();
  Printer second(paper, first.pages());
  second.print();
  return second.finish();
}

}  // namespace bangtin
