// The desk's part for what is asked of a board: its commands, and the picture that comes back.
#include <algorithm>

#include "manager/desk/desk.h"
#include "shared/base/texts.h"

namespace bangtin::desk {

void Desk::step_orders(const OrderStep& step, Instant now) {
  const BoardId& board = state_.boards.board;
  if (const auto* ask = std::get_if<AskOfBoard>(&step)) {
    Request request = this->request(Deed::OrderBoard);
    request.board = board;
    request.order = ask->kind;
    request.order_value = ask->value;
    if (ask->kind == OrderKind::Picture) state_.boards.shows_glass = true;
    return send(std::move(request));
  }
  state_.page = Page::Plan;
  open_plan(now);
  state_.plan.form.view = PlanView::Hours;
  open_hours(TimetableScope::Board, board.text);
}

/// The picture of the board at hand is fetched once.
void Desk::settle_glass() {
  const BoardRecord* board = state_.board_of(state_.boards.board);
  GlassSight& glass = state_.glass;
  if (board == nullptr || !board->picture) {
    glass = {};
    return;
  }
  if (glass.board == board->id && glass.number == board->picture->number) return;
  // The one before stands until the newer one is here.
  if (glass.board != board->id) glass = {};
  glass.board = board->id;
  glass.number = board->picture->number;
  glass.problem.clear();
  Request request;
  request.deed = Deed::LoadGlass;
  request.board = board->id;
  request.glass = *board->picture;
  send(std::move(request));
}

void Desk::take_glass(const Outcome& outcome) {
  GlassSight& glass = state_.glass;
  if (outcome.board != glass.board || outcome.glass.number != glass.number)
    return;  // Another one by now.
  if (outcome.error && outcome.error->code == Code::Unavailable) {
    glass.number = 0;  // Asked for again when the link is back.
    state_.link = LinkState::Lost;
    return;
  }
  if (outcome.error) {
    glass.problem = text_of(*outcome.error);
    return;
  }
  glass.picture = outcome.picture;
  glass.at = outcome.glass.at;
  glass.fitted.reset();
}

void Desk::fit_glass(Size room_px) {
  GlassSight& glass = state_.glass;
  if (!glass.picture) {
    glass.fitted.reset();
    return;
  }
  const Size wanted = fitted(glass.picture->size, room_px);
  if (glass.fitted && glass.fitted->size == wanted) return;
  glass.fitted = std::make_shared<const Bitmap>(scale(*glass.picture, wanted));
}

}  // namespace bangtin::desk
