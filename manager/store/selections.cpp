#include "manager/store/selections.h"

#include <algorithm>

#include "manager/store/item_rows.h"
#include "manager/store/layout_rows.h"
#include "manager/store/rows.h"
#include "shared/base/limits.h"
#include "shared/crypto/sha256.h"
#include "shared/protocol/content_json.h"

namespace bangtin {
namespace {

std::set<BoardId> board_set(const std::vector<DbRow>& rows) {
  std::set<BoardId> boards;
  for (const DbRow& row : rows) boards.insert(BoardId{text_of(row[0])});
  return boards;
}

}  // namespace

Status Selections::remake(const std::set<BoardId>& boards, const std::string& who,
                          TooMuch too_much) {
  if (boards.empty() || !TRY(repository_.is_online_trusted())) return {};
  // Renewed first: by metadata that is too old nobody's signature would count.
  TRY(repository_.publish());
  for (const BoardId& board : boards) TRY(remake_one(board, who, too_much));
  return repository_.publish();
}

Status Selections::remake_one(const BoardId& board, const std::string& who, TooMuch too_much) {
  const auto facts = TRY(facts_of(board));
  if (!facts) return {};
  const std::optional<Last> last = TRY(last_of(board));
  const Standing standing = TRY(standing_of(parts_.db, board));
  const std::int64_t next = std::max(standing.newest, standing.held) + 1;
  Fitted made = TRY(made_for(*facts, last, next, too_much));
  TRY(note_partial(board, made.is_partial()));
  if (last && !standing.is_ahead && !is_news(made, *last)) return {};
  return store(made, who);
}

Result<Fitted> Selections::made_for(const BoardFacts& facts, const std::optional<Last>& last,
                                    std::int64_t generation, TooMuch too_much) {
  const Programme programme = TRY(programme_of(facts.board));
  const Selection* before = last ? &last->selection : nullptr;
  const FitsBoard fits = [this](const Manifest& manifest) { return check_size(manifest); };
  const bool is_cut = last && last->horizon - last->made_at < limits::kExpandHorizon;
  if (too_much == TooMuch::Refuse && !is_cut) {
    Manifest manifest = TRY(compile(facts, programme, versions_, now_, generation, before));
    TRY(fits(manifest));
    return Fitted{std::move(manifest), Reach{}, 0};
  }
  Fitted made = TRY(fit(facts, programme, versions_, now_, generation, before, fits));
  const bool is_worse =
      made.is_partial() || (is_cut && made.reach.ahead < last->horizon - last->made_at);
  if (too_much == TooMuch::Refuse && is_worse) return *made.why;
  return made;
}

/// What a board cannot read as one generation file is never made for it.
Status Selections::check_size(const Manifest& manifest) const {
  constexpr std::size_t kBytesAroundVersion = 70;
  constexpr std::size_t kBytesAroundAll = 100;
  const Selection& selection = manifest.selection;
  const std::string bytes = to_json(selection).dump();
  std::size_t size_bytes = Json(bytes).dump().size() + kBytesAroundAll;
  for (const Digest& version : selection.items) {
    size_bytes += version_bytes_.at(version) + kBytesAroundVersion;
  }
  if (size_bytes <= parts_.generation_bytes_max) return {};
  return Error{Code::Invalid, "a generation of " + std::to_string(size_bytes) + " bytes",
               "playlist.too_long"};
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
  facts.place = TRY(repository_.place());  // What boards may say, not what was typed since.
  facts.timetable = TRY(timetable_of(board));
  facts.holidays = TRY(load_holidays(parts_.db)).holidays;
  const MourningRecord mourning = TRY(load_mourning(parts_.db));
  if (mourning.declared) facts.mourning = mourning.declared->mourning;
  if (!layouts_) layouts_ = TRY(load_layouts(parts_.db));
  facts.layouts = *layouts_;
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
  const auto rows =
      TRY(parts_.db.query("SELECT p.playlist, p.schedule, i.approved FROM publication_target b "
                          "JOIN publication p ON p.playlist = b.playlist "
                          "JOIN publication_item pi ON pi.playlist = p.playlist "
                          "JOIN item i ON i.id = pi.item "
                          "JOIN board bo ON bo.id = b.board "
                          "WHERE b.board = $1 AND bo.off_air_since IS NULL AND i.approved IS NOT "
                          "NULL ORDER BY p.first_seq, pi.position",
                          {board.text}));
  Programme programme;
  if (rows.empty()) return programme;
  if (!listed_) listed_ = TRY(repository_.listed_by_both());
  std::string playlist;
  for (const DbRow& row : rows) {
    const Digest hash = digest_of(row[2]);
    if (!listed_->contains(hash)) continue;
    if (text_of(row[0]) != playlist) {
      playlist = text_of(row[0]);
      Schedule& schedule = programme.emplace_back().schedule;
      TRY(from_json(TRY(Json::parse(text_of(row[1]))), schedule));
    }
    programme.back().items.push_back(hash);
    auto& version = versions_[hash];
    if (version) continue;
    version = TRY(load_version(parts_.db, hash));
    version_bytes_[hash] = to_json(*version).dump().size();
  }
  return programme;
}

Result<std::optional<Selections::Last>> Selections::last_of(const BoardId& board) {
  const auto rows =
      TRY(parts_.db.query("SELECT generation, made_at, horizon, bytes FROM selection "
                          "WHERE board = $1 ORDER BY generation DESC LIMIT 1",
                          {board.text}));
  if (rows.empty()) return std::optional<Last>();
  const DbRow& row = rows[0];
  Last last{int_of(row[0]), instant_of(row[1]), instant_of(row[2]), {}};
  last.selection = TRY(selection_from_json(TRY(Json::parse(text_of(row[3])))));
  return std::optional(std::move(last));
}

bool Selections::is_news(const Fitted& made, const Last& before) const {
  const Selection& old = before.selection;
  const std::vector<Window>& windows = made.manifest.selection.windows;
  const Instant until = std::min(made.horizon(), before.horizon);
  if (!same_course(made.manifest.selection, old, now_, until)) return true;
  // What the board has for the days that nobody can say now may be wrong by then.
  if (made.horizon() < before.horizon && !old.windows.empty() &&
      old.windows.back().end > made.horizon()) {
    return true;
  }
  return before.horizon - now_ < (before.horizon - before.made_at) / 2 && !windows.empty() &&
         windows.back().end > before.horizon;
}

Status Selections::store(const Fitted& made, const std::string& who) {
  const Selection& selection = made.manifest.selection;
  const std::string& board = selection.board.text;
  const std::string bytes = to_json(selection).dump();
  TRY(
      parts_.db.query("INSERT INTO selection (board, generation, made_at, horizon, hash, bytes) "
                      "VALUES ($1,$2,$3,$4,$5,$6)",
                      {board, selection.generation, to_column(now_), to_column(made.horizon()),
                       to_column(sha256(bytes)), bytes}));
  TRY(repository_.select(selection.board, bytes));
  for (const Digest& version : selection.items) {
    TRY(parts_.db.query(
        "INSERT INTO selection_version (board, generation, version) VALUES ($1,$2,$3)",
        {board, selection.generation, to_column(version)}));
    TRY(
        parts_.db.query("UPDATE item SET public_since = $2 WHERE public_since IS NULL AND id = "
                        "(SELECT item FROM item_version WHERE hash = $1)",
                        {to_column(version), to_column(now_)}));
  }
  TRY(parts_.db.query("DELETE FROM selection WHERE board = $1 AND generation <= $2",
                      {board, selection.generation - 1 - kGenerationsKept}));
  Json body;
  body.set("generation", selection.generation);
  if (made.why) {
    body.set("days_ahead", std::int64_t{made.reach.ahead / std::chrono::hours(24)});
    body.set("playlists_left_out", static_cast<std::int64_t>(made.left_out));
  }
  TRY(add_event(parts_.db, now_, "board.selection", who, board, body));
  return {};
}

/// People see at the board that it cannot play all; another problem of it stays.
Status Selections::note_partial(const BoardId& board, bool partial) {
  static const std::string kProblem = "board.too_much";
  const std::string before = partial ? "" : kProblem;
  const std::string after = partial ? kProblem : "";
  const auto changed = TRY(
      parts_.db.query("UPDATE board SET problem = $3 WHERE id = $1 AND problem = $2 RETURNING 1",
                      {board.text, before, after}));
  if (changed.empty()) return {};
  Json body;
  body.set("problem", after);
  TRY(add_event(parts_.db, now_, "board.problem", "server", board.text, body));
  return {};
}

Result<std::optional<Office::BoardSelection>> Selections::newest(const BoardId& board) {
  const auto rows =
      TRY(parts_.db.query("SELECT generation, bytes FROM selection WHERE board = $1 "
                          "ORDER BY generation DESC LIMIT 1",
                          {board.text}));
  if (rows.empty()) return std::optional<Office::BoardSelection>();
  return std::optional(Office::BoardSelection{int_of(rows[0][0]), text_of(rows[0][1])});
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

Result<Standing> standing_of(Db& db, const BoardId& board) {
  const auto rows =
      TRY(db.query("SELECT b.status_generation_held, b.status_generation, b.status_selection, "
                   "s.generation, s.hash FROM board b LEFT JOIN selection s ON s.board = b.id AND "
                   "s.generation = (SELECT MAX(generation) FROM selection WHERE board = b.id) "
                   "WHERE b.id = $1",
                   {board.text}));
  if (rows.empty()) return not_there("board", "board.unknown");
  const DbRow& row = rows[0];
  Standing standing;
  standing.held = int_of(row[0]);
  if (!is_null(row[3])) standing.newest = int_of(row[3]);
  const bool shows_another = standing.newest > 0 && int_of(row[1]) == standing.newest &&
                             digest_of(row[2]) != digest_of(row[4]);
  standing.is_ahead = standing.held > standing.newest || shows_another;
  return standing;
}

Result<Commune> load_commune(Db& db) {
  const auto rows =
      TRY(db.query("SELECT code, province_code, name, agency, utc_offset_minutes, site FROM "
                   "commune WHERE id = 1"));
  const DbRow& row = rows.at(0);
  Commune commune{text_of(row[0]),
                  text_of(row[1]),
                  text_of(row[2]),
                  text_of(row[3]),
                  static_cast<int>(int_of(row[4])),
                  text_of(row[5])};
  if (commune.code.empty()) {
    return Error{Code::Conflict, "nobody has said yet which commune this is", "commune.missing"};
  }
  return commune;
}

Place place_of(const Commune& commune) {
  return {commune.code, commune.province_code, commune.agency};
}

}  // namespace bangtin
