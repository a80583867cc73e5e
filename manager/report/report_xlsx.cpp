#include "manager/report/report_xlsx.h"

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>

#include "shared/base/files.h"
#include "shared/base/texts.h"

namespace bangtin {
namespace {

constexpr std::int64_t kFileBytesMax = std::int64_t{256} << 20;
constexpr double kDayMs = 86'400'000;

/// The kinds of cell, in the workbook's own formats.
struct Formats {
  lxw_format* heading = nullptr;
  lxw_format* title = nullptr;
  lxw_format* words = nullptr;
  lxw_format* date = nullptr;
  lxw_format* number = nullptr;
  lxw_format* time = nullptr;
  lxw_format* share = nullptr;
  lxw_format* total_words = nullptr;
  lxw_format* total_number = nullptr;
  lxw_format* total_time = nullptr;
};

lxw_format* new_format(lxw_workbook& book, const char* number_format, bool bold) {
  lxw_format* format = workbook_add_format(&book);
  if (number_format != nullptr) format_set_num_format(format, number_format);
  if (bold) format_set_bold(format);
  return format;
}

Formats new_formats(lxw_workbook& book) {
  constexpr const char* kNumber = "#,##0";
  constexpr const char* kTime = "[h]:mm:ss";
  Formats all;
  all.heading = new_format(book, nullptr, true);
  format_set_font_size(all.heading, 14);
  all.title = new_format(book, nullptr, true);
  format_set_bg_color(all.title, 0xDCE8F8);
  format_set_bottom(all.title, LXW_BORDER_THIN);
  format_set_text_wrap(all.title);
  format_set_align(all.title, LXW_ALIGN_VERTICAL_TOP);
  all.words = new_format(book, nullptr, false);
  all.date = new_format(book, "dd/mm/yyyy", false);
  format_set_align(all.date, LXW_ALIGN_LEFT);
  all.number = new_format(book, kNumber, false);
  all.time = new_format(book, kTime, false);
  all.share = new_format(book, "0.0%", false);
  all.total_words = new_format(book, nullptr, true);
  all.total_number = new_format(book, kNumber, true);
  all.total_time = new_format(book, kTime, true);
  for (lxw_format* format : {all.total_words, all.total_number, all.total_time}) {
    format_set_top(format, LXW_BORDER_THIN);
  }
  return all;
}

/// The day as Excel counts it; nothing for what is no day.
std::optional<double> serial_of(const std::string& day) {
  const auto midnight = from_iso8601(day + "T00:00:00.000Z");
  if (!midnight) return std::nullopt;
  constexpr std::int64_t kUnixEpoch = 25'569;
  return double(std::chrono::floor<std::chrono::days>(*midnight).time_since_epoch().count() +
                kUnixEpoch);
}

/// A sheet that is written downwards; the first failure counts.
class Sheet {
 public:
  Sheet(lxw_workbook& book, const Formats& formats, const std::string& name) : formats_(formats) {
    sheet_ = workbook_add_worksheet(&book, name.c_str());
    note(sheet_ == nullptr ? LXW_ERROR_MEMORY_MALLOC_FAILED : LXW_NO_ERROR);
  }

  void widths(std::initializer_list<double> characters) {
    lxw_col_t column = 0;
    for (const double width : characters) {
      if (sheet_ != nullptr) note(worksheet_set_column(sheet_, column, column, width, nullptr));
      ++column;
    }
  }
  void titles(const std::vector<std::string_view>& keys) {
    for (const std::string_view key : keys) words(std::string(text(key)), formats_.title);
    next_row();
    if (sheet_ != nullptr) worksheet_freeze_panes(sheet_, row_, 1);
    first_ = row_;
  }
  void words(const std::string& value, lxw_format* format) {
    if (sheet_ != nullptr) {
      note(worksheet_write_string(sheet_, row_, column_, value.c_str(), format));
    }
    ++column_;
  }
  void words(const std::string& value) { words(value, formats_.words); }
  void number(double value, lxw_format* format) {
    if (sheet_ != nullptr) note(worksheet_write_number(sheet_, row_, column_, value, format));
    ++column_;
  }
  void day(const std::string& day) {
    if (const auto serial = serial_of(day)) return number(*serial, formats_.date);
    words(report_day_words(day));
  }
  void sum(const PlaySum& sum) {
    number(double(sum.plays), formats_.number);
    number(double(sum.shown_ms) / kDayMs, formats_.time);
    number(double(sum.shown_ms), formats_.number);
    number(double(sum.frames), formats_.number);
  }
  /// The row of sums, after `words_before` columns of words.
  void total(const PlaySum& sum, lxw_col_t words_before) {
    words(std::string(text("report.total")), formats_.total_words);
    while (column_ < words_before) words("", formats_.total_words);
    formula(double(sum.plays), formats_.total_number);
    formula(double(sum.shown_ms) / kDayMs, formats_.total_time);
    formula(double(sum.shown_ms), formats_.total_number);
    formula(double(sum.frames), formats_.total_number);
  }
  /// A time twice: as a time of day, and as whole milliseconds.
  void time(std::int64_t ms) {
    number(double(ms) / kDayMs, formats_.time);
    number(double(ms), formats_.number);
  }
  /// The same; of nothing two empty cells.
  void time(const std::optional<std::int64_t>& ms) {
    if (ms) return time(*ms);
    words("");
    words("");
  }
  /// In the row of sums: what stands above, added up.
  void total_time(std::int64_t ms) {
    formula(double(ms) / kDayMs, formats_.total_time);
    formula(double(ms), formats_.total_number);
  }
  void total_number(std::int64_t value) { formula(double(value), formats_.total_number); }
  /// Rows between titles and sums can be sorted and chosen from.
  void filter(lxw_col_t last_column) {
    if (sheet_ == nullptr || row_ <= first_) return;
    note(worksheet_autofilter(sheet_, first_ - 1, 0, row_ - 1, last_column));
  }
  void next_row() {
    ++row_;
    column_ = 0;
  }
  /// Printed on pages as wide as the sheet, its titles on each.
  void for_paper(bool landscape) {
    if (sheet_ == nullptr) return;
    worksheet_set_paper(sheet_, 9);  // A4
    if (landscape) worksheet_set_landscape(sheet_);
    worksheet_fit_to_pages(sheet_, 1, 0);
    if (first_ > 0) worksheet_repeat_rows(sheet_, first_ - 1, first_ - 1);
    worksheet_set_footer(sheet_, "&R&P/&N");
  }
  lxw_error error() const { return error_; }

 private:
  void formula(double value, lxw_format* format) {
    if (row_ <= first_) return number(value, format);
    lxw_row_t from = first_;
    char begin[LXW_MAX_CELL_NAME_LENGTH], end[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell(begin, from, column_);
    lxw_rowcol_to_cell(end, row_ - 1, column_);
    const std::string sum = "=SUM(" + std::string(begin) + ":" + end + ")";
    if (sheet_ != nullptr) {
      note(worksheet_write_formula_num(sheet_, row_, column_, sum.c_str(), format, value));
    }
    ++column_;
  }
  void note(lxw_error error) {
    if (error_ == LXW_NO_ERROR) error_ = error;
  }

  const Formats& formats_;
  lxw_worksheet* sheet_ = nullptr;
  lxw_row_t row_ = 0;
  lxw_row_t first_ = 0;  ///< below the titles
  lxw_col_t column_ = 0;
  lxw_error error_ = LXW_NO_ERROR;
};

lxw_error write_summary(lxw_workbook& book, const Formats& formats, const ReportPaper& paper) {
  Sheet sheet(book, formats, std::string(text("report.sheet.summary")));
  sheet.widths({34, 18, 18, 18});
  sheet.words(std::string(text("report.title")), formats.heading);
  sheet.next_row();
  std::vector<std::string> lines{paper.head.agency, paper.head.commune,
                                 report_period_words(paper.head)};
  lines.insert(lines.end(), paper.head.earlier.begin(), paper.head.earlier.end());
  lines.push_back(report_made_words(paper.head));
  for (const std::string& line : lines) {
    sheet.words(line);
    sheet.next_row();
  }
  sheet.next_row();
  const auto figure = [&](std::string_view key, double value, lxw_format* format) {
    sheet.words(std::string(text(key)));
    sheet.number(value, format);
    sheet.next_row();
  };
  figure("report.column.plays", double(paper.total.plays), formats.total_number);
  figure("report.column.shown", double(paper.total.shown_ms) / kDayMs, formats.total_time);
  figure("report.column.shown_ms", double(paper.total.shown_ms), formats.total_number);
  figure("report.column.frames", double(paper.total.frames), formats.total_number);
  sheet.for_paper(false);
  return sheet.error();
}

lxw_error write_table(lxw_workbook& book, const Formats& formats, const ReportPaper& paper,
                      const PaperTable& table) {
  const std::string name(name_of(table.by));
  Sheet sheet(book, formats, report_by_words(table.by));
  sheet.widths({table.by == SumBy::Item ? 60.0 : 34.0, 12, 16, 18, 16, 10});
  const std::string title = "report.column." + name;
  sheet.titles({title, "report.column.plays", "report.column.shown", "report.column.shown_ms",
                "report.column.frames", "report.column.share"});
  for (const PaperLine& line : table.lines) {
    if (table.by == SumBy::Day) {
      sheet.day(line.key);
    } else {
      sheet.words(line.name);
    }
    sheet.sum(line.sum);
    sheet.number(double(line.permille) / 1000, formats.share);
    sheet.next_row();
  }
  sheet.filter(5);
  sheet.total(paper.total, 1);
  sheet.for_paper(false);
  return sheet.error();
}

lxw_error write_rows(lxw_workbook& book, const Formats& formats, const ReportPaper& paper) {
  Sheet sheet(book, formats, std::string(text("report.sheet.rows")));
  sheet.widths({12, 50, 24, 28, 22, 14, 14, 16, 14, 10, 14, 16, 14});
  sheet.titles({"report.column.day", "report.column.item", "report.column.item_id",
                "report.column.board", "report.column.category", "report.column.language",
                "report.column.origin", "report.column.owner", "report.column.priority",
                "report.column.plays", "report.column.shown", "report.column.shown_ms",
                "report.column.frames"});
  for (const PaperRow& row : paper.rows) {
    sheet.day(row.day);
    for (const std::string* words : {&row.title, &row.item_id, &row.board, &row.category,
                                     &row.language, &row.origin, &row.owner, &row.priority}) {
      sheet.words(*words);
    }
    sheet.sum(row.sum);
    sheet.next_row();
  }
  sheet.filter(12);
  sheet.total(paper.total, 9);
  sheet.for_paper(true);
  return sheet.error();
}

lxw_error write_boards(lxw_workbook& book, const Formats& formats, const PaperProof& proof) {
  Sheet sheet(book, formats, said("report.proof.boards"));
  sheet.widths({34, 16, 18, 16, 18, 10, 16, 18, 20});
  sheet.titles({"report.column.board", "report.column.of", "report.column.of_ms",
                "report.column.proven", "report.column.proven_ms", "report.column.share",
                "report.column.gap", "report.column.gap_ms", "report.column.gap_from"});
  for (const PaperBoard& board : proof.boards) {
    sheet.words(board.name);
    sheet.time(board.of_ms);
    sheet.time(board.proven_ms);
    sheet.number(double(board.permille) / 1000, formats.share);
    sheet.time(board.gap_ms);
    sheet.words(board.gap_from);
    sheet.next_row();
  }
  sheet.filter(8);
  sheet.words(said("report.total"), formats.total_words);
  sheet.total_time(proof.total.of_ms);
  sheet.total_time(proof.total.proven_ms);
  sheet.next_row();
  sheet.words(said("report.proof.means"));
  sheet.for_paper(true);
  return sheet.error();
}

lxw_error write_latencies(lxw_workbook& book, const Formats& formats, const PaperProof& proof) {
  Sheet sheet(book, formats, said("report.proof.latency"));
  sheet.widths({34, 12, 12, 16, 18, 16, 18});
  sheet.titles({"report.column.board", "report.column.urgent_items", "report.column.never",
                "report.column.median", "report.column.median_ms", "report.column.worst",
                "report.column.worst_ms"});
  for (const PaperLatency& latency : proof.latencies) {
    sheet.words(latency.board);
    sheet.number(double(latency.items), formats.number);
    sheet.number(double(latency.never), formats.number);
    sheet.time(latency.median_ms);
    sheet.time(latency.worst_ms);
    sheet.next_row();
  }
  sheet.filter(6);
  sheet.words(said("report.total"), formats.total_words);
  sheet.total_number(proof.all.items);
  sheet.total_number(proof.all.never);
  sheet.next_row();
  sheet.words(said("report.proof.urgent_means"));
  sheet.for_paper(true);
  return sheet.error();
}

lxw_error write_urgent(lxw_workbook& book, const Formats& formats, const PaperProof& proof) {
  Sheet sheet(book, formats, said("report.proof.urgent"));
  sheet.widths({50, 28, 22, 16, 18});
  sheet.titles({"report.column.item", "report.column.board", "report.column.published",
                "report.column.latency", "report.column.latency_ms"});
  for (const PaperUrgent& urgent : proof.urgent) {
    for (const std::string* words : {&urgent.item, &urgent.board, &urgent.published}) {
      sheet.words(*words);
    }
    if (urgent.latency_ms) {
      sheet.time(*urgent.latency_ms);
    } else {
      sheet.words(said("report.never"));
    }
    sheet.next_row();
  }
  sheet.filter(4);
  sheet.for_paper(true);
  return sheet.error();
}

lxw_error write_proof(lxw_workbook& book, const Formats& formats, const PaperProof& proof) {
  for (const auto write : {write_boards, write_latencies, write_urgent}) {
    const lxw_error error = write(book, formats, proof);
    if (error != LXW_NO_ERROR) return error;
  }
  return LXW_NO_ERROR;
}

lxw_error write_sheets(lxw_workbook& book, const ReportPaper& paper) {
  lxw_doc_properties about{};
  std::string title(text("report.title")), author = paper.head.made_by, company = paper.head.agency;
  about.title = title.data();
  about.author = author.data();
  about.company = company.data();
  about.created = std::chrono::floor<Seconds>(paper.head.made_at).time_since_epoch().count();
  workbook_set_properties(&book, &about);
  const Formats formats = new_formats(book);
  lxw_error error = write_summary(book, formats, paper);
  for (const PaperTable& table : paper.tables) {
    if (error == LXW_NO_ERROR) error = write_table(book, formats, paper, table);
  }
  if (error == LXW_NO_ERROR && paper.proof) error = write_proof(book, formats, *paper.proof);
  return error == LXW_NO_ERROR ? write_rows(book, formats, paper) : error;
}

Error not_written(const std::string& why) {
  return {Code::Unavailable, "the workbook: " + why, "report.not_written"};
}

}  // namespace

/// The library writes to files only: here to one in memory, which nobody else sees.
Result<std::string> report_xlsx(const ReportPaper& paper) {
  const Fd memory(::memfd_create("report.xlsx", MFD_CLOEXEC));
  if (!memory.valid()) return files::error_of(errno, "memfd_create");
  const std::string path = "/proc/self/fd/" + std::to_string(memory.get());
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  lxw_workbook* book = workbook_new_opt(path.c_str(), &options);
  if (book == nullptr) return not_written("no memory");
  const lxw_error written = write_sheets(*book, paper);
  const lxw_error closed = workbook_close(book);  // Frees it whatever happens.
  const lxw_error error = written != LXW_NO_ERROR ? written : closed;
  if (error != LXW_NO_ERROR) return not_written(lxw_strerror(error));
  return files::read_all(path, kFileBytesMax);
}

}  // namespace bangtin
