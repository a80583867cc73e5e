#include "manager/report/report_paper.h"

#include <algorithm>

#include "shared/base/texts.h"

namespace bangtin {
namespace {

std::map<ItemId, std::string> titles_of(std::span<const PlayReportRow> rows) {
  std::map<ItemId, std::string> titles;
  for (const PlayReportRow& row : rows) titles[row.item] = row.title;
  return titles;
}

/// How people call what the rows name by id.
class Names {
 public:
  Names(std::span<const PlayReportRow> rows, const std::map<BoardId, std::string>& boards)
      : titles_(titles_of(rows)), boards_(boards) {}

  std::string title(const ItemId& id) const {
    const auto known = titles_.find(id);
    const bool named = known != titles_.end() && !known->second.empty();
    return named ? known->second : text("report.untitled", {{"id", id.text}});
  }
  std::string board(const BoardId& id) const {
    const auto known = boards_.find(id);
    return known == boards_.end() || known->second.empty() ? id.text : known->second;
  }
  std::string of(SumBy by, const std::string& key) const {
    if (by == SumBy::Board) return board({key});
    if (by == SumBy::Item) return title({key});
    return report_key_words(by, key);
  }

 private:
  std::map<ItemId, std::string> titles_;
  const std::map<BoardId, std::string>& boards_;
};

PaperTable table_of(SumBy by, const ReportHead& head, std::span<const PlayReportRow> rows,
                    const Names& names) {
  std::vector<SumLine> lines = sums_by(by, rows);
  if (by == SumBy::Day) lines = with_empty_days(std::move(lines), head.from_day, head.to_day);
  const std::vector<int> shares = permille_of(lines);
  PaperTable table{by, {}};
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string name = names.of(by, lines[i].key);
    table.lines.push_back({lines[i].key, std::move(name), lines[i].sum, shares[i]});
  }
  return table;
}

PaperRow row_of(const PlayReportRow& row, const Names& names) {
  PaperRow out{row.day,
               row.item.text,
               names.title(row.item),
               names.board(row.board),
               {},
               {},
               {},
               {},
               {},
               {row.plays, row.shown_ms, row.frames}};
  if (!row.facts) return out;
  out.category = report_key_words(SumBy::Category, std::string(name_of(row.facts->category)));
  out.language = report_key_words(SumBy::Language, row.facts->language);
  out.origin = report_key_words(SumBy::Origin, std::string(name_of(row.facts->origin)));
  out.owner = report_key_words(SumBy::Owner, std::string(name_of(row.facts->owner_kind)));
  out.priority = report_key_words(SumBy::Priority, std::to_string(row.facts->priority));
  return out;
}

std::string two(std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

ReportPaper report_paper(ReportHead head, std::span<const PlayReportRow> rows,
                         const std::map<BoardId, std::string>& board_names) {
  const Names names(rows, board_names);
  ReportPaper paper;
  paper.total = sum_of(rows);
  for (const SumBy by : kSumsBy) paper.tables.push_back(table_of(by, head, rows, names));
  paper.rows.reserve(rows.size());
  for (const PlayReportRow& row : rows) paper.rows.push_back(row_of(row, names));
  paper.head = std::move(head);
  return paper;
}

void take_names(ReportHead& head, const std::vector<CommuneName>& names) {
  if (names.empty()) return;
  head.commune = names.back().name;
  head.agency = names.back().agency;
  head.earlier.clear();
  for (std::size_t i = 0; i + 1 < names.size(); ++i) {
    // What was put right within a day was no name that anybody knew.
    if (names[i + 1].since - names[i].since < std::chrono::days(1)) continue;
    if (names[i].agency == head.agency && names[i].code == names.back().code) continue;
    const Instant local = names[i + 1].since + std::chrono::minutes(head.utc_offset_minutes);
    head.earlier.push_back(
        text("report.earlier", {{"day", report_day_words(to_iso8601(local).substr(0, 10))},
                                {"agency", names[i].agency},
                                {"code", names[i].code}}));
  }
}

std::string report_key_words(SumBy by, const std::string& key) {
  if (key.empty()) return said("report.unknown");
  if (by == SumBy::Day) return report_day_words(key);
  if (by == SumBy::Language && key == "und") return said("desk.language.other");
  const std::string name = "desk." + std::string(name_of(by)) + "." + key;
  return has_text(name) ? said(name) : key;
}

std::string report_by_words(SumBy by) { return said("report.by." + std::string(name_of(by))); }

std::string report_day_words(const std::string& day) {
  if (day.size() != 10) return day;
  return day.substr(8, 2) + "/" + day.substr(5, 2) + "/" + day.substr(0, 4);
}

std::string report_period_words(const ReportHead& head) {
  if (head.from_day == head.to_day) {
    return text("report.one_day", {{"day", report_day_words(head.from_day)}});
  }
  return text("report.period",
              {{"from", report_day_words(head.from_day)}, {"to", report_day_words(head.to_day)}});
}

std::string report_made_words(const ReportHead& head) {
  const std::string local =
      to_iso8601(head.made_at + std::chrono::minutes(head.utc_offset_minutes));
  return text("report.made", {{"who", head.made_by},
                              {"time", local.substr(11, 5)},
                              {"day", report_day_words(local.substr(0, 10))}});
}

std::string report_duration_words(std::int64_t shown_ms) {
  const std::int64_t seconds = shown_ms / 1000;
  const std::string millis = std::to_string(shown_ms % 1000);
  return std::to_string(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60) +
         said("report.decimal_mark") + std::string(3 - millis.size(), '0') + millis;
}

std::string report_number_words(std::int64_t number) {
  const std::string digits = std::to_string(number);
  std::string grouped;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) grouped += text("report.group_mark");
    grouped += digits[i];
  }
  return grouped;
}

std::string report_share_words(int permille) {
  return std::to_string(permille / 10) + said("report.decimal_mark") +
         std::to_string(permille % 10) + " %";
}

std::string_view name_of(ReportFormat format) {
  switch (format) {
    case ReportFormat::Csv:
      return "csv";
    case ReportFormat::Xlsx:
      return "xlsx";
    case ReportFormat::Pdf:
      break;
  }
  return "pdf";
}

std::string report_file_name(const ReportHead& head, ReportFormat format) {
  const std::string days =
      head.from_day == head.to_day
          ? text("report.file_day", {{"day", head.from_day}})
          : text("report.file_days", {{"from", head.from_day}, {"to", head.to_day}});
  return days + "." + std::string(name_of(format));
}

}  // namespace bangtin
