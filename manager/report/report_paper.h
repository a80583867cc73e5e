// ReportPaper: what a report of plays says, in words and whole numbers, before it becomes a file.
// Every file is written from it alone, so that all of them say the same. Pure. Thread: any.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "manager/report/report_sums.h"
#include "shared/protocol/report_messages.h"

namespace bangtin {

/// Whose report it is, of what, by whom.
struct ReportHead {
  std::string commune;   ///< "Xã Tân Hưng"
  std::string agency;    ///< "UBND xã Tân Hưng"
  std::string from_day;  ///< "2026-11-01", of the commune's own time
  std::string to_day;    ///< included
  std::string made_by;   ///< the name that people know the person by
  Instant made_at{};
  int utc_offset_minutes = 420;
  std::vector<std::string> earlier = {};  ///< sentences: what the commune was called before
};

/// Calls the commune as it was called at the end of the report's days, and says what it was called
/// before, within them, where that held for a day at least. No names: it stays as it is.
void take_names(ReportHead& head, const std::vector<CommuneName>& names);

/// One line of a breakdown. Thousandths of the time of all: as permille_of.
struct PaperLine {
  std::string key;  ///< as SumLine::key
  std::string name;
  PlaySum sum;
  int permille = 0;
};

struct PaperTable {
  SumBy by = SumBy::Day;
  std::vector<PaperLine> lines;
};

/// One row of the play log's sums, in words. Facts are empty where the office does not know them.
struct PaperRow {
  std::string day;  ///< "2026-11-22"
  std::string item_id, title, board;
  std::string category, language, origin, owner, priority;
  PlaySum sum;
};

/// How much of its time one board is proven to have shown something.
struct PaperBoard {
  std::string name;
  std::int64_t of_ms = 0, proven_ms = 0, gap_ms = 0;
  int permille = 0;      ///< proven of its time, rounded down
  std::string gap_from;  ///< "22/11/2026 07:15"; empty: it has no gap
};

/// How soon an urgent item stood on one board.
struct PaperUrgent {
  std::string item, board;
  std::string published;                   ///< "22/11/2026 07:15:00"
  std::optional<std::int64_t> latency_ms;  ///< to the first proven play; nothing: never until now
};

/// The same of one board and all its urgent items. Of latencies those that have an end.
struct PaperLatency {
  std::string board;
  std::int64_t items = 0, never = 0;
  std::optional<std::int64_t> median_ms, worst_ms;
};

struct PaperProof {
  std::vector<PaperBoard> boards;
  PaperBoard total;  ///< of all boards together; the gap is the longest of one of them
  std::vector<PaperLatency> latencies;
  PaperLatency all;  ///< of all boards
  std::vector<PaperUrgent> urgent;
};

struct ReportPaper {
  ReportHead head;
  PlaySum total;                   ///< of all rows
  std::vector<PaperTable> tables;  ///< each of kSumsBy; of days also those without a play
  std::vector<PaperRow> rows;
  std::optional<PaperProof> proof;  ///< nothing: it was not asked for, or is not to be had
  std::string no_proof;             ///< a sentence: why it is not to be had

  const PaperTable& table(SumBy by) const { return tables.at(static_cast<std::size_t>(by)); }
};

/// `board_names` by id; a board that is not there is called by its id.
ReportPaper report_paper(ReportHead head, std::span<const PlayReportRow> rows,
                         const std::map<BoardId, std::string>& board_names);

/// What a report proves of boards, in words and whole numbers. The sums of its columns are exactly
/// those of the lines.
PaperProof paper_proof(const ProofReport& proof, const std::map<BoardId, std::string>& board_names,
                       int utc_offset_minutes);

/// How people call a line of a breakdown other than by board or item; "Không rõ" for an empty key.
std::string report_key_words(SumBy by, const std::string& key);
/// "Theo nhóm nội dung"
std::string report_by_words(SumBy by);
/// "22/11/2026" of "2026-11-22"; what is no day stays as it is.
std::string report_day_words(const std::string& day);
/// "Từ ngày 01/11/2026 đến hết ngày 30/11/2026"
std::string report_period_words(const ReportHead& head);
/// "Nguyễn Thị Lan lập lúc 08:00 ngày 01/12/2026"
std::string report_made_words(const ReportHead& head);
/// Exact to the millisecond, so that a column adds up: "26:05:00,040".
std::string report_duration_words(std::int64_t shown_ms);
/// "1.234.567", "1,234,567"
std::string report_number_words(std::int64_t number);
/// "33,4 %"
std::string report_share_words(int permille);

enum class ReportFormat { Csv, Xlsx, Pdf };
/// "csv", "xlsx", "pdf"
std::string_view name_of(ReportFormat format);

/// "Báo cáo 2026-11-01 đến 2026-11-30.xlsx"
std::string report_file_name(const ReportHead& head, ReportFormat format);

}  // namespace bangtin
