#include <set>

#include "manager/core/drawn_layouts.h"
#include "manager/core/schedule.h"
#include "manager/store/item_rows.h"
#include "manager/store/layout_rows.h"
#include "manager/store/office.h"
#include "manager/store/repository.h"
#include "manager/store/rows.h"
#include "manager/store/selections.h"
#include "shared/base/limits.h"

namespace bangtin {
namespace {

const std::string kSelectPlaylist =
    "SELECT l.id, l.name, l.revision, p.at, p.revision, l.schedule FROM playlist l "
    "LEFT JOIN publication p ON p.playlist = l.id ";
const std::string kLoadPlaylist = kSelectPlaylist + "WHERE l.id = $1";
const std::string kLoadPlaylists = kSelectPlaylist + "ORDER BY l.changed_seq DESC";

Result<PlaylistRecord> playlist_of(Db& db, const DbRow& row) {
  PlaylistRecord playlist;
  playlist.id = PlaylistId{text_of(row[0])};
  playlist.name = text_of(row[1]);
  playlist.revision = int_of(row[2]);
  playlist.published_at = optional_instant_of(row[3]);
  if (!is_null(row[4])) playlist.published_revision = int_of(row[4]);
  for (const DbRow& item : TRY(db.query(
           "SELECT item FROM playlist_item WHERE playlist = $1 ORDER BY position", {row[0]}))) {
    playlist.items.push_back(ItemId{text_of(item[0])});
  }
  for (const DbRow& board : TRY(db.query(
           "SELECT board FROM playlist_board WHERE playlist = $1 ORDER BY position", {row[0]}))) {
    playlist.boards.push_back(BoardId{text_of(board[0])});
  }
  for (const DbRow& group :
       TRY(db.query("SELECT board_group FROM playlist_group WHERE playlist = $1 ORDER BY position",
                    {row[0]}))) {
    playlist.groups.push_back(GroupId{text_of(group[0])});
  }
  for (const DbRow& tag : TRY(db.query(
           "SELECT tag FROM playlist_tag WHERE playlist = $1 ORDER BY position", {row[0]}))) {
    playlist.tags.push_back(text_of(tag[0]));
  }
  TRY(from_json(TRY(Json::parse(text_of(row[5]))), playlist.schedule));
  return playlist;
}

Result<PlaylistRecord> load_playlist(Db& db, const PlaylistId& id) {
  const auto rows = TRY(db.query(kLoadPlaylist, {id.text}));
  if (rows.empty()) return not_there("playlist", "playlist.unknown");
  return playlist_of(db, rows[0]);
}

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

Status store_members(Db& db, const PlaylistRecord& playlist) {
  TRY(db.query("DELETE FROM playlist_item WHERE playlist = $1", {playlist.id.text}));
  TRY(db.query("DELETE FROM playlist_board WHERE playlist = $1", {playlist.id.text}));
  TRY(db.query("DELETE FROM playlist_group WHERE playlist = $1", {playlist.id.text}));
  TRY(db.query("DELETE FROM playlist_tag WHERE playlist = $1", {playlist.id.text}));
  std::int64_t position = 0;
  for (const ItemId& item : playlist.items) {
    TRY(db.query("INSERT INTO playlist_item (playlist, position, item) VALUES ($1,$2,$3)",
                 {playlist.id.text, position++, item.text}));
  }
  position = 0;
  for (const BoardId& board : playlist.boards) {
    TRY(db.query("INSERT INTO playlist_board (playlist, position, board) VALUES ($1,$2,$3)",
                 {playlist.id.text, position++, board.text}));
  }
  position = 0;
  for (const GroupId& group : playlist.groups) {
    TRY(db.query("INSERT INTO playlist_group (playlist, position, board_group) VALUES ($1,$2,$3)",
                 {playlist.id.text, position++, group.text}));
  }
  position = 0;
  for (const std::string& tag : playlist.tags) {
    TRY(db.query("INSERT INTO playlist_tag (playlist, position, tag) VALUES ($1,$2,$3)",
                 {playlist.id.text, position++, tag}));
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

/// Copies the playlist as it stands into what is published.
Status store_publication(Db& db, const PlaylistRecord& playlist, const std::string& login,
                         std::int64_t seq, Instant now) {
  const std::string& id = playlist.id.text;
  TRY(db.query(
      "INSERT INTO publication (playlist, first_seq, at, revision, who, schedule) "
      "VALUES ($1,$2,$3,$4,$5,$6) "
      "ON CONFLICT (playlist) DO UPDATE SET at = $3, revision = $4, who = $5, schedule = $6",
      {id, seq, to_column(now), playlist.revision, login, to_json(playlist.schedule).dump()}));
  for (const char* table :
       {"publication_item", "publication_board", "publication_group", "publication_tag"}) {
    TRY(db.query("DELETE FROM " + std::string(table) + " WHERE playlist = $1", {id}));
  }
  TRY(
      db.query("INSERT INTO publication_item (playlist, position, item) "
               "SELECT playlist, position, item FROM playlist_item WHERE playlist = $1",
               {id}));
  TRY(
      db.query("INSERT INTO publication_board (playlist, position, board) "
               "SELECT playlist, position, board FROM playlist_board WHERE playlist = $1",
               {id}));
  TRY(
      db.query("INSERT INTO publication_group (playlist, position, board_group) "
               "SELECT playlist, position, board_group FROM playlist_group WHERE playlist = $1",
               {id}));
  TRY(
      db.query("INSERT INTO publication_tag (playlist, position, tag) "
               "SELECT playlist, position, tag FROM playlist_tag WHERE playlist = $1",
               {id}));
  return {};
}

/// The code by which the boards know their commune; empty before anybody signed one.
Result<std::string> code_on_boards(OfficeParts& parts) {
  const auto place = Repository(parts.db, parts.online, {}).place();
  if (place) return place->commune_code;
  if (place.error().key != "trust.none") return place.error();
  return std::string();
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

/// An event for each urgent item that goes up: when, and for which boards. Reports say how soon it
/// stood there.
Status note_urgent(OfficeParts& parts, const PlaylistId& playlist, const std::set<BoardId>& boards,
                   const std::string& login, Instant now) {
  const std::string code = TRY(code_on_boards(parts));
  for (const DbRow& row : TRY(parts.db.query(
           "SELECT DISTINCT i.id, i.approved FROM publication_item p JOIN item i ON i.id = p.item "
           "JOIN item_version v ON v.hash = i.approved AND v.item = i.id "
           "WHERE p.playlist = $1 AND v.priority >= $2 ORDER BY i.id",
           {playlist.text, std::int64_t{kPriorityUrgent}}))) {
    const auto version = TRY(load_version(parts.db, digest_of(row[1])));
    Json::Array list;
    for (const BoardId& board : boards) {
      if (names_board(version->content.places, board, code)) list.emplace_back(board.text);
    }
    Json body;
    body.set("playlist", playlist.text).set("boards", std::move(list));
    TRY(add_event(parts.db, now, "item.urgent", login, text_of(row[0]), body));
  }
  return {};
}

using PublishedItems = std::set<ItemId>;

/// Of what is published under this name, those that may play or are about to.
Result<PublishedItems> items_up(Db& db, const PlaylistId& playlist) {
  PublishedItems items;
  for (const DbRow& row :
       TRY(db.query("SELECT DISTINCT p.item FROM publication_item p JOIN item i ON i.id = p.item "
                    "WHERE p.playlist = $1 AND i.approved IS NOT NULL",
                    {playlist.text}))) {
    items.insert(ItemId{text_of(row[0])});
  }
  return items;
}

/// An event for each of them that `playlist` alone has up: with nothing else it came up, or goes.
Status note_items(Db& db, const char* kind, const PublishedItems& items, const PlaylistId& playlist,
                  const std::string& login, Instant now) {
  const Json body = Json().set("playlist", playlist.text);
  for (const ItemId& item : items) {
    const auto others =
        TRY(db.query("SELECT 1 FROM publication_item WHERE item = $1 AND playlist <> $2 LIMIT 1",
                     {item.text, playlist.text}));
    if (others.empty()) TRY(add_event(db, now, kind, login, item.text, body));
  }
  return {};
}

PublishedItems only_in_first(PublishedItems items, const PublishedItems& others) {
  for (const ItemId& item : others) items.erase(item);
  return items;
}

}  // namespace

Result<std::vector<PlaylistRecord>> Office::playlists() {
  return in_one_look(parts_.db, [&]() -> Result<std::vector<PlaylistRecord>> {
    std::vector<PlaylistRecord> playlists;
    for (const DbRow& row : TRY(parts_.db.query(kLoadPlaylists))) {
      playlists.push_back(TRY(playlist_of(parts_.db, row)));
    }
    return playlists;
  });
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
    Json body;
    body.set("revision", playlist.revision);
    const std::int64_t seq =
        TRY(add_event(parts_.db, now, "playlist.saved", who.login, playlist.id.text, body));
    TRY(parts_.db.query(
        "INSERT INTO playlist (id, name, revision, changed_seq, schedule) VALUES ($1,$2,$3,$4,$5) "
        "ON CONFLICT (id) DO UPDATE SET name = $2, revision = $3, changed_seq = $4, schedule = $5",
        {playlist.id.text, playlist.name, playlist.revision, seq,
         to_json(playlist.schedule).dump()}));
    TRY(store_members(parts_.db, playlist));
    return playlist;
  });
}

Status Office::delete_playlist(const Person& who, const PlaylistId& id, Instant now) {
  return parts_.db.transact([&]() -> Status {
    TRY(load_playlist(parts_.db, id));
    const std::set<BoardId> boards = TRY(boards_of_publication(parts_.db, id));
    const PublishedItems were_up = TRY(items_up(parts_.db, id));
    TRY(parts_.db.query("DELETE FROM playlist WHERE id = $1", {id.text}));
    TRY(add_event(parts_.db, now, "playlist.deleted", who.login, id.text));
    TRY(note_items(parts_.db, "item.unpublished", were_up, id, who.login, now));
    return Selections(parts_, now).remake(boards, who.login);
  });
}

Result<std::vector<Delivery>> Office::publish(const Person& who, const PlaylistId& id,
                                              Instant now) {
  return in_transaction(parts_.db, [&]() -> Result<std::vector<Delivery>> {
    const PlaylistRecord playlist = TRY(load_playlist(parts_.db, id));
    TRY(check_all_approved(parts_.db, playlist));
    std::set<BoardId> left = TRY(boards_of_publication(parts_.db, id));
    Json body;
    body.set("revision", playlist.revision);
    const std::int64_t seq =
        TRY(add_event(parts_.db, now, "playlist.published", who.login, id.text, body));
    const PublishedItems were_up = TRY(items_up(parts_.db, id));
    TRY(store_publication(parts_.db, playlist, who.login, seq, now));
    const PublishedItems are_up = TRY(items_up(parts_.db, id));
    TRY(note_items(parts_.db, "item.published", only_in_first(are_up, were_up), id, who.login,
                   now));
    TRY(note_items(parts_.db, "item.unpublished", only_in_first(were_up, are_up), id, who.login,
                   now));
    const std::set<BoardId> boards = TRY(boards_of_publication(parts_.db, id));
    TRY(note_urgent(parts_, playlist.id, boards, who.login, now));
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
