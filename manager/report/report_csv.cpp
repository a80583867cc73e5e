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

std::string number_or_nothing(const std::optional<std::int64_t>& number) {
  return number ? std::to_string(*number) : std::string();
}

std::vector<std::string> titles_of(std::initializer_list<std::string_view> columns) {
  std::vector<std::string> titles;
  for (const std::string_view column : columns) {
    titles.push_back(said("report.column." + std::string(column)));
  }
  return titles;
}

std::vector<std::string> cells_of(const PaperBoard& board) {
  return {board.name,
          std::to_string(board.of_ms),
          std::to_string(board.proven_ms),
          std::to_string(board.of_ms - board.proven_ms),
          std::to_string(board.permille),
          std::to_string(board.gap_ms),
          board.gap_from};
}

std::vector<std::string> cells_of(const PaperLatency& latency) {
  return {latency.board, std::to_string(latency.items), std::to_string(latency.never),
          number_or_nothing(latency.median_ms), number_or_nothing(latency.worst_ms)};
}

/// Tables of their own, each after an empty line.
void add_proof(std::string& out, const PaperProof& proof) {
  out += "\r\n";
  add_line(out, titles_of({"board", "of_ms", "proven_ms", "unproven_ms", "permille", "gap_ms",
                           "gap_from"}));
  for (const PaperBoard& board : proof.boards) add_line(out, cells_of(board));
  std::vector<std::string> total = cells_of(proof.total);
  total[0] = said("report.total");
  add_line(out, total);
  out += "\r\n";
  add_line(out, titles_of({"board", "urgent_items", "never", "median_ms", "worst_ms"}));
  for (const PaperLatency& latency : proof.latencies) add_line(out, cells_of(latency));
  total = cells_of(proof.all);
  total[0] = said("report.total");
  add_line(out, total);
  out += "\r\n";
  add_line(out, titles_of({"item", "board", "published", "latency_ms"}));
  for (const PaperUrgent& urgent : proof.urgent) {
    add_line(out, {urgent.item, urgent.board, urgent.published,
                   urgent.latency_ms ? std::to_string(*urgent.latency_ms) : said("report.never")});
  }
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
  if (paper.proof) add_proof(out, *paper.proof);
  return out;
}

}  // namespace bangtin
