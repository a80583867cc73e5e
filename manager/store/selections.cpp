#include "manager/store/selections.h"

#include "manager/store/item_rows.h"
#include "manager/store/rows.h"
#include "shared/base/limits.h"
#include "shared/crypto/sha256.h"
#include "shared/protocol/content_json.h"
#include "shared/trust/seal.h"

namespace bangtin {
namespace {

std::set<BoardId> board_set(const std::vector<DbRow>& rows) {
  std::set<BoardId> boards;
  for (const DbRow& row : rows) boards.insert(BoardId{text_of(row[0])});
  return boards;
}

/// What a board cannot read as one generation file is never sealed for it. The rows that name its
/// versions are stored.
Status check_size(Db& db, const Selection& selection, const std::string& envelope) {
  constexpr std::size_t kBytesAroundVersion = 70;
  const auto rows = TRY(
      db.query("SELECT COALESCE(SUM(LENGTH(CAST(v.bytes AS BLOB))), 0) FROM selection_version s "
               "JOIN item_version v ON v.hash = s.version WHERE s.board = $1 AND s.generation = $2",
               {selection.board.text, selection.generation}));
  const std::size_t size_bytes = Json(envelope).dump().size() +
                                 static_cast<std::size_t>(int_of(rows.at(0).at(0))) +
                                 selection.items.size() * kBytesAroundVersion;
  if (size_bytes + 100 <= limits::kJsonBytesMax) return {};
  return Error{Code::Invalid, "a generation of " + std::to_string(size_bytes) + " bytes",
               "playlist.too_long"};
}

}  // namespace

Status Selections::remake(const std::set<BoardId>& boards, const std::string& who) {
  for (const BoardId& board : boards) TRY(remake_one(board, who));
  return {};
}

Status Selections::remake_one(const BoardId& board, const std::string& who) {
  const auto facts = TRY(facts_of(board));
  if (!facts) return {};
  const auto last = TRY(newest(board));
  std::optional<Selection> before;
  if (last) before = TRY(opened(*last));
  const Programme programme = TRY(programme_of(board));
  Manifest made = TRY(compile(*facts, programme, versions_, now_, last ? last->generation + 1 : 1,
                              before ? &*before : nullptr));
  if (before && !is_news(made.selection, *before)) return {};
  made.selection.audit = TRY(audit_head(parts_.db));
  return store(made, who);
}

Result<std::optional<BoardFacts>> Selections::facts_of(const BoardId& board) {
  const auto rows =
      TRY(parts_.db.query("SELECT width_px, height_px FROM board WHERE id = $1 AND state = $2",
                          {board.text, std::string(name_of(BoardState::Paired))}));
  if (rows.empty()) return std::optional<BoardFacts>();
  const Commune commune = TRY(load_commune(parts_.db));
  BoardFacts facts;
  facts.board = board;
  facts.canvas_px = {static_cast<int>(int_of(rows[0][0])), static_cast<int>(int_of(rows[0][1]))};
  facts.utc_offset_minutes = commune.utc_offset_minutes;
  facts.place = place_of(commune);
  facts.timetable = TRY(timetable_of(board));
  return std::optional<BoardFacts>(facts);
}

Result<Timetable> Selections::timetable_of(const BoardId& board) {
  Timetable own;
  Timetable commune;
  std::vector<Timetable> groups;
  for (const DbRow& row : TRY(parts_.db.query(
           "SELECT scope, body FROM timetable WHERE (scope = $2 AND id = '') "
           "OR (scope = $3 AND id = $1) OR (scope = $4 AND id IN "
           "(SELECT board_group FROM board_group_member WHERE board = $1)) ORDER BY scope, id",
           {board.text, std::string(name_of(TimetableScope::Commune)),
            std::string(name_of(TimetableScope::Board)),
            std::string(name_of(TimetableScope::Group))}))) {
    Timetable timetable;
    TRY(from_json(TRY(Json::parse(text_of(row[1]))), timetable));
    switch (enum_of<TimetableScope>(row[0])) {
      case TimetableScope::Commune:
        commune = timetable;
        break;
      case TimetableScope::Group:
        groups.push_back(timetable);
        break;
      case TimetableScope::Board:
        own = timetable;
        break;
    }
  }
  return timetable_for(own, groups, commune);
}

Result<Programme> Selections::programme_of(const BoardId& board) {
  const auto rows = TRY(parts_.db.query(
      "SELECT p.playlist, p.schedule, i.approved FROM publication_target b "
      "JOIN publication p ON p.playlist = b.playlist "
      "JOIN publication_item pi ON pi.playlist = p.playlist "
      "JOIN item i ON i.id = pi.item "
      "WHERE b.board = $1 AND i.approved IS NOT NULL ORDER BY p.first_seq, pi.position",
      {board.text}));
  Programme programme;
  std::string playlist;
  for (const DbRow& row : rows) {
    if (text_of(row[0]) != playlist) {
      playlist = text_of(row[0]);
      Schedule& schedule = programme.emplace_back().schedule;
      TRY(from_json(TRY(Json::parse(text_of(row[1]))), schedule));
    }
    const Digest hash = digest_of(row[2]);
    programme.back().items.push_back(hash);
    auto& version = versions_[hash];
    if (!version) version = TRY(load_version(parts_.db, hash));
  }
  return programme;
}

Result<std::optional<Selection>> Selections::opened(const Office::SealedSelection& last) {
  const auto value = open(SealKind::Selection, last.envelope, parts_.seal_key.public_key());
  if (!value.ok()) return std::optional<Selection>();
  return std::optional(TRY(selection_from_json(*value)));
}

bool Selections::is_news(const Selection& made, const Selection& before) const {
  if (!same_course(made, before, now_)) return true;
  const Instant horizon = before.issued_at + limits::kExpandHorizon;
  return horizon - now_ < kHorizonLeftMin && !made.windows.empty() &&
         made.windows.back().end > horizon;
}

Status Selections::store(const Manifest& manifest, const std::string& who) {
  const Selection& selection = manifest.selection;
  const std::string& board = selection.board.text;
  const std::string envelope = seal(SealKind::Selection, to_json(selection), parts_.seal_key);
  TRY(parts_.db.query(
      "INSERT INTO selection (board, generation, made_at, hash, envelope) VALUES ($1,$2,$3,$4,$5)",
      {board, selection.generation, to_column(now_), to_column(sha256(envelope)), envelope}));
  for (const Digest& version : selection.items) {
    TRY(parts_.db.query(
        "INSERT INTO selection_version (board, generation, version) VALUES ($1,$2,$3)",
        {board, selection.generation, to_column(version)}));
  }
  TRY(check_size(parts_.db, selection, envelope));
  TRY(parts_.db.query("DELETE FROM selection WHERE board = $1 AND generation <= $2",
                      {board, selection.generation - 1 - kGenerationsKept}));
  Json body;
  body.set("generation", selection.generation);
  TRY(add_event(parts_.db, now_, "board.selection", who, board, body));
  return {};
}

Result<std::optional<Office::SealedSelection>> Selections::newest(const BoardId& board) {
  const auto rows =
      TRY(parts_.db.query("SELECT generation, envelope FROM selection WHERE board = $1 "
                          "ORDER BY generation DESC LIMIT 1",
                          {board.text}));
  if (rows.empty()) return std::optional<Office::SealedSelection>();
  return std::optional(Office::SealedSelection{int_of(rows[0][0]), text_of(rows[0][1])});
}

Result<std::set<BoardId>> boards_of_item(Db& db, const ItemId& item) {
  return board_set(
      TRY(db.query("SELECT DISTINCT b.board FROM publication_item i "
                   "JOIN publication_target b ON b.playlist = i.playlist WHERE i.item = $1",
                   {item.text})));
}

Result<std::set<BoardId>> boards_of_publication(Db& db, const PlaylistId& playlist) {
  return board_set(
      TRY(db.query("SELECT board FROM publication_target WHERE playlist = $1", {playlist.text})));
}

Result<std::set<BoardId>> paired_boards(Db& db) {
  return board_set(TRY(db.query("SELECT id FROM board WHERE state = $1",
                                {std::string(name_of(BoardState::Paired))})));
}

Result<Commune> load_commune(Db& db) {
  const auto rows = TRY(db.query(
      "SELECT code, province_code, name, agency, utc_offset_minutes FROM commune WHERE id = 1"));
  const DbRow& row = rows.at(0);
  Commune commune{text_of(row[0]), text_of(row[1]), text_of(row[2]), text_of(row[3]),
                  static_cast<int>(int_of(row[4]))};
  if (commune.code.empty()) {
    return Error{Code::Conflict, "nobody has said yet which commune this is", "commune.missing"};
  }
  return commune;
}

Place place_of(const Commune& commune) {
  return {commune.code, commune.province_code, commune.agency};
}

}  // namespace bangtin
