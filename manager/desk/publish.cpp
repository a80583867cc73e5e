#include "manager/desk/publish.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <tuple>

namespace bangtin::desk {
namespace {

bool has_item(const PlaylistRecord& playlist, const ItemId& item) {
  return std::ranges::find(playlist.items, item) != playlist.items.end();
}

/// As the server told it; what it did not name is judged by what was signed.
bool plays_at(const State& state, const ItemContent& content, const Delivery& delivery) {
  if (delivery.elsewhere_count == 0) return true;
  return names_board(content.places, delivery.board, state.seen->commune.code);
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
  const Places& may = signed_content(state, item).places;
  // Its own list goes where the item may stand, and nowhere else.
  std::erase_if(places.back().boards, [&](const BoardId& board) {
    return !names_board(may, board, state.seen->commune.code);
  });
  places.back().every_board = is_everywhere(may);
  for (PlaylistForm& place : places) place.items.push_back(item.id);
  return places;
}

const ItemContent& signed_content(const State& state, const ItemRecord& item) {
  const ItemVersion* version = item.approved ? state.version(*item.approved) : nullptr;
  return version == nullptr ? item.content : version->content;
}

std::vector<const BoardRecord*> boards_aimed_at(const State& state, const PlaylistForm& form) {
  std::set<BoardId> named(form.boards.begin(), form.boards.end());
  for (const GroupRecord& group : state.seen->groups) {
    if (std::ranges::find(form.groups, group.id) == form.groups.end()) continue;
    named.insert(group.boards.begin(), group.boards.end());
  }
  const auto is_meant = [&](const std::string& tag) {
    return std::ranges::find(form.tags, tag) != form.tags.end();
  };
  std::vector<const BoardRecord*> boards;
  for (const BoardRecord& board : state.seen->boards) {
    if (board.state != BoardState::Paired) continue;
    if (named.contains(board.id) || std::ranges::any_of(board.tags, is_meant)) {
      boards.push_back(&board);
    }
  }
  return boards;
}

std::vector<std::string> boards_reached(const State& state, const PlaylistForm& form) {
  std::vector<std::string> names;
  for (const BoardRecord* board : boards_aimed_at(state, form)) names.push_back(board->name);
  return names;
}

Delivered delivered(const State& state, const ItemId& item) {
  const ItemRecord* record = state.item_of(item);
  if (record == nullptr) return {};
  const ItemContent& content = signed_content(state, *record);
  std::map<BoardId, bool> boards;
  for (const PlaylistRecord& playlist : state.seen->playlists) {
    const auto found = state.seen->deliveries.find(playlist.id);
    if (found == state.seen->deliveries.end() || !has_item(playlist, item)) continue;
    for (const Delivery& delivery : found->second) {
      if (!plays_at(state, content, delivery)) continue;
      boards[delivery.board] = delivery.confirmed;
    }
  }
  const auto confirmed =
      std::ranges::count_if(boards, [](const auto& board) { return board.second; });
  return {std::size_t(confirmed), boards.size()};
}

}  // namespace bangtin::desk
