// What is asked of the board at hand besides its programme: the picture from its glass, and how
// loud and how bright it is; and what it answered.
#include <algorithm>

#include "manager/core/board_orders.h"
#include "manager/core/local_time.h"
#include "manager/desk/pages.h"
#include "shared/base/order_limits.h"
#include "shared/base/texts.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"
#include "shared/ui/pictures.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

constexpr float kOrderChoiceWidth = 150, kPercentWidth = 250;
constexpr int kStep_percent = 10;
constexpr int kCardMinutes[] = {1, 5, 15, 30, 60};

const char* icon_of(OrderState state) {
  switch (state) {
    case OrderState::Waiting:
      return icon::kWait;
    case OrderState::Done:
      return icon::kCheckCircle;
    case OrderState::TooOften:
      return icon::kClock;
    case OrderState::Impossible:
    case OrderState::Unanswered:
      break;
  }
  return icon::kAlertCircle;
}

ui::Tone tone_of(OrderState state) {
  if (state == OrderState::Done) return ui::Tone::Good;
  const bool is_open = state == OrderState::Waiting || state == OrderState::TooOften;
  return is_open ? ui::Tone::Wait : ui::Tone::Bad;
}

bool waits(const BoardRecord& board, OrderKind kind, Instant now) {
  const OrderRecord* order = order_of(board, kind);
  return order != nullptr && order_state(*order, now) == OrderState::Waiting;
}

/// How the last order of this kind went: in one line when all is well, else with the reason below.
void draw_answer(const BoardRecord& board, OrderKind kind, Instant now) {
  const OrderRecord* order = order_of(board, kind);
  if (order == nullptr) return;
  const OrderState state = order_state(*order, now);
  const std::string asked = order_words(order->kind, order->value);
  const std::string answer = order_answer_words(*order, board, now);
  const bool is_done = state == OrderState::Done;
  ui::mark({icon_of(state), is_done ? asked + ": " + answer : asked, tone_of(state)});
  if (!is_done) ui::paragraph(answer, ui::Tone::Muted);
}

void title(std::string_view key) { ui::words(text(key), ui::Tone::Plain, ui::Type::Bold); }

/// 0 %, 10 %, ... up to 100 %, from `first`.
std::vector<std::string> percents(int first) {
  std::vector<std::string> words;
  for (int value = first; value <= 100; value += kStep_percent) {
    words.push_back(std::to_string(value) + " %");
  }
  return words;
}

struct PercentRow {
  OrderKind kind;
  const char* label;
  const char* field;
  const char* set;
  int first = 0;
  int BoardsForm::*chosen;
};

void draw_percent(const State& state, const BoardRecord& board, const PercentRow& row, int now_is,
                  Instant now, Commands& commands) {
  BoardsForm form = state.boards;
  int& chosen = form.*row.chosen;
  if (chosen < 0) chosen = std::max(0, (now_is - row.first) / kStep_percent);
  const std::string label = text(row.label, {{"value", std::to_string(now_is)}});
  if (ui::choice({.id = row.field, .label = label, .width = kPercentWidth}, percents(row.first),
                 chosen)) {
    commands.push_back(Edit{form});
  }
  ui::beside();
  ui::below_label();
  const int wanted = row.first + chosen * kStep_percent;
  if (ui::button(row.set, icon::kCheck, text("desk.orders.set"), ui::Look::Secondary,
                 !waits(board, row.kind, now))) {
    commands.push_back(OrderStep{AskOfBoard{row.kind, wanted}});
  }
  ui::end_below_label();
  draw_answer(board, row.kind, now);
}

/// How loud and how bright it is.
void draw_levels(const State& state, const BoardRecord& board, Instant now, Commands& commands) {
  const BoardControls& controls = *board.status.controls;
  draw_percent(state, board,
               {OrderKind::Volume, "desk.orders.volume", "orders.volume", "orders.volume_set", 0,
                &BoardsForm::volume},
               controls.volume_percent, now, commands);
  ui::gap(8);
  if (controls.brightness_percent) {
    draw_percent(state, board,
                 {OrderKind::Brightness, "desk.orders.brightness", "orders.brightness",
                  "orders.brightness_set", limits::kBrightnessMin_percent, &BoardsForm::brightness},
                 *controls.brightness_percent, now, commands);
  } else {
    title("desk.orders.no_brightness");
    ui::paragraph(text("desk.orders.no_brightness_why"), ui::Tone::Muted);
  }
}

void draw_test_card(const State& state, const BoardRecord& board, Instant now, Commands& commands) {
  BoardsForm form = state.boards;
  std::vector<std::string> lengths;
  for (const int minutes : kCardMinutes) {
    lengths.push_back(text("desk.orders.minutes", {{"minutes", std::to_string(minutes)}}));
  }
  if (ui::choice(
          {.id = "orders.card", .label = text("desk.orders.card"), .width = kOrderChoiceWidth},
          lengths, form.card_length)) {
    commands.push_back(Edit{form});
  }
  ui::beside();
  ui::below_label();
  const bool idle = !waits(board, OrderKind::TestCard, now);
  if (ui::button("orders.card_show", icon::kMonitor, text("desk.orders.card_show"),
                 ui::Look::Secondary, idle)) {
    const auto length =
        std::size_t(std::clamp(form.card_length, 0, int(std::size(kCardMinutes)) - 1));
    commands.push_back(OrderStep{AskOfBoard{OrderKind::TestCard, kCardMinutes[length]}});
  }
  ui::end_below_label();
  if (const auto& until = board.status.controls->test_card_until) {
    const std::string time = local_time_text(*until, state.utc_offset_minutes());
    ui::mark({icon::kClock, text("desk.orders.card_until", {{"time", time}}), ui::Tone::Accent});
    if (ui::button("orders.card_end", icon::kClose, text("desk.orders.card_end"),
                   ui::Look::Secondary, idle)) {
      commands.push_back(OrderStep{AskOfBoard{OrderKind::TestCard, 0}});
    }
  }
  draw_answer(board, OrderKind::TestCard, now);
}

void draw_restart(const BoardRecord& board, Instant now, Commands& commands) {
  title("desk.orders.player");
  if (ui::button("orders.restart", icon::kRefresh, text("desk.orders.restart"), ui::Look::Secondary,
                 !waits(board, OrderKind::Restart, now))) {
    commands.push_back(OrderStep{AskOfBoard{OrderKind::Restart, 0}});
  }
  draw_answer(board, OrderKind::Restart, now);
}

}  // namespace

void draw_glass(const State& state, const BoardRecord& board, Instant now, Commands& commands) {
  const GlassSight& glass = state.glass;
  if (glass.board == board.id && glass.fitted) {
    ui::picture("board.glass", text("desk.glass.title"), glass.fitted);
    ui::words(
        text("desk.glass.at", {{"time", exact_time_text(glass.at, state.utc_offset_minutes())}}),
        ui::Tone::Muted);
  } else if (!board.picture) {
    ui::paragraph(text("desk.glass.none"), ui::Tone::Muted);
  } else if (glass.problem.empty()) {
    ui::paragraph(text("desk.glass.loading"), ui::Tone::Muted);
  }
  if (!glass.problem.empty()) ui::paragraph(glass.problem, ui::Tone::Bad);
  const OrderRecord* order = order_of(board, OrderKind::Picture);
  if (order != nullptr && order_state(*order, now) != OrderState::Done) {
    draw_answer(board, OrderKind::Picture, now);
  }
  ui::gap(4);
  const bool asking = waits(board, OrderKind::Picture, now);
  if (ui::button("glass.ask", icon::kRefresh, text(asking ? "desk.glass.asking" : "desk.glass.ask"),
                 ui::Look::Primary, !asking && !state.me.roles.empty())) {
    commands.push_back(OrderStep{AskOfBoard{OrderKind::Picture, 0}});
  }
}

void draw_orders(const State& state, const BoardRecord& board, Instant now, Commands& commands) {
  constexpr float kColumnMin = 340, kBetween = 24;
  const float room = ui::room_width();
  const bool side_by_side = room >= 2 * kColumnMin + kBetween;
  const bool takes_orders = board.status.controls.has_value();
  ui::begin_column("orders.levels", side_by_side ? (room - kBetween) / 2 : 0);
  if (takes_orders) {
    draw_levels(state, board, now, commands);
  } else {
    ui::paragraph(text("desk.orders.none"), ui::Tone::Muted);
  }
  ui::end_column();
  if (side_by_side) ui::beside(kBetween);
  ui::begin_column("orders.deeds", side_by_side ? (room - kBetween) / 2 : 0);
  if (takes_orders) {
    draw_test_card(state, board, now, commands);
    ui::gap(8);
    draw_restart(board, now, commands);
    ui::gap(8);
  }
  title("desk.orders.hours");
  if (ui::button("orders.hours", icon::kClock, text("desk.orders.hours_open"),
                 ui::Look::Secondary)) {
    commands.push_back(OrderStep{OpenBoardHours{}});
  }
  ui::end_column();
}

}  // namespace bangtin::desk
