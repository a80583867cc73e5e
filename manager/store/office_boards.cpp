#include <algorithm>
#include <map>

#include "manager/store/office.h"
#include "manager/store/order_rows.h"
#include "manager/store/rows.h"
#include "manager/store/selections.h"
#include "shared/base/limits.h"
#include "shared/model/text.h"
#include "shared/protocol/content_json.h"

namespace bangtin {
namespace {

const std::string kSelect =
    "SELECT b.id, b.name, b.state, b.key, b.width_px, b.height_px, b.last_seen, "
    "(SELECT COALESCE(MAX(s.generation), 0) FROM selection s WHERE s.board = b.id), "
    "b.status_generation, b.status_generation_held, b.status_selection, b.status_width_px, "
    "b.status_height_px, b.status_at, b.status_program_version, b.status_problem, b.problem, "
    "c.code, b.status_audit_seq, b.status_audit_hash, b.off_air_since, b.off_air_by, "
    "b.off_air_reason, b.status_health, b.latitude_udeg, b.longitude_udeg, b.status_controls, "
    "p.number, p.at, p.width_px, p.height_px, b.problem_peers, b.assigned_to, a.display_name, "
    "b.assigned_note, b.assigned_by, b.assigned_at FROM board b JOIN commune c ON c.id = 1 "
    "LEFT JOIN board_picture p ON p.board = b.id LEFT JOIN person a ON a.login = b.assigned_to ";
const std::string kLoadBoard = kSelect + "WHERE b.id = $1";
const std::string kLoadByKey = kSelect + "WHERE b.key = $1";
const std::string kLoadBoards = kSelect + "ORDER BY b.name, b.id";

Size size_of(const DbValue& width, const DbValue& height) {
  return {static_cast<int>(int_of(width)), static_cast<int>(int_of(height))};
}

std::optional<int> optional_int_of(const DbValue& value) {
  if (std::holds_alternative<std::nullptr_t>(value)) return std::nullopt;
  return static_cast<int>(int_of(value));
}

/// What a board told of itself, as JSON.
template <class Message>
std::optional<Message> told_in(const std::string& text) {
  if (text.empty()) return std::nullopt;
  auto message = message_from<Message>(text);
  if (!message) return std::nullopt;
  return *std::move(message);
}

template <class Message>
std::string told_column(const std::optional<Message>& message) {
  return message ? to_json(*message).dump() : std::string();
}

bool is_plausible(const BoardHealth& health) {
  const auto within = [](std::optional<std::int64_t> number, std::int64_t max) {
    return !number || (*number >= 0 && *number <= max);
  };
  constexpr std::int64_t kTemperatureMax_c = 200, kNumberMax = std::int64_t{1} << 52;
  return within(health.temperature_c, kTemperatureMax_c) &&
         within(health.disk_free_bytes, kNumberMax) && within(health.up_s, kNumberMax) &&
         (!health.link || clean_text(*health.link, limits::kShortTextCharactersMax, false).ok());
}

BoardRecord board_of_row(const DbRow& row) {
  BoardRecord board;
  board.id = BoardId{text_of(row[0])};
  board.name = text_of(row[1]);
  board.state = enum_of<BoardState>(row[2]);
  board.key = public_key_of(row[3]);
  board.canvas_px = size_of(row[4], row[5]);
  board.last_seen = optional_instant_of(row[6]);
  board.generation_wanted = int_of(row[7]);
  board.status.generation = int_of(row[8]);
  board.status.generation_held = int_of(row[9]);
  board.status.selection = digest_of(row[10]);
  board.status.canvas_px = size_of(row[11], row[12]);
  board.status.at = instant_of(row[13]);
  board.status.program_version = text_of(row[14]);
  board.status.problem = text_of(row[15]);
  board.problem = text_of(row[16]);
  board.commune_code = text_of(row[17]);
  board.status.audit = {int_of(row[18]), digest_of(row[19])};
  if (const auto since = optional_instant_of(row[20])) {
    board.off_air = OffAir{*since, text_of(row[21]), text_of(row[22])};
  }
  const auto latitude = optional_int_of(row[24]), longitude = optional_int_of(row[25]);
  if (latitude && longitude) board.position = GeoPoint{*latitude, *longitude};
  board.status.health = told_in<BoardHealth>(text_of(row[23]));
  board.status.controls = told_in<BoardControls>(text_of(row[26]));
  if (const auto at = optional_instant_of(row[28])) {
    board.picture = GlassPicture{int_of(row[27]), *at, size_of(row[29], row[30])};
  }
  board.problem_peers = text_of(row[31]);
  if (const auto at = optional_instant_of(row[36])) {
    const std::string& login = text_of(row[32]);
    board.assignment = Assignment{login, is_null(row[33]) ? login : text_of(row[33]),
                                  text_of(row[34]), text_of(row[35]), *at};
  }
  return board;
}

Error revoked(const BoardId& id) {
  return {Code::Denied, "board " + id.text + " is revoked", "board.revoked"};
}

/// What people see change: worth an event, unlike the minute's sign of life.
Json status_body(const BoardStatus& status) {
  Json body;
  body.set("generation", status.generation);
  body.set("problem", status.problem);
  return body;
}

constexpr const char* kAuditDiffers = "board.audit_differs";

Status set_canvas(Db& db, const BoardId& id, Size canvas_px, Instant now) {
  TRY(db.query("UPDATE board SET width_px = $2, height_px = $3 WHERE id = $1",
               {id.text, to_column(canvas_px.width_px), to_column(canvas_px.height_px)}));
  Json body;
  body.set("canvas_px", to_json(canvas_px));
  TRY(add_event(db, now, "board.canvas", id.text, id.text, body));
  return {};
}

/// Within the caller's transaction.
Status set_problem(Db& db, const BoardRecord& before, const std::string& problem, Instant now,
                   const std::string& peers = "") {
  if (before.problem == problem && before.problem_peers == peers) return {};
  TRY(db.query("UPDATE board SET problem = $2, problem_peers = $3 WHERE id = $1",
               {before.id.text, problem, peers}));
  Json body;
  body.set("problem", problem);
  if (!peers.empty()) body.set("peers", peers);
  TRY(add_event(db, now, "board.problem", before.id.text, before.id.text, body));
  return {};
}

bool is_text_key(const std::string& key) {
  constexpr std::size_t kKeyBytesMax = 64;
  return key.size() <= kKeyBytesMax &&
         key.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789._") == std::string::npos;
}

}  // namespace

Result<std::vector<BoardRecord>> Office::boards() {
  std::vector<BoardRecord> boards;
  std::map<std::string, std::vector<std::string>> tags;
  for (const DbRow& row : TRY(parts_.db.query("SELECT board, tag FROM board_tag ORDER BY tag"))) {
    tags[text_of(row[0])].push_back(text_of(row[1]));
  }
  auto orders = TRY(load_orders(parts_.db));
  for (const DbRow& row : TRY(parts_.db.query(kLoadBoards))) {
    boards.push_back(board_of_row(row));
    boards.back().orders = std::move(orders[boards.back().id.text]);
    const auto found = tags.find(boards.back().id.text);
    if (found != tags.end()) boards.back().tags = std::move(found->second);
  }
  return boards;
}

Result<BoardRecord> Office::board(const BoardId& id) {
  const auto rows = TRY(parts_.db.query(kLoadBoard, {id.text}));
  if (rows.empty()) return not_there("board", "board.unknown");
  BoardRecord record = board_of_row(rows[0]);
  record.orders = TRY(load_orders_of(parts_.db, id));
  for (const DbRow& row :
       TRY(parts_.db.query("SELECT tag FROM board_tag WHERE board = $1 ORDER BY tag", {id.text}))) {
    record.tags.push_back(text_of(row[0]));
  }
  return record;
}

Result<BoardRecord> Office::board_of(const PublicKey& key) {
  const auto rows = TRY(parts_.db.query(kLoadByKey, {to_column(key)}));
  if (rows.empty()) return Error{Code::Denied, "no board has this key", "board.unknown"};
  BoardRecord record = board_of_row(rows[0]);
  if (record.state == BoardState::Revoked) return revoked(record.id);
  return record;
}

Result<BoardRecord> Office::rename_board(const Person& who, const BoardId& id,
                                         const std::string& name, Instant now) {
  const std::string clean = TRY(clean_name(name, "board.name_missing"));
  return in_transaction(parts_.db, [&]() -> Result<BoardRecord> {
    TRY(board(id));
    TRY(parts_.db.query("UPDATE board SET name = $2 WHERE id = $1", {id.text, clean}));
    Json body;
    body.set("name", clean);
    TRY(add_event(parts_.db, now, "board.renamed", who.login, id.text, body));
    return board(id);
  });
}

Result<BoardRecord> Office::revoke_board(const Person& who, const BoardId& id, Instant now) {
  return in_transaction(parts_.db, [&]() -> Result<BoardRecord> {
    const BoardRecord before = TRY(board(id));
    if (before.state == BoardState::Revoked) return before;
    // Nobody has to look after it any more.
    TRY(
        parts_.db.query("UPDATE board SET state = $2, assigned_to = NULL, assigned_at = NULL "
                        "WHERE id = $1",
                        {id.text, std::string(name_of(BoardState::Revoked))}));
    TRY(add_event(parts_.db, now, "board.revoked", who.login, id.text));
    return board(id);
  });
}

Status Office::note_counter(const BoardId& id, std::int64_t counter) {
  const auto rows = TRY(parts_.db.query(
      "UPDATE board SET counter = MAX(counter, $2) WHERE id = $1 RETURNING 1", {id.text, counter}));
  if (rows.empty()) return not_there("board", "board.unknown");
  return {};
}

Result<std::int64_t> Office::counter_of(const BoardId& id) {
  const auto rows = TRY(parts_.db.query("SELECT counter FROM board WHERE id = $1", {id.text}));
  if (rows.empty()) return not_there("board", "board.unknown");
  return int_of(rows[0][0]);
}

Status Office::note_problem(const BoardId& id, const std::string& problem, Instant now,
                            const std::string& peers) {
  return parts_.db.transact(
      [&]() -> Status { return set_problem(parts_.db, TRY(board(id)), problem, now, peers); });
}

Status Office::take_status(const BoardId& id, const BoardStatus& status, Instant now) {
  constexpr std::int64_t kGenerationMax = std::int64_t{1} << 52;
  const bool shaped = status.generation >= 0 && status.generation_held >= 0 &&
                      status.generation_held <= kGenerationMax && is_text_key(status.problem) &&
                      status.audit.seq >= 0 && (!status.health || is_plausible(*status.health)) &&
                      (!status.controls || is_plausible(*status.controls)) &&
                      status.program_version.size() <= limits::kShortTextCharactersMax;
  if (!shaped) return Error{Code::Invalid, "a status out of range", "board.status"};
  return parts_.db.transact([&]() -> Status {
    const BoardRecord before = TRY(board(id));
    if (before.state == BoardState::Revoked) return revoked(id);
    TRY(parts_.db.query(
        "UPDATE board SET last_seen = $2, status_generation = $3, status_generation_held = $4, "
        "status_selection = $5, status_width_px = $6, status_height_px = $7, status_at = $8, "
        "status_program_version = $9, status_problem = $10, status_audit_seq = $11, "
        "status_audit_hash = $12, status_health = $13, status_controls = $14 WHERE id = $1",
        {id.text, to_column(now), status.generation, status.generation_held,
         to_column(status.selection), to_column(status.canvas_px.width_px),
         to_column(status.canvas_px.height_px), to_column(status.at), status.program_version,
         status.problem, status.audit.seq, to_column(status.audit.hash), told_column(status.health),
         told_column(status.controls)}));
    if (status.controls) TRY(take_answers(parts_.db, id, status.controls->answers, now));
    if (before.status.generation != status.generation ||
        before.status.selection != status.selection || before.status.problem != status.problem) {
      TRY(add_event(parts_.db, now, "board.shows", id.text, id.text, status_body(status)));
    }
    // Turned on site, or behind another panel: from now on its pages are made for what it has.
    const bool other_canvas = is_canvas(status.canvas_px) && status.canvas_px != before.canvas_px;
    if (other_canvas) TRY(set_canvas(parts_.db, id, status.canvas_px, now));
    if (other_canvas || TRY(standing_of(parts_.db, id)).is_ahead) {
      TRY(Selections(parts_, now).remake({id}, id.text));
    }
    // The board's word counts only while nothing worse is known of it; it heals by itself once the
    // board holds a selection that was sealed over the events as they are.
    const bool fine = status.audit.seq == 0 || TRY(has_event(parts_.db, status.audit));
    if (!fine && before.problem.empty()) {
      TRY(set_problem(parts_.db, before, kAuditDiffers, now));
    } else if (fine && before.problem == kAuditDiffers) {
      TRY(set_problem(parts_.db, before, "", now));
    }
    return {};
  });
}

}  // namespace bangtin
