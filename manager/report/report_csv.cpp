#include "manager/report/report_csv.h"

#include "shared/base/texts.h"

namespace bangtin {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kColumns[] = {"day",      "item",     "item_id",  "board",
                                         "category", "language", "origin",   "owner",
                                         "priority", "plays",    "shown_ms", "frames"};

void add_line(std::string& out, const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ',';
    out += csv_cell(cells[i]);
  }
  out += "\r\n";
}

std::vector<std::string> with_sum(std::vector<std::string> cells, const PlaySum& sum) {
  for (const std::int64_t number : {sum.plays, sum.shown_ms, sum.frames}) {
    cells.push_back(std::to_string(number));
  }
  return cells;
}

}  // namespace

std::string csv_cell(std::string_view text) {
  constexpr std::string_view kFormulaBegins = "=+-@\t\r";
  std::string cell(text);
  if (!cell.empty() && kFormulaBegins.find(cell[0]) != std::string_view::npos) cell.insert(0, "'");
  if (cell.find_first_of(",;\"\r\n\t") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string report_csv(const ReportPaper& paper) {
  std::string out(kByteOrderMark);
  std::vector<std::string> titles;
  for (const std::string_view column : kColumns) {
    titles.emplace_back(text("report.column." + std::string(column)));
  }
  add_line(out, titles);
  for (const PaperRow& row : paper.rows) {
    add_line(out, with_sum({row.day, row.title, row.item_id, row.board, row.category, row.language,
                            row.origin, row.owner, row.priority},
                           row.sum));
  }
  std::vector<std::string> total(std::size(kColumns) - 3);
  total[0] = text("report.total");
  add_line(out, with_sum(std::move(total), paper.total));
  return out;
}

}  // namespace bangtin
