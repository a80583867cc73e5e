// Khẩn cấp: what stands off the air, since when and by whom, and the ways there and back; state
// mourning.
#include <algorithm>

#include "manager/desk/pages.h"
#include "manager/desk/spacing.h"
#include "manager/desk/wording.h"
#include "shared/base/texts.h"
#include "shared/ui/date_time.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

std::vector<const BoardRecord*> paired(const State& state, bool off_air) {
  std::vector<const BoardRecord*> boards;
  for (const BoardRecord& board : state.seen->boards) {
    if (board.state == BoardState::Paired && board.off_air.has_value() == off_air) {
      boards.push_back(&board);
    }
  }
  return boards;
}

Ask ask_on_air(const BoardRecord& board) {
  Sheet sheet;
  sheet.kind = Sheet::Kind::PutOnAir;
  sheet.subject = board.name;
  sheet.board = board.id;
  return {std::move(sheet)};
}

/// Whether the board says that it did what it was told last.
ui::Mark follows(const BoardRecord& board) {
  const bool done = board.status.generation >= board.generation_wanted;
  if (done) return {icon::kCheckCircle, said("desk.emergency.done"), ui::Tone::Good};
  if (!board.online) {
    return {icon::kOffline, said("desk.emergency.away"), ui::Tone::Bad};
  }
  return {icon::kSync, said("desk.emergency.sending"), ui::Tone::Wait};
}

void draw_off_board(const State& state, const BoardRecord& board, Commands& commands) {
  const std::string_view label = text("desk.on_air");
  const float button = state.may_put_on_air() ? ui::button_width(icon::kPlay, label) + kGap : 0;
  ui::begin_column("off." + board.id.text, ui::room_width() - button);
  ui::titled_mark(board.name, follows(board));
  ui::paragraph(
      text("desk.emergency.since",
           {{"time", ui::date_time_text(board.off_air->since, state.utc_offset_minutes())},
            {"who", name_of_login(state, board.off_air->who)},
            {"reason", board.off_air->reason}}),
      ui::Tone::Muted);
  ui::end_column();
  if (state.may_put_on_air()) {
    ui::beside();
    if (ui::button("on_air." + board.id.text, icon::kPlay, label, ui::Look::Secondary)) {
      commands.push_back(ask_on_air(board));
    }
  }
  ui::gap(6);
}

void draw_off(const State& state, const std::vector<const BoardRecord*>& off, Commands& commands) {
  ui::heading(text("desk.emergency.air"));
  if (off.empty()) {
    ui::mark({icon::kCheckCircle, said("desk.emergency.all_on"), ui::Tone::Good});
  } else {
    const std::string all = std::to_string(off.size() + paired(state, false).size());
    ui::mark({icon::kCloseCircle,
              text("desk.emergency.off", {{"count", std::to_string(off.size())}, {"all", all}}),
              ui::Tone::Bad});
  }
  ui::gap(4);
  ui::paragraph(text("desk.emergency.what"), ui::Tone::Muted);
  ui::paragraph(
      text(state.may_put_on_air() ? "desk.emergency.back" : "desk.emergency.back_by_others"),
      ui::Tone::Muted);
  ui::gap(6);
  for (const BoardRecord* board : off) draw_off_board(state, *board, commands);
}

void draw_on(const std::vector<const BoardRecord*>& on, Commands& commands) {
  ui::words(text("desk.emergency.on"), ui::Tone::Plain, ui::Type::Bold);
  if (on.empty()) ui::paragraph(text("desk.emergency.none_on"), ui::Tone::Muted);
  for (const BoardRecord* board : on) {
    const std::string_view label = text("desk.emergency.this_off");
    const float button = ui::button_width(icon::kCloseCircle, label) + kGap;
    ui::begin_column("on." + board->id.text, ui::room_width() - button);
    ui::titled_mark(board->name, follows(*board));
    ui::gap(6);  // Below the status, which would be cut.
    ui::end_column();
    ui::beside();
    if (ui::button("off_air." + board->id.text, icon::kCloseCircle, label, ui::Look::Danger)) {
      commands.push_back(ask_off_air(board));
    }
  }
}

void draw_alerts() {
  ui::words(text("desk.emergency.alerts"), ui::Tone::Plain, ui::Type::Bold);
  ui::paragraph(text("desk.emergency.no_alerts"));
  ui::paragraph(text("desk.emergency.instead"), ui::Tone::Muted);
}

}  // namespace

void draw_emergency(const State& state, Instant now, Commands& commands) {
  constexpr float kAlertsHeight = 220;
  const std::vector<const BoardRecord*> off = paired(state, true), on = paired(state, false);
  const float height = std::max(200.0F, ui::room_height() - kAlertsHeight - kGap);
  ui::begin_card("emergency.off", ui::room_width() * 0.54F, height);
  draw_off(state, off, commands);
  ui::end_card();
  ui::beside(kGap);
  ui::begin_card("emergency.on", 0, height);
  draw_on(on, commands);
  ui::end_card();
  ui::begin_card("emergency.alerts", ui::room_width() * 0.54F, 0);
  draw_alerts();
  ui::end_card();
  ui::beside(kGap);
  ui::begin_card("emergency.mourning", 0, 0);
  draw_mourning(state, now, commands);
  ui::end_card();
}

}  // namespace bangtin::desk
