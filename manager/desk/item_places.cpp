#include "manager/desk/item_places.h"

#include <algorithm>
#include <map>
#include <set>

#include "manager/core/place_words.h"
#include "manager/desk/publish.h"
#include "manager/desk/wording.h"
#include "shared/base/texts.h"

namespace bangtin::desk {
namespace {

bool is_paired(const State& state, const BoardId& id) {
  const BoardRecord* board = state.board_of(id);
  return board != nullptr && board->state == BoardState::Paired;
}

constexpr std::size_t kNamesMax = 6;

/// The boards that a playlist reaches, to be asked about item after item in each frame.
struct Reached {
  std::vector<const BoardRecord*> boards;
  std::set<BoardId> ids;
  std::string_view commune_code;
};

Reached reached_by(const State& state, const PlaylistForm& form) {
  Reached reached{boards_aimed_at(state, form), {}, state.seen->commune.code};
  for (const BoardRecord* board : reached.boards) reached.ids.insert(board->id);
  return reached;
}

/// How many of them may not show it. Looks at the places, which are few, and not at the boards.
std::size_t count_skipped(const Reached& reached, const Places& places) {
  const auto is_here = [&](const BoardId& id) { return reached.ids.contains(id); };
  const bool everywhere =
      is_everywhere(places) ||
      std::ranges::find(places.communes, reached.commune_code) != places.communes.end();
  if (everywhere) return 0;
  const auto named = std::size_t(std::ranges::count_if(places.boards, is_here));
  return reached.ids.size() - std::min(named, reached.ids.size());
}

/// They have names where they are few.
std::string skipped_in_short(const Reached& reached, const Places& places, std::size_t count) {
  if (count > kNamesMax) return text("place.skipped_count", {{"count", std::to_string(count)}});
  std::vector<std::string> names;
  for (const BoardRecord* board : reached.boards) {
    if (!names_board(places, board->id, reached.commune_code)) names.push_back(quoted(board->name));
  }
  return listed(names);
}

}  // namespace

std::vector<PlaceShortcut> place_shortcuts(const State& state) {
  std::vector<PlaceShortcut> shortcuts;
  if (!state.seen) return shortcuts;
  for (const GroupRecord& group : state.seen->groups) {
    PlaceShortcut shortcut{"place.group." + group.id.text, group.name, group.boards};
    std::erase_if(shortcut.boards, [&](const BoardId& id) { return !is_paired(state, id); });
    if (!shortcut.boards.empty()) shortcuts.push_back(std::move(shortcut));
  }
  std::map<std::string, std::vector<BoardId>> tags;
  for (const BoardRecord& board : state.seen->boards) {
    if (board.state != BoardState::Paired) continue;
    for (const std::string& tag : board.tags) tags[tag].push_back(board.id);
  }
  for (auto& [tag, boards] : tags) {
    shortcuts.push_back({"place.tag." + tag, tag, std::move(boards)});
  }
  return shortcuts;
}

void take_boards(ItemForm& form, const std::vector<BoardId>& boards) {
  form.places.boards.insert(form.places.boards.end(), boards.begin(), boards.end());
  form.places = in_order(std::move(form.places));
}

std::vector<BoardId> boards_to_name(const State& state, const ItemForm& form) {
  std::vector<BoardId> boards;
  if (!state.seen) return form.places.boards;
  for (const BoardRecord& board : state.seen->boards) {
    if (board.state == BoardState::Paired) boards.push_back(board.id);
  }
  for (const BoardId& id : form.places.boards) {
    if (!is_paired(state, id)) boards.push_back(id);
  }
  return boards;
}

Places places_at_hand(const State& state) {
  const ItemRecord* item = state.item_of(state.item.id);
  const bool edited = state.page != Page::Review && state.drafts.contains(state.item.draft);
  const ItemVersion* waiting = nullptr;
  if (item != nullptr && !edited && item->state == ItemState::Submitted && item->submitted) {
    waiting = state.version(*item->submitted);
  }
  if (waiting != nullptr) return waiting->content.places;
  return state.item.some_boards ? in_order(state.item.places) : Places{};
}

std::vector<BoardKind> preview_kinds(const State& state) {
  return board_kinds(state, places_at_hand(state));
}

int kind_with(const std::vector<BoardKind>& kinds, Size canvas_px) {
  const auto kind = std::ranges::find(kinds, canvas_px, &BoardKind::canvas_px);
  return kind == kinds.end() ? 0 : int(kind - kinds.begin());
}

std::vector<std::string> skipped_notes(const State& state, const PlaylistForm& form) {
  std::vector<std::string> notes;
  if (!state.seen) return notes;
  const Reached reached = reached_by(state, form);
  for (const ItemId& id : form.items) {
    const ItemRecord* item = state.item_of(id);
    if (item == nullptr) continue;
    const ItemContent& content = signed_content(state, *item);
    const std::size_t count = count_skipped(reached, content.places);
    if (count == 0) continue;
    notes.push_back(
        text("place.skipped", {{"title", quoted(title_of(content.title))},
                               {"boards", skipped_in_short(reached, content.places, count)}}));
  }
  return notes;
}

}  // namespace bangtin::desk
