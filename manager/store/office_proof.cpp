// What the play log proves of boards: the time in which they showed something, and when urgent
// items stood there first.
#include <algorithm>
#include <set>

#include "manager/core/proven.h"
#include "manager/store/office.h"
#include "manager/store/rows.h"
#include "manager/store/selections.h"
#include "shared/base/limits.h"
#include "shared/model/calendar.h"
#include "shared/protocol/schedule_messages.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

constexpr int kProofDaysMax = 62;
/// About ten seconds.
constexpr std::int64_t kProofPlaysMax = 5'000'000;
/// Plays of so much time are read at once.
constexpr auto kReadSpan = 6h;
/// One that reaches into a time began no longer before it.
constexpr auto kPlayLongest = limits::kPlayRecordMax + 1s;

struct ProofTime {
  Instant from{};
  Instant until{};
};

/// Of the days, as far as it is over. Errors: invalid.
Result<ProofTime> time_of(const std::string& from_day, const std::string& to_day, int offset,
                          Instant now) {
  const auto from = day_from(from_day);
  const auto to = day_from(to_day);
  if (!from || !to || *to < *from) return Error{Code::Invalid, "the days", "report.days"};
  if (std::chrono::sys_days(*to) - std::chrono::sys_days(*from) >=
      std::chrono::days(kProofDaysMax)) {
    return Error{Code::Invalid, "too many days", "report.proof_too_long"};
  }
  return ProofTime{local_midnight(*from, offset), std::min(local_midnight(*to, offset) + 24h, now)};
}

/// By the days' roll-ups. Errors: invalid "report.proof_too_much".
Status check_amount(Db& db, const std::string& from_day, const std::string& to_day) {
  const auto number = [](const std::string& day) {
    return std::int64_t{std::chrono::sys_days(*day_from(day)).time_since_epoch().count()};
  };
  const auto rows =
      TRY(db.query("SELECT COALESCE(SUM(plays), 0) FROM play_day WHERE day BETWEEN $1 AND $2",
                   {number(from_day), number(to_day)}));
  const std::int64_t plays = int_of(rows.at(0).at(0));
  if (plays <= kProofPlaysMax) return {};
  return Error{Code::Invalid, std::to_string(plays) + " plays", "report.proof_too_much"};
}

/// From when on the plays of a board are kept, where older ones were let go: `until` when none are.
Result<std::optional<Instant>> kept_from(Db& db, std::int64_t board, Instant until) {
  const auto rows =
      TRY(db.query("SELECT MAX(l.forgotten), MIN((SELECT MIN(p.begin) FROM play p WHERE p.log = "
                   "l.number)) FROM play_log l WHERE l.board = $1",
                   {board}));
  if (is_null(rows.at(0).at(0)) || int_of(rows[0][0]) == 0) return std::optional<Instant>();
  return std::optional(is_null(rows[0][1]) ? until : instant_of(rows[0][1]));
}

/// Each play of a board in order, once.
template <class Take>
Status each_play(Db& db, std::int64_t board, const ProofTime& time, const Take& take) {
  for (Instant from = time.from - kPlayLongest; from < time.until; from += kReadSpan) {
    for (const DbRow& row :
         TRY(db.query("SELECT begin, shown_ms FROM play WHERE log IN (SELECT number FROM play_log "
                      "WHERE board = $1) AND begin >= $2 AND begin < $3 ORDER BY begin",
                      {board, to_column(from),
                       to_column(std::min<Instant>(from + kReadSpan, time.until))}))) {
      take(instant_of(row[0]), Millis(int_of(row[1])));
    }
  }
  return {};
}

/// Of each board that was ours in some of the time, by name.
Result<std::vector<BoardProof>> board_proofs(Db& db, const ProofTime& time) {
  std::vector<BoardProof> proofs;
  for (const DbRow& row : TRY(db.query(
           "SELECT b.number, b.id, b.paired_at, (SELECT MAX(e.at) FROM event e WHERE e.kind = "
           "'board.revoked' AND e.target = b.id) FROM board b ORDER BY b.name, b.id"))) {
    ProofTime ours{std::max(time.from, instant_of(row[2])), time.until};
    if (const auto revoked = optional_instant_of(row[3])) {
      ours.until = std::min(ours.until, *revoked);
    }
    if (const auto kept = TRY(kept_from(db, int_of(row[0]), ours.until))) {
      ours.from = std::max(ours.from, *kept);
    }
    if (ours.from >= ours.until) continue;
    ProvenTime proven(ours.from, ours.until);
    TRY(each_play(db, int_of(row[0]), ours,
                  [&](Instant begin, Millis shown) { proven.add(begin, begin + shown); }));
    const ProvenSum sum = proven.sum();
    proofs.push_back({BoardId{text_of(row[1])}, sum.of.count(), sum.proven.count(), sum.gap.count(),
                      sum.gap_from});
  }
  return proofs;
}

/// Of a version that is urgent: what stood there before it was says nothing.
Result<std::optional<Instant>> first_play(Db& db, const UrgentProof& urgent) {
  const auto rows = TRY(db.query(
      "SELECT p.begin FROM play p WHERE p.log IN (SELECT l.number FROM play_log l JOIN board b ON "
      "b.number = l.board WHERE b.id = $1) AND p.version IN (SELECT v.number FROM play_version v "
      "JOIN item_version i ON i.hash = v.version AND i.item = v.item WHERE v.item = $2 AND "
      "i.priority >= $5) AND p.begin >= $3 AND p.begin + p.shown_ms > $4 ORDER BY p.begin LIMIT 1",
      {urgent.board.text, urgent.item.text, to_column(urgent.published_at - kPlayLongest),
       to_column(urgent.published_at), std::int64_t{kPriorityUrgent}}));
  if (rows.empty()) return std::optional<Instant>();
  return std::optional(instant_of(rows[0][0]));
}

/// Its first play may have been let go.
Result<bool> is_forgotten(Db& db, const UrgentProof& urgent, Instant until) {
  const auto rows = TRY(db.query("SELECT number FROM board WHERE id = $1", {urgent.board.text}));
  if (rows.empty()) return true;
  const auto kept = TRY(kept_from(db, int_of(rows[0][0]), until));
  return kept && urgent.published_at < *kept;
}

/// Each urgent item at each board where it was published in this time and never before.
Result<std::vector<UrgentProof>> urgent_proofs(Db& db, const ProofTime& time) {
  std::vector<UrgentProof> proofs;
  std::set<std::pair<std::string, std::string>> seen;
  for (const DbRow& row : TRY(db.query(
           "SELECT e.at, e.target, e.body, COALESCE((SELECT t.title FROM item_version t WHERE "
           "t.item = e.target ORDER BY t.number DESC LIMIT 1), '') FROM event e "
           "WHERE e.kind = 'item.urgent' AND e.at < $1 ORDER BY e.seq",
           {to_column(time.until)}))) {
    const Json body = TRY(Json::parse(text_of(row[2])));
    for (const Json& board : *TRY(body.array_at("boards", limits::kBoardsPerPlaylistMax))) {
      if (board.as_string() == nullptr) continue;
      UrgentProof urgent{ItemId{text_of(row[1])}, text_of(row[3]), instant_of(row[0]),
                         BoardId{*board.as_string()}, std::nullopt};
      if (!seen.insert({urgent.item.text, urgent.board.text}).second) continue;
      if (urgent.published_at < time.from) continue;
      if (TRY(is_forgotten(db, urgent, time.until))) continue;
      urgent.first_play = TRY(first_play(db, urgent));
      proofs.push_back(std::move(urgent));
    }
  }
  return proofs;
}

}  // namespace

Result<ProofReport> Office::proof_report(const std::string& from_day, const std::string& to_day,
                                         Instant now) {
  const int offset = TRY(load_commune(parts_.db)).utc_offset_minutes;
  const ProofTime time = TRY(time_of(from_day, to_day, offset, now));
  TRY(check_amount(parts_.db, from_day, to_day));
  ProofReport report;
  report.from = time.from;
  report.until = time.until;
  report.boards = TRY(board_proofs(parts_.db, time));
  report.urgent = TRY(urgent_proofs(parts_.db, time));
  return report;
}

}  // namespace bangtin
