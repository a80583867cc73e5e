#include <algorithm>

#include "manager/desk/pages.h"
#include "manager/desk/wording.h"
#include "shared/base/texts.h"
#include "shared/ui/date_time.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

/// Worst first, then by name.
std::vector<const BoardRecord*> ordered(const std::vector<BoardRecord>& boards) {
  std::vector<const BoardRecord*> all;
  for (const BoardRecord& board : boards) all.push_back(&board);
  const auto rank = [](const BoardRecord& board) {
    const ui::Tone tone = mark_of(board).tone;
    return tone == ui::Tone::Bad ? 0 : tone == ui::Tone::Wait ? 1 : tone == ui::Tone::Good ? 2 : 3;
  };
  std::ranges::stable_sort(all, [&](const BoardRecord* a, const BoardRecord* b) {
    return std::pair(rank(*a), a->name) < std::pair(rank(*b), b->name);
  });
  return all;
}

ui::Colour bar_of(const BoardRecord& board) {
  switch (mark_of(board).tone) {
    case ui::Tone::Good:
      return ui::colour::kGood;
    case ui::Tone::Wait:
      return 0xE08A00;
    case ui::Tone::Bad:
      return ui::colour::kBad;
    default:
      return 0x9AA3AF;
  }
}

void draw_list(const State& state, Commands& commands) {
  const std::vector<const BoardRecord*> boards = ordered(state.seen->boards);
  std::int64_t bad = 0, waiting = 0;
  for (const BoardRecord* board : boards) {
    const ui::Tone tone = mark_of(*board).tone;
    bad += tone == ui::Tone::Bad;
    waiting += tone == ui::Tone::Wait;
  }
  ui::begin_card("boards", 340, 0);
  ui::words(text("desk.boards.list"), ui::Tone::Plain, ui::Type::Bold);
  ui::words(text("desk.boards.counts", {{"all", std::to_string(boards.size())},
                                        {"bad", std::to_string(bad)},
                                        {"waiting", std::to_string(waiting)}}),
            ui::Tone::Muted);
  ui::gap(4);
  for (const BoardRecord* board : boards) {
    if (ui::list_row("board." + board->id.text, board->name, mark_of(*board), bar_of(*board),
                     state.boards.board == board->id)) {
      commands.push_back(OpenBoard{board->id});
    }
  }
  ui::end_card();
}

void fact(std::string_view key, const std::string& value) {
  ui::cell(text(key), ui::Tone::Muted);
  ui::cell(value);
}

void draw_facts(const State& state, const BoardRecord& board) {
  if (!ui::begin_table("facts", {{"", 2}, {"", 3}})) return;
  const int offset = state.utc_offset_minutes();
  fact("desk.boards.generation",
       std::to_string(board.status.generation) + " / " + std::to_string(board.generation_wanted));
  fact("desk.boards.seen",
       board.last_seen ? ui::date_time_text(*board.last_seen, offset) : std::string("–"));
  fact("desk.boards.size", std::to_string(board.canvas_px.width_px) + " × " +
                               std::to_string(board.canvas_px.height_px));
  fact("desk.boards.version",
       board.status.program_version.empty() ? "–" : board.status.program_version);
  ui::end_table();
}

/// This board alone off the air, or back.
void draw_air(const State& state, const BoardRecord& board, Commands& commands) {
  if (board.state != BoardState::Paired) return;
  if (!board.off_air) {
    if (ui::button("board.off_air", icon::kCloseCircle, text("desk.off_air.board"),
                   ui::Look::Danger)) {
      commands.push_back(ask_off_air(&board));
    }
  } else if (state.may_put_on_air() &&
             ui::button("board.on_air", icon::kPlay, text("desk.on_air"), ui::Look::Primary)) {
    commands.push_back(Ask{{Sheet::Kind::PutOnAir, board.name, {}, {}, board.id, ""}});
  }
  ui::gap(6);
}

void draw_board(const State& state, Commands& commands) {
  const BoardRecord* board = state.board_of(state.boards.board);
  ui::begin_card("board", 0, state.may_pair() ? (state.boards.pairing ? -348.0F : -172.0F) : 0);
  if (board == nullptr) {
    ui::empty_state(icon::kMonitors, text("desk.boards.empty"), text("desk.boards.empty_hint"));
    ui::end_card();
    return;
  }
  ui::heading(board->name);
  ui::mark(mark_of(*board));
  ui::gap(6);
  draw_air(state, *board, commands);
  for (const std::string& problem : {board->problem, board->status.problem}) {
    if (!problem.empty()) {
      ui::banner({icon::kAlert, std::string(text(problem)), ui::Tone::Bad});
    }
  }
  draw_facts(state, *board);
  if (state.may_pair() && board->state == BoardState::Paired) {
    BoardsForm form = state.boards;
    const std::string_view rename = text("desk.rename"), revoke = text("desk.revoke");
    const float buttons =
        ui::button_width(icon::kPencil, rename) + ui::button_width(icon::kClose, revoke) + 20;
    ui::gap(6);
    if (ui::text_field({.id = "board.name", .label = text("desk.boards.name"), .width = -buttons},
                       form.name)) {
      commands.push_back(Edit{form});
    }
    ui::beside();
    ui::below_label();
    if (ui::button("board.rename", icon::kPencil, rename, ui::Look::Secondary,
                   !form.name.empty() && form.name != board->name)) {
      commands.push_back(RenameBoard{});
    }
    ui::beside();
    if (ui::button("board.revoke", icon::kClose, revoke, ui::Look::Danger)) {
      commands.push_back(Ask{{Sheet::Kind::RevokeBoard, board->name, {}, {}, board->id, ""}});
    }
    ui::end_below_label();
  }
  ui::end_card();
}

void draw_words_to_compare(const State& state, BoardsForm& form, Commands& commands,
                           bool& changed) {
  const PairingView& pairing = *state.boards.pairing;
  ui::paragraph(text("desk.pairing.compare"));
  ui::gap(4);
  ui::large_words(pairing.words);
  ui::gap(4);
  const std::string_view accept = text("desk.pairing.accept"), refuse = text("desk.pairing.refuse");
  const float buttons =
      ui::button_width(icon::kCheck, accept) + ui::button_width(icon::kClose, refuse) + 20;
  changed |= ui::text_field(
      {.id = "pairing.name", .label = text("desk.pairing.name"), .width = -buttons}, form.new_name);
  ui::beside();
  ui::below_label();
  if (ui::button("pairing.accept", icon::kCheck, accept, ui::Look::Primary,
                 !form.busy && !form.new_name.empty())) {
    commands.push_back(AnswerPairing{true});
  }
  ui::beside();
  if (ui::button("pairing.refuse", icon::kClose, refuse, ui::Look::Danger, !form.busy)) {
    commands.push_back(AnswerPairing{false});
  }
  ui::end_below_label();
}

void draw_pairing(const State& state, Commands& commands) {
  BoardsForm form = state.boards;
  bool changed = false;
  ui::begin_card("pairing", 0, 0);
  ui::words(text("desk.pairing.title"), ui::Tone::Plain, ui::Type::Bold);
  if (form.pairing) {
    draw_words_to_compare(state, form, commands, changed);
  } else {
    ui::paragraph(text("desk.pairing.hint"), ui::Tone::Muted);
    ui::gap(4);
    changed |= ui::text_field({.id = "pairing.code",
                               .label = text("desk.pairing.code"),
                               .hint = "BCDF GHJK",
                               .width = 260,
                               .characters_max = 9},
                              form.code);
    ui::beside();
    ui::below_label();
    const std::string_view find = text(form.busy ? "desk.pairing.looking" : "desk.pairing.find");
    if (ui::button("pairing.find", icon::kLink, find, ui::Look::Primary,
                   !form.busy && form.code.size() >= 8)) {
      commands.push_back(FindPairing{});
    }
    ui::end_below_label();
  }
  ui::end_card();
  if (changed) commands.insert(commands.begin(), Edit{form});
}

}  // namespace

void draw_boards(const State& state, Commands& commands) {
  draw_list(state, commands);
  ui::beside();
  ui::begin_plain("boards.right", 0);
  draw_board(state, commands);
  if (state.may_pair()) draw_pairing(state, commands);
  ui::end_plain();
}

}  // namespace bangtin::desk
