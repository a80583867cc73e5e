#include "manager/store/playlist_rows.h"

#include "manager/store/item_rows.h"
#include "manager/store/repository.h"
#include "manager/store/rows.h"
#include "manager/store/selections.h"
#include "shared/protocol/schedule_messages.h"

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

/// An event for each of them that `playlist` alone has up: with nothing else it came up, or goes.
Status note_items(Db& db, const char* kind, const PublishedItems& items, const PlaylistId& playlist,
                  const std::string& login, Instant now) {
  const Json body = Json().set("playlist", playlist.text);
  for (const ItemId& item : items) {
    if (TRY(is_published_elsewhere(db, item, playlist))) continue;
    TRY(add_event(db, now, kind, login, item.text, body));
  }
  return {};
}

PublishedItems only_in_first(PublishedItems items, const PublishedItems& others) {
  for (const ItemId& item : others) items.erase(item);
  return items;
}

/// Runs what changes a publication, and says of its items what came up by it and what went.
template <class Store>
Status noted(OfficeParts& parts, const PlaylistId& id, const std::string& login, Instant now,
             const Store& store) {
  const PublishedItems were_up = TRY(items_up(parts.db, id));
  TRY(store());
  const PublishedItems are_up = TRY(items_up(parts.db, id));
  TRY(note_items(parts.db, "item.published", only_in_first(are_up, were_up), id, login, now));
  TRY(note_items(parts.db, "item.unpublished", only_in_first(were_up, are_up), id, login, now));
  return note_urgent(parts, id, TRY(boards_of_publication(parts.db, id)), login, now);
}

}  // namespace

Result<bool> is_published_elsewhere(Db& db, const ItemId& item, const PlaylistId& playlist) {
  return !TRY(db.query("SELECT 1 FROM publication_item WHERE item = $1 AND playlist <> $2 LIMIT 1",
                       {item.text, playlist.text}))
              .empty();
}

Result<PlaylistRecord> load_playlist(Db& db, const PlaylistId& id) {
  const auto rows = TRY(db.query(kLoadPlaylist, {id.text}));
  if (rows.empty()) return not_there("playlist", "playlist.unknown");
  return playlist_of(db, rows[0]);
}

Result<std::vector<PlaylistRecord>> load_playlists(Db& db) {
  std::vector<PlaylistRecord> playlists;
  for (const DbRow& row : TRY(db.query(kLoadPlaylists))) {
    playlists.push_back(TRY(playlist_of(db, row)));
  }
  return playlists;
}

Status store_playlist(Db& db, const PlaylistRecord& playlist, const std::string& login,
                      Instant now) {
  Json body;
  body.set("revision", playlist.revision);
  const std::int64_t seq = TRY(add_event(db, now, "playlist.saved", login, playlist.id.text, body));
  TRY(db.query(
      "INSERT INTO playlist (id, name, revision, changed_seq, schedule) VALUES ($1,$2,$3,$4,$5) "
      "ON CONFLICT (id) DO UPDATE SET name = $2, revision = $3, changed_seq = $4, schedule = $5",
      {playlist.id.text, playlist.name, playlist.revision, seq,
       to_json(playlist.schedule).dump()}));
  return store_members(db, playlist);
}

Status put_up(OfficeParts& parts, const PlaylistRecord& playlist, const std::string& login,
              Instant now) {
  Json body;
  body.set("revision", playlist.revision);
  const std::int64_t seq =
      TRY(add_event(parts.db, now, "playlist.published", login, playlist.id.text, body));
  return noted(parts, playlist.id, login, now,
               [&] { return store_publication(parts.db, playlist, login, seq, now); });
}

Status put_up_items(OfficeParts& parts, const PlaylistId& id, const std::vector<ItemId>& items,
                    const std::string& login, Instant now) {
  return noted(parts, id, login, now, [&]() -> Status {
    TRY(parts.db.query("DELETE FROM publication_item WHERE playlist = $1", {id.text}));
    std::int64_t position = 0;
    for (const ItemId& item : items) {
      TRY(parts.db.query(
          "INSERT INTO publication_item (playlist, position, item) VALUES ($1,$2,$3)",
          {id.text, position++, item.text}));
    }
    return {};
  });
}

Status delete_with_publication(Db& db, const PlaylistId& id, const std::string& login,
                               Instant now) {
  const PublishedItems were_up = TRY(items_up(db, id));
  TRY(db.query("DELETE FROM playlist WHERE id = $1", {id.text}));
  TRY(add_event(db, now, "playlist.deleted", login, id.text));
  return note_items(db, "item.unpublished", were_up, id, login, now);
}

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

Result<std::vector<ItemId>> published_items(Db& db, const PlaylistId& playlist) {
  std::vector<ItemId> items;
  for (const DbRow& row :
       TRY(db.query("SELECT item FROM publication_item WHERE playlist = $1 ORDER BY position",
                    {playlist.text}))) {
    items.push_back(ItemId{text_of(row[0])});
  }
  return items;
}

Result<Schedule> published_schedule(Db& db, const PlaylistId& playlist) {
  const auto rows =
      TRY(db.query("SELECT schedule FROM publication WHERE playlist = $1", {playlist.text}));
  if (rows.empty()) return not_there("publication", "playlist.unknown");
  Schedule schedule;
  TRY(from_json(TRY(Json::parse(text_of(rows[0][0]))), schedule));
  return schedule;
}

Result<std::string> code_on_boards(OfficeParts& parts) {
  const auto place = Repository(parts.db, parts.online, {}).place();
  if (place) return place->commune_code;
  if (place.error().key != "trust.none") return place.error();
  return std::string();
}

}  // namespace bangtin
