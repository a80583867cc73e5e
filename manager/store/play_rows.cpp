#include "manager/store/play_rows.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "manager/store/rows.h"
#include "shared/base/limits.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

struct Sum {
  std::int64_t plays = 0;
  std::int64_t shown_ms = 0;
  std::int64_t frames = 0;

  void add(const PlayRecord& play) {
    ++plays;
    shown_ms += play.shown.count();
    frames += play.frames_presented;
  }
};
/// By time (hour or day) and version number.
using Sums = std::map<std::pair<std::int64_t, std::int64_t>, Sum>;

Error copied_key(const std::string& what) { return {Code::Conflict, what, "board.copied_key"}; }

/// The small numbers of the versions of one batch.
class VersionNumbers {
 public:
  explicit VersionNumbers(Db& db) : db_(db) {}

  Result<std::int64_t> of(const PlayRecord& play) {
    const auto [known, added] = numbers_.try_emplace({play.item, play.version}, 0);
    if (added) known->second = TRY(load(play));
    return known->second;
  }

 private:
  Result<std::int64_t> load(const PlayRecord& play) {
    const std::vector<DbValue> values{play.item.text, to_column(play.version)};
    const auto found =
        TRY(db_.query("SELECT number FROM play_version WHERE item = $1 AND version = $2", values));
    if (!found.empty()) return int_of(found[0][0]);
    const auto made = TRY(db_.query(
        "INSERT INTO play_version (item, version) VALUES ($1, $2) RETURNING number", values));
    return int_of(made.at(0).at(0));
  }

  Db& db_;
  std::map<std::pair<ItemId, Digest>, std::int64_t> numbers_;
};

/// The stored rows within the batch's numbers: seq, version, begin, shown, frames.
Result<std::map<std::int64_t, DbRow>> stored_rows(Db& db, const BoardLog& log,
                                                  const PlayBatch& batch) {
  const auto count = static_cast<std::int64_t>(batch.rows.size());
  std::map<std::int64_t, DbRow> stored;
  for (DbRow& row : TRY(db.query("SELECT seq, version, begin, shown_ms, frames FROM play "
                                 "WHERE log = $1 AND seq >= $2 AND seq < $3",
                                 {log.number, batch.first_seq, batch.first_seq + count}))) {
    const std::int64_t seq = int_of(row[0]);
    stored.emplace(seq, std::move(row));
  }
  return stored;
}

Status add_sums(Db& db, const std::string& sql, const BoardLog& log, const Sums& sums) {
  for (const auto& [key, sum] : sums) {
    TRY(db.query(sql, {key.first, log.board, key.second, sum.plays, sum.shown_ms, sum.frames}));
  }
  return {};
}

std::string sum_sql(const std::string& table, const std::string& unit) {
  return "INSERT INTO " + table + " (" + unit +
         ", board, version, plays, shown_ms, frames) VALUES ($1,$2,$3,$4,$5,$6) "
         "ON CONFLICT (" +
         unit +
         ", board, version) DO UPDATE SET plays = plays + excluded.plays, "
         "shown_ms = shown_ms + excluded.shown_ms, frames = frames + excluded.frames";
}

/// The last number of the unbroken run from `seq` on.
Result<std::int64_t> run_end(Db& db, const BoardLog& log, std::int64_t seq) {
  for (;;) {
    const auto rows =
        TRY(db.query("SELECT seq FROM play WHERE log = $1 AND seq > $2 ORDER BY seq LIMIT $3",
                     {log.number, seq, static_cast<std::int64_t>(limits::kPlayBatchRowsMax)}));
    for (const DbRow& row : rows) {
      if (int_of(row[0]) != seq + 1) return seq;
      ++seq;
    }
    if (rows.size() < limits::kPlayBatchRowsMax) return seq;
  }
}

}  // namespace

Result<BoardLog> open_play_log(Db& db, const BoardId& board, const std::string& name) {
  const auto boards =
      TRY(db.query("SELECT b.number, b.state, b.play_log, l.name, l.forgotten FROM board b "
                   "LEFT JOIN play_log l ON l.number = b.play_log WHERE b.id = $1",
                   {board.text}));
  if (boards.empty()) return not_there("board", "board.unknown");
  const DbRow& row = boards[0];
  if (enum_of<BoardState>(row[1]) == BoardState::Revoked) {
    return Error{Code::Denied, "board " + board.text + " is revoked", "board.revoked"};
  }
  BoardLog log{0, int_of(row[0]), 0};
  if (!is_null(row[2])) {
    if (text_of(row[3]) != name) return copied_key("another play log than the board's own");
    log.number = int_of(row[2]);
    log.forgotten = int_of(row[4]);
    return log;
  }
  const auto made =
      TRY(db.query("INSERT INTO play_log (board, name) VALUES ($1, $2) "
                   "ON CONFLICT (board, name) DO UPDATE SET name = $2 "
                   "RETURNING number, forgotten",
                   {log.board, name}));
  log.number = int_of(made.at(0).at(0));
  log.forgotten = int_of(made.at(0).at(1));
  TRY(db.query("UPDATE board SET play_log = $2 WHERE number = $1", {log.board, log.number}));
  return log;
}

Result<std::int64_t> add_plays(Db& db, const BoardLog& log, const PlayBatch& batch,
                               int utc_offset_minutes) {
  static const std::string kAddHour = sum_sql("play_hour", "hour");
  static const std::string kAddDay = sum_sql("play_day", "day");
  const auto stored = TRY(stored_rows(db, log, batch));
  VersionNumbers versions(db);
  Sums hours;
  Sums days;
  std::int64_t seq = batch.first_seq;
  for (const PlayRecord& play : batch.rows) {
    if (seq <= log.forgotten) {
      ++seq;
      continue;
    }
    const std::int64_t version = TRY(versions.of(play));
    const std::vector<DbValue> row{
        log.number,           seq, version, to_column(play.begin), std::int64_t{play.shown.count()},
        play.frames_presented};
    if (const auto there = stored.find(seq); there != stored.end()) {
      if (!std::equal(row.begin() + 1, row.end(), there->second.begin())) {
        return copied_key("number " + std::to_string(seq) + " holds another play");
      }
    } else {
      TRY(
          db.query("INSERT INTO play (log, seq, version, begin, shown_ms, frames) "
                   "VALUES ($1,$2,$3,$4,$5,$6)",
                   row));
      const Instant local = play.begin + std::chrono::minutes(utc_offset_minutes);
      const auto hour = std::chrono::floor<std::chrono::hours>(local).time_since_epoch().count();
      const auto day = std::chrono::floor<std::chrono::days>(local).time_since_epoch().count();
      hours[{hour, version}].add(play);
      days[{day, version}].add(play);
    }
    ++seq;
  }
  TRY(add_sums(db, kAddHour, log, hours));
  TRY(add_sums(db, kAddDay, log, days));
  return run_end(db, log, std::max(seq - 1, log.forgotten));
}

}  // namespace bangtin
