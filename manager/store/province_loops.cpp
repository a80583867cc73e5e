#include "manager/store/province_loops.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

#include "manager/core/item_flow.h"
#include "manager/store/item_rows.h"
#include "manager/store/playlist_rows.h"
#include "manager/store/rows.h"
#include "manager/store/selections.h"
#include "shared/base/limits.h"
#include "shared/base/texts.h"

namespace bangtin {
namespace {

Error refused(const ItemRecord& item) {
  return {Code::Denied, "the province gave priority to: " + item.content.title,
          "playlist.province_first"};
}

/// So many of a province's items stand in one playlist by themselves at most: what is more waits in
/// the inbox, so that the commune's own keep their place.
constexpr std::size_t kByThemselvesMax = 10;

/// What is published of a playlist that plays day and night where people look first.
struct Loop {
  PlaylistRecord playlist;
  int priority = 0;  ///< of its published schedule
  std::vector<ItemId> up;
  std::set<BoardId> boards;
};

/// The highest of a board comes first, of the same priority that of most boards.
Result<std::vector<Loop>> loops_of(Db& db) {
  std::vector<Loop> loops;
  for (PlaylistRecord& playlist : TRY(load_playlists(db))) {
    if (!playlist.published_at) continue;
    const Schedule schedule = TRY(published_schedule(db, playlist.id));
    if (!schedule.rules.empty() || schedule.zone != PageZone::Main) continue;
    std::vector<ItemId> up = TRY(published_items(db, playlist.id));
    std::set<BoardId> boards = TRY(boards_of_publication(db, playlist.id));
    loops.push_back({std::move(playlist), schedule.priority, std::move(up), std::move(boards)});
  }
  std::ranges::stable_sort(loops, std::greater(), [](const Loop& loop) {
    return std::pair(loop.priority, loop.boards.size());
  });
  return loops;
}

bool has_item(const Loop& loop, const ItemId& item) {
  return std::ranges::find(loop.up, item) != loop.up.end();
}

/// No more goes into it by itself.
Result<bool> is_full(Db& db, const Loop& loop, Instant now) {
  if (loop.playlist.items.size() >= limits::kPlaylistEntriesMax ||
      loop.up.size() >= limits::kPlaylistEntriesMax) {
    return true;
  }
  std::size_t count = 0;
  for (const ItemId& id : loop.up) {
    if (has_to_play(TRY(load_item(db, id)), now)) ++count;
  }
  return count >= kByThemselvesMax;
}

/// The list with the item before the first one of its priority or less.
Result<std::vector<ItemId>> with_item(Db& db, std::vector<ItemId> items, const ItemRecord& item) {
  if (std::ranges::find(items, item.id) != items.end()) return items;
  auto at = items.begin();
  for (; at != items.end(); ++at) {
    const ItemRecord other = TRY(load_item(db, *at));
    if (other.content.priority <= item.content.priority) break;
  }
  items.insert(at, item.id);
  return items;
}

Status put_into(OfficeParts& parts, const Loop& loop, const ItemRecord& item,
                const std::string& login, Instant now) {
  PlaylistRecord playlist = loop.playlist;
  const bool all_published = playlist.published_revision == playlist.revision;
  playlist.items = TRY(with_item(parts.db, std::move(playlist.items), item));
  ++playlist.revision;
  TRY(store_playlist(parts.db, playlist, login, now));
  if (all_published) return put_up(parts, playlist, login, now);
  return put_up_items(parts, playlist.id, TRY(with_item(parts.db, loop.up, item)), login, now);
}

Status put_into_its_own(OfficeParts& parts, const std::set<BoardId>& boards, const ItemRecord& item,
                        const std::string& login, Instant now) {
  PlaylistRecord playlist;
  playlist.id = PlaylistId{new_id_text(parts.random)};
  playlist.name = std::string(text("province.loop"));
  playlist.revision = 1;
  playlist.items = {item.id};
  playlist.boards.assign(boards.begin(), boards.end());
  if (playlist.boards.size() > limits::kBoardsPerPlaylistMax) {
    playlist.boards.resize(limits::kBoardsPerPlaylistMax);
  }
  TRY(store_playlist(parts.db, playlist, login, now));
  return put_up(parts, playlist, login, now);
}

/// The paired boards that may show it.
Result<std::set<BoardId>> boards_for(OfficeParts& parts, const ItemRecord& item) {
  std::set<BoardId> boards = TRY(paired_boards(parts.db));
  const std::string code = TRY(code_on_boards(parts));
  std::erase_if(
      boards, [&](const BoardId& board) { return !names_board(item.content.places, board, code); });
  return boards;
}

Status put_into_loops_of_one(OfficeParts& parts, const ItemRecord& item, const std::string& login,
                             Instant now) {
  std::set<BoardId> boards = TRY(boards_for(parts, item));
  const std::vector<Loop> loops = TRY(loops_of(parts.db));
  const auto takes_over = [&](const Loop& loop) {
    return std::erase_if(boards, [&](const BoardId& board) { return loop.boards.contains(board); });
  };
  for (const Loop& loop : loops) {
    if (has_item(loop, item.id)) takes_over(loop);
  }
  for (const Loop& loop : loops) {
    if (takes_over(loop) == 0 || TRY(is_full(parts.db, loop, now))) continue;
    TRY(put_into(parts, loop, item, login, now));
  }
  if (boards.empty()) return {};
  return put_into_its_own(parts, boards, item, login, now);
}

}  // namespace

Status put_into_loops(OfficeParts& parts, const std::vector<ItemId>& items,
                      const std::string& login, Instant now) {
  for (const ItemId& id : items) {
    const ItemRecord item = TRY(load_item(parts.db, id));
    if (has_to_play(item, now)) TRY(put_into_loops_of_one(parts, item, login, now));
  }
  return {};
}

Status check_may_go(OfficeParts& parts, const ItemRecord& item, Instant now) {
  if (!has_to_play(item, now)) return {};
  std::set<BoardId> shown = TRY(boards_of_item(parts.db, item.id));
  const std::set<BoardId> may = TRY(boards_for(parts, item));
  std::erase_if(shown, [&](const BoardId& board) { return !may.contains(board); });
  if (shown.empty()) return {};
  return Error{Code::Denied, "the province gave it priority", "item.province_first"};
}

Result<LoopBoards> boards_in_loops(Db& db, const PlaylistId& playlist, Instant now) {
  LoopBoards loops;
  const std::set<BoardId> paired = TRY(paired_boards(db));
  for (const ItemId& id : TRY(items_up(db, playlist))) {
    if (!has_to_play(TRY(load_item(db, id)), now)) continue;
    const std::set<BoardId> boards = TRY(boards_of_item(db, id));
    std::ranges::set_intersection(boards, paired, std::inserter(loops[id], loops[id].end()));
  }
  return loops;
}

Status check_kept(Db& db, const LoopBoards& had) {
  for (const auto& [id, before] : had) {
    const std::set<BoardId> now = TRY(boards_of_item(db, id));
    if (!std::ranges::includes(now, before)) return refused(TRY(load_item(db, id)));
  }
  return {};
}

Status check_leaves_in(Db& db, const PlaylistRecord& playlist, Instant now) {
  for (const ItemId& id : TRY(items_up(db, playlist.id))) {
    if (std::ranges::find(playlist.items, id) != playlist.items.end()) continue;
    const ItemRecord item = TRY(load_item(db, id));
    if (!has_to_play(item, now)) continue;
    if (!TRY(is_published_elsewhere(db, id, playlist.id))) return refused(item);
  }
  return {};
}

}  // namespace bangtin
