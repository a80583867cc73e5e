#include "manager/core/audit.h"
#include "manager/store/office.h"
#include "manager/store/rows.h"
#include "shared/base/limits.h"

namespace bangtin {
namespace {

constexpr std::int64_t kEventsRead = 2'000;

/// Where the chain of the events that are kept begins.
Result<AuditHead> dropped_head(Db& db) {
  const auto rows =
      TRY(db.query("SELECT dropped_seq, dropped_hash FROM event_cursor WHERE id = 1"));
  return AuditHead{int_of(rows.at(0).at(0)), digest_of(rows[0].at(1))};
}

/// What the boards said last.
Result<std::vector<AuditWitness>> board_witnesses(Db& db) {
  std::vector<AuditWitness> witnesses;
  for (const DbRow& row : TRY(db.query("SELECT id, status_audit_seq, status_audit_hash FROM board "
                                       "WHERE status_audit_seq > 0 ORDER BY id"))) {
    witnesses.push_back({text_of(row[0]), {int_of(row[1]), digest_of(row[2])}});
  }
  return witnesses;
}

ShownRow shown_of(const DbRow& row) {
  ShownRow shown;
  shown.begin = instant_of(row[0]);
  shown.shown = Millis(int_of(row[1]));
  shown.frames = int_of(row[2]);
  shown.item = ItemId{text_of(row[3])};
  shown.version = digest_of(row[4]);
  shown.title = text_of(row[5]);
  shown.author = text_of(row[6]);
  shown.made_at = optional_instant_of(row[7]);
  shown.approver = text_of(row[8]);
  shown.approved_at = optional_instant_of(row[9]);
  return shown;
}

}  // namespace

Result<AuditReport> Office::check_audit(const std::optional<AuditHead>& witness) {
  // Where they end comes first: what is appended while this reads is left for the next time.
  const AuditHead head = TRY(audit_head(parts_.db));
  auto witnesses = TRY(board_witnesses(parts_.db));
  if (witness) witnesses.push_back({"", *witness});
  const AuditHead dropped = TRY(dropped_head(parts_.db));
  AuditCheck check(dropped, std::move(witnesses));
  for (std::int64_t after = dropped.seq; after < head.seq;) {
    const auto rows = TRY(parts_.db.query(
        "SELECT seq, at, kind, who, target, body, hash FROM event WHERE seq > $1 AND seq <= $2 "
        "ORDER BY seq LIMIT $3",
        {after, head.seq, kEventsRead}));
    if (rows.empty()) break;
    for (const DbRow& row : rows) {
      check.row({int_of(row[0]), instant_of(row[1]), text_of(row[2]), text_of(row[3]),
                 text_of(row[4]), text_of(row[5])},
                digest_of(row[6]));
    }
    after = int_of(rows.back()[0]);
  }
  return check.finish(head);
}

Result<ShownReport> Office::shown_report(const BoardId& board, Instant from, Instant to) {
  if (to <= from) return Error{Code::Invalid, "the times", "report.times"};
  if (to - from > limits::kShownSpanMax) {
    return Error{Code::Invalid, "too long a time", "report.too_long"};
  }
  const auto boards = TRY(parts_.db.query("SELECT number FROM board WHERE id = $1", {board.text}));
  if (boards.empty()) return not_there("board", "board.unknown");
  const std::int64_t number = int_of(boards[0][0]);
  // No play is longer than this, so one that reaches into the time began not much before it.
  const Instant first = from - limits::kPlayRecordMax - std::chrono::seconds(1);
  const auto rows = TRY(parts_.db.query(
      "SELECT p.begin, p.shown_ms, p.frames, v.item, v.version, COALESCE(iv.title, ''), "
      "COALESCE(iv.author, ''), iv.made_at, COALESCE(a.approver, ''), a.at "
      "FROM play p JOIN play_log l ON l.number = p.log JOIN play_version v ON v.number = p.version "
      "LEFT JOIN item_version iv ON iv.hash = v.version LEFT JOIN approval a ON a.version = "
      "iv.hash "
      "WHERE l.board = $1 AND p.begin >= $2 AND p.begin < $3 AND p.begin + p.shown_ms > $4 "
      "ORDER BY p.begin, p.log, p.seq LIMIT $5",
      {number, to_column(first), to_column(to), to_column(from),
       static_cast<std::int64_t>(limits::kShownRowsMax) + 1}));
  if (rows.size() > limits::kShownRowsMax) {
    return Error{Code::Invalid, "too many rows", "report.too_long"};
  }
  ShownReport report;
  for (const DbRow& row : rows) report.rows.push_back(shown_of(row));
  const auto told = TRY(parts_.db.query(
      "SELECT MAX(p.begin + p.shown_ms) FROM play_log l JOIN play p ON p.log = l.number "
      "WHERE l.board = $1 AND p.begin >= (SELECT MAX(q.begin) FROM play q WHERE q.log = l.number)",
      {number}));
  report.told_until = optional_instant_of(told.at(0).at(0));
  return report;
}

}  // namespace bangtin
