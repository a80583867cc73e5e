#include <set>

#include "manager/core/drawn_layouts.h"
#include "manager/core/schedule.h"
#include "manager/store/item_rows.h"
#include "manager/store/layout_rows.h"
#include "manager/store/office.h"
#include "manager/store/playlist_rows.h"
#include "manager/store/province_loops.h"
#include "manager/store/rows.h"
#include "manager/store/selections.h"
#include "shared/base/limits.h"

namespace bangtin {
namespace {

Status check_members(Db& db, const PlaylistRecord& playlist) {
  const auto refuse = [](std::string what, const char* key) {
    return Error{Code::Invalid, std::move(what), key};
  };
  if (playlist.items.size() > limits::kPlaylistEntriesMax) {
    return refuse("too many items", "playlist.too_long");
  }
  if (playlist.boards.size() > limits::kBoardsPerPlaylistMax) {
    return refuse("too many boards", "playlist.too_many_boards");
  }
  for (const ItemId& item : playlist.items) {
    if (TRY(db.query("SELECT 1 FROM item WHERE id = $1", {item.text})).empty()) {
      return refuse("no item " + item.text, "playlist.unknown_item");
    }
  }
  std::set<BoardId> seen;
  for (const BoardId& board : playlist.boards) {
    if (!seen.insert(board).second) return refuse("twice " + board.text, "playlist.board_twice");
    if (TRY(db.query("SELECT 1 FROM board WHERE id = $1", {board.text})).empty()) {
      return refuse("no board " + board.text, "playlist.unknown_board");
    }
  }
  std::set<GroupId> groups;
  for (const GroupId& group : playlist.groups) {
    if (!groups.insert(group).second) return refuse("twice " + group.text, "playlist.group_twice");
    if (TRY(db.query("SELECT 1 FROM board_group WHERE id = $1", {group.text})).empty()) {
      return refuse("no group " + group.text, "playlist.unknown_group");
    }
  }
  return {};
}

Status check_all_approved(Db& db, const PlaylistRecord& playlist) {
  std::string missing;
  for (const DbRow& row :
       TRY(db.query("SELECT DISTINCT i.id FROM playlist_item p JOIN item i ON i.id = p.item "
                    "WHERE p.playlist = $1 AND i.approved IS NULL ORDER BY i.id",
                    {playlist.id.text}))) {
    missing += (missing.empty() ? "" : " ") + text_of(row[0]);
  }
  if (missing.empty()) return {};
  return Error{Code::Invalid, "not approved: " + missing, "playlist.not_approved"};
}

/// Says of each board which of the playlist's items were signed for others. The desks ask again and
/// again: only what names places is read.
Status put_elsewhere(OfficeParts& parts, const PlaylistId& id, std::vector<Delivery>& deliveries) {
  Db& db = parts.db;
  const std::string code = TRY(code_on_boards(parts));
  for (const DbRow& row :
       TRY(db.query("SELECT i.approved FROM publication_item p JOIN item i ON i.id = p.item "
                    "JOIN item_version v ON v.hash = i.approved "
                    "WHERE p.playlist = $1 AND v.has_places = 1 "
                    "GROUP BY i.approved ORDER BY MIN(p.position)",
                    {id.text}))) {
    const auto version = TRY(load_version(db, digest_of(row[0])));
    for (Delivery& delivery : deliveries) {
      if (names_board(version->content.places, delivery.board, code)) continue;
      ++delivery.elsewhere_count;
      if (delivery.elsewhere.size() < kElsewhereNamed) {
        delivery.elsewhere.push_back(version->content.title);
      }
    }
  }
  return {};
}

Result<std::vector<Delivery>> load_deliveries(OfficeParts& parts, const PlaylistId& id) {
  std::vector<Delivery> deliveries;
  for (const DbRow& row : TRY(parts.db.query(
           "SELECT b.id, b.name, COALESCE(s.generation, 0), b.status_generation_held, "
           "b.status_generation, s.hash, b.status_selection, b.last_seen "
           "FROM publication_target p JOIN board b ON b.id = p.board "
           "LEFT JOIN selection s ON s.board = b.id AND s.generation = "
           "(SELECT MAX(generation) FROM selection WHERE board = b.id) "
           "WHERE p.playlist = $1 AND b.state = $2 ORDER BY b.name, b.id",
           {id.text, std::string(name_of(BoardState::Paired))}))) {
    Delivery delivery;
    delivery.board = BoardId{text_of(row[0])};
    delivery.board_name = text_of(row[1]);
    delivery.generation_wanted = int_of(row[2]);
    delivery.generation_held = int_of(row[3]);
    delivery.generation_shown = int_of(row[4]);
    delivery.confirmed = !is_null(row[5]) &&
                         delivery.generation_shown == delivery.generation_wanted &&
                         row[5] == row[6];
    delivery.last_seen = optional_instant_of(row[7]);
    deliveries.push_back(std::move(delivery));
  }
  TRY(put_elsewhere(parts, id, deliveries));
  return deliveries;
}

}  // namespace

Result<std::vector<PlaylistRecord>> Office::playlists() {
  return in_one_look(parts_.db, [&] { return load_playlists(parts_.db); });
}

Result<PlaylistRecord> Office::save_playlist(const Person& who, const PlaylistRecord& wanted,
                                             Instant now) {
  return in_transaction(parts_.db, [&]() -> Result<PlaylistRecord> {
    PlaylistRecord playlist;
    if (wanted.id.empty()) {
      playlist.id = PlaylistId{new_id_text(parts_.random)};
    } else {
      playlist = TRY(load_playlist(parts_.db, wanted.id));
      if (playlist.revision != wanted.revision) {
        return Error{Code::Conflict,
                     "the playlist has revision " + std::to_string(playlist.revision),
                     "playlist.moved_on"};
      }
    }
    playlist.name = TRY(clean_name(wanted.name, "playlist.name_missing"));
    playlist.items = wanted.items;
    playlist.boards = wanted.boards;
    playlist.groups = wanted.groups;
    playlist.tags = TRY(clean_tags(wanted.tags));
    TRY(validate(wanted.schedule));
    TRY(check_drawn(wanted.schedule, TRY(load_layouts(parts_.db))));
    playlist.schedule = wanted.schedule;
    ++playlist.revision;
    TRY(check_members(parts_.db, playlist));
    TRY(check_leaves_in(parts_.db, playlist, now));
    TRY(store_playlist(parts_.db, playlist, who.login, now));
    return playlist;
  });
}

Status Office::delete_playlist(const Person& who, const PlaylistId& id, Instant now) {
  return parts_.db.transact([&]() -> Status {
    TRY(load_playlist(parts_.db, id));
    const std::set<BoardId> boards = TRY(boards_of_publication(parts_.db, id));
    const LoopBoards had = TRY(boards_in_loops(parts_.db, id, now));
    TRY(delete_with_publication(parts_.db, id, who.login, now));
    TRY(check_kept(parts_.db, had));
    return Selections(parts_, now).remake(boards, who.login);
  });
}

Result<std::vector<Delivery>> Office::publish(const Person& who, const PlaylistId& id,
                                              Instant now) {
  return in_transaction(parts_.db, [&]() -> Result<std::vector<Delivery>> {
    const PlaylistRecord playlist = TRY(load_playlist(parts_.db, id));
    TRY(check_all_approved(parts_.db, playlist));
    std::set<BoardId> left = TRY(boards_of_publication(parts_.db, id));
    const LoopBoards had = TRY(boards_in_loops(parts_.db, id, now));
    TRY(put_up(parts_, playlist, who.login, now));
    TRY(check_kept(parts_.db, had));
    const std::set<BoardId> boards = TRY(boards_of_publication(parts_.db, id));
    std::erase_if(left, [&](const BoardId& board) { return boards.contains(board); });
    Selections selections(parts_, now);
    TRY(selections.remake(boards, who.login, TooMuch::Refuse));
    TRY(selections.remake(left, who.login));
    return load_deliveries(parts_, id);
  });
}

Result<std::vector<Delivery>> Office::delivery(const PlaylistId& id) {
  return in_one_look(parts_.db, [&]() -> Result<std::vector<Delivery>> {
    TRY(load_playlist(parts_.db, id));
    return load_deliveries(parts_, id);
  });
}

}  // namespace bangtin
