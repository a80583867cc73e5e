#include "manager/desk/publish.h"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>

#include "manager/desk/board_plan.h"

namespace bangtin::desk {
namespace {

bool has_item(const PlaylistRecord& playlist, const ItemId& item) {
  return std::ranges::find(playlist.items, item) != playlist.items.end();
}

/// The greatest is the likeliest place of something new.
auto rank_of(const State& state, const PlaylistRecord& playlist) {
  return std::tuple(playlist.published_at.has_value(), playlist.schedule.priority > 0,
                    boards_reached(state, playlist_form_of(playlist)).size(),
                    playlist.published_at);
}

}  // namespace

PlaylistForm playlist_form_of(const PlaylistRecord& playlist) {
  PlaylistForm form;
  form.draft = playlist.id.text;
  form.id = playlist.id;
  form.revision = playlist.revision;
  form.name = playlist.name;
  form.items = playlist.items;
  form.boards = playlist.boards;
  form.groups = playlist.groups;
  form.tags = playlist.tags;
  form.schedule = playlist.schedule;
  return form;
}

PlaylistRecord record_of(const PlaylistForm& form) {
  PlaylistRecord playlist;
  playlist.id = form.id;
  playlist.name = form.name;
  playlist.items = form.items;
  playlist.boards = form.boards;
  playlist.groups = form.groups;
  playlist.tags = form.tags;
  playlist.schedule = form.schedule;
  playlist.revision = form.revision;
  return playlist;
}

PlaylistForm new_playlist(const State& state, const std::string& name) {
  PlaylistForm form;
  form.draft = "new";
  form.name = name;
  form.changed = true;
  form.every_board = true;
  if (!state.seen) return form;
  for (const BoardRecord& board : state.seen->boards) {
    if (board.state == BoardState::Paired) form.boards.push_back(board.id);
  }
  return form;
}

std::vector<PlaylistForm> publish_places(const State& state, const ItemRecord& item) {
  std::vector<const PlaylistRecord*> lists;
  for (const PlaylistRecord& playlist : state.seen->playlists) {
    if (!has_item(playlist, item.id)) lists.push_back(&playlist);
  }
  std::ranges::stable_sort(lists, std::greater(), [&](const PlaylistRecord* playlist) {
    return rank_of(state, *playlist);
  });
  std::vector<PlaylistForm> places;
  for (const PlaylistRecord* playlist : lists) places.push_back(playlist_form_of(*playlist));
  places.push_back(new_playlist(state, item.content.title));
  // Its own list goes where the item may stand, and nowhere else.
  std::erase_if(places.back().boards, [&](const BoardId& board) {
    return !names_board(item.content.places, board, state.seen->commune.code);
  });
  places.back().every_board = is_everywhere(item.content.places);
  for (PlaylistForm& place : places) place.items.push_back(item.id);
  return places;
}

std::vector<std::string> boards_reached(const State& state, const PlaylistForm& form) {
  const PlaylistRecord playlist = record_of(form);
  std::vector<std::string> names;
  for (const BoardRecord& board : state.seen->boards) {
    if (board.state != BoardState::Paired) continue;
    if (aims_at(playlist, board, state.seen->groups)) names.push_back(board.name);
  }
  return names;
}

Delivered delivered(const State& state, const ItemId& item) {
  const ItemRecord* record = state.item_of(item);
  const Places places = record == nullptr ? Places{} : record->content.places;
  std::map<BoardId, bool> boards;
  for (const PlaylistRecord& playlist : state.seen->playlists) {
    const auto found = state.seen->deliveries.find(playlist.id);
    if (found == state.seen->deliveries.end() || !has_item(playlist, item)) continue;
    for (const Delivery& delivery : found->second) {
      if (!names_board(places, delivery.board, state.seen->commune.code)) continue;
      boards[delivery.board] = delivery.confirmed;
    }
  }
  const auto confirmed =
      std::ranges::count_if(boards, [](const auto& board) { return board.second; });
  return {std::size_t(confirmed), boards.size()};
}

}  // namespace bangtin::desk
