#include "manager/store/upkeep.h"

#include <algorithm>

#include "manager/store/rows.h"
#include "shared/base/feedback_limits.h"

namespace bangtin {
namespace {

constexpr std::int64_t kRowsEach = 2'000;
constexpr std::int64_t kMediaEach = 200;
constexpr std::size_t kFilesEach = 200;
constexpr std::int64_t kCollectedEach = 20;

/// Whether anything names the media in row m of a query. The same is a foreign key everywhere: a
/// place that is missing here makes a deletion fail, and never succeed.
const std::string kIsUsed =
    "(EXISTS (SELECT 1 FROM item_version_media v WHERE v.blob = m.blob) "
    "OR EXISTS (SELECT 1 FROM item_media i WHERE i.blob = m.blob) "
    "OR EXISTS (SELECT 1 FROM library l WHERE l.blob = m.blob) "
    "OR EXISTS (SELECT 1 FROM conversion c WHERE c.media = m.blob) "
    "OR EXISTS (SELECT 1 FROM document_page d WHERE d.blob = m.blob AND "
    "(EXISTS (SELECT 1 FROM library k WHERE k.id = d.document) "
    "OR EXISTS (SELECT 1 FROM conversion e WHERE e.document = d.document))) "
    "OR EXISTS (SELECT 1 FROM media p WHERE p.poster = m.blob) "
    "OR EXISTS (SELECT 1 FROM media t WHERE t.thumbnail = m.blob))";

Status mark(Db& db, const Bytes& blob, Instant now) {
  TRY(db.query("INSERT INTO unused_blob (blob, since) VALUES ($1,$2) ON CONFLICT DO NOTHING",
               {blob, to_column(now)}));
  return {};
}

Status unmark(Db& db, const Bytes& blob) {
  TRY(db.query("DELETE FROM unused_blob WHERE blob = $1", {blob}));
  return {};
}

}  // namespace

Status expect_blob(Db& db, const Digest& blob) { return unmark(db, to_column(blob)); }

Result<bool> Upkeep::step(Instant now) {
  bool more = false;
  switch (stage_) {
    case Stage::Events:
      more = TRY(drop_events(now));
      break;
    case Stage::Plays:
      more = TRY(drop_plays(now));
      break;
    case Stage::Feedback:
      more = TRY(drop_feedback(now));
      break;
    case Stage::Media:
      more = TRY(mark_media(now));
      break;
    case Stage::Files:
      more = TRY(mark_files(now));
      break;
    case Stage::Collect:
      more = TRY(collect(now));
      break;
  }
  if (more) return true;
  if (stage_ == Stage::Collect) {
    stage_ = Stage::Events;
    return false;
  }
  stage_ = static_cast<Stage>(static_cast<int>(stage_) + 1);
  if (stage_ == Stage::Files) files_ = disk_.list(blobs_.folder());
  return true;
}

/// Their order is that of their numbers: the first that is young keeps all after it.
Result<bool> Upkeep::drop_events(Instant now) {
  const std::int64_t before = to_column(now - retention_.events);
  std::int64_t last = 0;
  std::int64_t count = 0;
  for (const DbRow& row :
       TRY(db_.query("SELECT seq, at FROM event ORDER BY seq LIMIT $1", {kRowsEach}))) {
    if (int_of(row[1]) >= before) break;
    last = int_of(row[0]);
    ++count;
  }
  if (count == 0) return false;
  // What is left stays a chain: it begins with the hash of the last one that goes.
  TRY(db_.transact([&]() -> Status {
    TRY(
        db_.query("UPDATE event_cursor SET dropped_seq = $1, "
                  "dropped_hash = (SELECT hash FROM event WHERE seq = $1) WHERE id = 1",
                  {last}));
    TRY(db_.query("DELETE FROM event WHERE seq <= $1", {last}));
    return {};
  }));
  return count == kRowsEach;
}

/// One log each time: its oldest rows. What was counted stays counted: the log remembers up to
/// where, so that a row that a board sends again is no new one.
Result<bool> Upkeep::drop_plays(Instant now) {
  const auto logs = TRY(
      db_.query("SELECT number FROM play_log WHERE number > $1 ORDER BY number LIMIT 1", {log_}));
  if (logs.empty()) {
    log_ = 0;
    return false;
  }
  const std::int64_t log = int_of(logs[0][0]);
  const std::int64_t before = to_column(now - retention_.plays);
  std::int64_t last = 0;
  std::int64_t count = 0;
  for (const DbRow& row : TRY(db_.query(
           "SELECT seq, begin FROM play WHERE log = $1 ORDER BY seq LIMIT $2", {log, kRowsEach}))) {
    if (int_of(row[1]) >= before) break;
    last = int_of(row[0]);
    ++count;
  }
  if (count > 0) {
    TRY(db_.transact([&]() -> Status {
      TRY(db_.query("DELETE FROM play WHERE log = $1 AND seq <= $2", {log, last}));
      TRY(db_.query("UPDATE play_log SET forgotten = $2 WHERE number = $1", {log, last}));
      return {};
    }));
  }
  if (count < kRowsEach) log_ = log;
  return true;
}

/// How to reach a resident goes first, what he wrote later.
Result<bool> Upkeep::drop_feedback(Instant now) {
  const auto emptied =
      TRY(db_.query("UPDATE feedback SET contact = '' WHERE number IN (SELECT number FROM feedback "
                    "WHERE at <= $1 "
                    "AND contact <> '' LIMIT $2) RETURNING 1",
                    {to_column(now - limits::kContactKept), kRowsEach}));
  const auto dropped = TRY(db_.query(
      "DELETE FROM feedback WHERE number IN (SELECT number FROM feedback WHERE at <= $1 LIMIT $2) "
      "RETURNING 1",
      {to_column(now - limits::kFeedbackKept), kRowsEach}));
  return std::ssize(emptied) == kRowsEach || std::ssize(dropped) == kRowsEach;
}

Result<bool> Upkeep::mark_media(Instant now) {
  const auto rows = TRY(db_.query(
      "SELECT m.blob, " + kIsUsed + " FROM media m WHERE m.blob > $1 ORDER BY m.blob LIMIT $2",
      {media_, kMediaEach}));
  TRY(db_.transact([&]() -> Status {
    for (const DbRow& row : rows) {
      const Bytes& blob = bytes_of(row[0]);
      TRY(int_of(row[1]) != 0 ? unmark(db_, blob) : mark(db_, blob, now));
    }
    return {};
  }));
  if (rows.empty()) {
    media_.clear();
    return false;
  }
  media_ = bytes_of(rows.back()[0]);
  return true;
}

/// Files that no row names were left by a server that ended between the two.
Result<bool> Upkeep::mark_files(Instant now) {
  for (std::size_t i = 0; i < kFilesEach && !files_.empty(); ++i) {
    const auto blob = digest_from_hex(files_.back());
    if (blob) {
      const Bytes name = to_column(*blob);
      if (TRY(db_.query("SELECT 1 FROM media WHERE blob = $1", {name})).empty()) {
        TRY(mark(db_, name, now));
      }
    }
    files_.pop_back();
  }
  return !files_.empty();
}

Result<bool> Upkeep::collect(Instant now) {
  const auto rows =
      TRY(db_.query("SELECT blob FROM unused_blob WHERE since <= $1 ORDER BY since, blob LIMIT $2",
                    {to_column(now - kBlobGrace), kCollectedEach}));
  for (const DbRow& row : rows) TRY(collect_one(bytes_of(row[0])));
  return static_cast<std::int64_t>(rows.size()) == kCollectedEach;
}

/// First the row, then the file: a row without a file would be a hole in what people can use.
Status Upkeep::collect_one(const Bytes& blob) {
  TRY(db_.transact([&]() -> Status {
    // A document that nobody keeps goes with its first page that goes.
    TRY(
        db_.query("DELETE FROM document_page WHERE document IN (SELECT p.document FROM "
                  "document_page p JOIN media m ON m.blob = p.blob WHERE m.blob = $1 AND NOT " +
                      kIsUsed + ")",
                  {blob}));
    TRY(db_.query("DELETE FROM media AS m WHERE m.blob = $1 AND NOT " + kIsUsed, {blob}));
    return {};
  }));
  return db_.transact([&]() -> Status {
    const bool named = !TRY(db_.query("SELECT 1 FROM media WHERE blob = $1", {blob})).empty();
    const bool expected =
        TRY(db_.query("SELECT 1 FROM unused_blob WHERE blob = $1", {blob})).empty();
    if (named || expected) return unmark(db_, blob);
    TRY(disk_.remove(blobs_.name(digest_of(blob))));
    return unmark(db_, blob);
  });
}

}  // namespace bangtin
