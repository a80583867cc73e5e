// The part of the desk about where boards stand.
#include "manager/core/position.h"
#include "manager/desk/desk.h"
#include "manager/desk/wording.h"

namespace bangtin::desk {

void Desk::step_map(const MapStep& step) {
  BoardsForm& form = state_.boards;
  if (const auto* pick = std::get_if<PickOnMap>(&step)) {
    form.picks = pick->on;
  } else if (const auto* picked = std::get_if<PickedPlace>(&step)) {
    form.position = position_text(picked->place);
    form.picks = false;
    if (form.part == BoardPart::Map) form.part = BoardPart::Place;
  } else {
    const bool clears = std::holds_alternative<ClearPosition>(step);
    const auto position = position_of(form.position);
    if (!clears && !position.ok()) return;  // The field says in words what is wrong.
    Request request = this->request(Deed::PlaceBoard);
    request.board = form.board;
    if (!clears) request.position = *position;
    if (clears) form.position.clear();
    form.picks = false;
    send(std::move(request));
  }
}

/// The one at hand, with what is known of it.
void Desk::open_board(const BoardId& id) {
  const BoardRecord* board = state_.board_of(id);
  state_.boards.board = id;
  state_.boards.name = board == nullptr ? "" : board->name;
  state_.boards.position =
      board == nullptr || !board->position ? "" : position_text(*board->position);
  const bool assigned = board != nullptr && board->assignment;
  state_.boards.assign_to = assigned ? board->assignment->to : "";
  state_.boards.assign_note = assigned ? board->assignment->note : "";
  state_.boards.tags = board == nullptr ? "" : tag_text(board->tags);
  state_.boards.group = {};
  state_.boards.group_name.clear();
  state_.boards.picks = false;
  state_.boards.shows_glass = board != nullptr && board->picture;
  state_.boards.volume = state_.boards.brightness = -1;
  settle_glass();
}

bool Desk::drop_map_file(const std::string& path) {
  if (!state_.sheet || state_.sheet->kind != Sheet::Kind::ImportMap) return false;
  state_.sheet->reason = path;
  return true;
}

}  // namespace bangtin::desk
