#include "manager/desk/item_places.h"

#include <algorithm>
#include <map>

#include "manager/core/place_words.h"
#include "manager/desk/board_plan.h"
#include "manager/desk/publish.h"
#include "manager/desk/wording.h"
#include "shared/base/texts.h"

namespace bangtin::desk {
namespace {

bool is_paired(const State& state, const BoardId& id) {
  const BoardRecord* board = state.board_of(id);
  return board != nullptr && board->state == BoardState::Paired;
}

std::string boards_in_short(std::vector<std::string> names) {
  constexpr std::size_t kNamesMax = 6;
  if (names.size() <= kNamesMax) return listed(names);
  return text("place.skipped_count", {{"count", std::to_string(names.size())}});
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

std::vector<std::string> skipped_notes(const State& state, const PlaylistForm& form) {
  std::vector<std::string> notes;
  if (!state.seen) return notes;
  const PlaylistRecord playlist = record_of(form);
  for (const ItemId& id : form.items) {
    const ItemRecord* item = state.item_of(id);
    if (item == nullptr || is_everywhere(item->content.places)) continue;
    std::vector<std::string> names;
    for (const BoardRecord& board : state.seen->boards) {
      if (board.state != BoardState::Paired || !aims_at(playlist, board, state.seen->groups)) {
        continue;
      }
      if (!names_board(item->content.places, board.id, state.seen->commune.code)) {
        names.push_back(quoted(board.name));
      }
    }
    if (names.empty()) continue;
    notes.push_back(text("place.skipped", {{"title", quoted(title_of(item->content.title))},
                                           {"boards", boards_in_short(std::move(names))}}));
  }
  return notes;
}

}  // namespace bangtin::desk
