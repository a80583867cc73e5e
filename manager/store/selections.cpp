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

}  // namespace

Status Selections::remake(const std::set<BoardId>& boards, const std::string& who) {
  for (const BoardId& board : boards) TRY(remake_one(board, who));
  return {};
}

Status Selections::remake_one(const BoardId& board, const std::string& who) {
  const auto facts = TRY(facts_of(board));
  if (!facts) return {};
  const auto last = TRY(newest(board));
  const Programme programme = TRY(programme_of(board));
  const Manifest made =
      TRY(compile(*facts, programme, versions_, now_, last ? last->generation + 1 : 1));
  if (last && !TRY(is_news(made.selection, *last))) return {};
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
  return std::optional<BoardFacts>(facts);
}

Result<Programme> Selections::programme_of(const BoardId& board) {
  const auto rows = TRY(parts_.db.query(
      "SELECT i.approved FROM publication_board b "
      "JOIN publication p ON p.playlist = b.playlist "
      "JOIN publication_item pi ON pi.playlist = p.playlist "
      "JOIN item i ON i.id = pi.item "
      "WHERE b.board = $1 AND i.approved IS NOT NULL ORDER BY p.first_seq, pi.position",
      {board.text}));
  Programme programme;
  for (const DbRow& row : rows) {
    programme.push_back(digest_of(row[0]));
    auto& version = versions_[programme.back()];
    if (!version) version = TRY(load_version(parts_.db, programme.back()));
  }
  return programme;
}

Result<bool> Selections::is_news(const Selection& made, const Office::SealedSelection& last) {
  const auto value = open(SealKind::Selection, last.envelope, parts_.seal_key.public_key());
  // Sealed by a key that is no longer ours: no board would take it.
  if (!value.ok()) return true;
  const Selection before = TRY(selection_from_json(*value));
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
                   "JOIN publication_board b ON b.playlist = i.playlist WHERE i.item = $1",
                   {item.text})));
}

Result<std::set<BoardId>> boards_of_publication(Db& db, const PlaylistId& playlist) {
  return board_set(
      TRY(db.query("SELECT board FROM publication_board WHERE playlist = $1", {playlist.text})));
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
