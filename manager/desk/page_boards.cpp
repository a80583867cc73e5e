#include <algorithm>

#include "manager/core/position.h"
#include "manager/desk/board_words.h"
#include "manager/desk/pages.h"
#include "manager/desk/plan.h"
#include "manager/desk/spacing.h"
#include "manager/desk/wording.h"
#include "shared/base/texts.h"
#include "shared/ui/date_time.h"
#include "shared/ui/fields.h"
#include "shared/ui/grid.h"
#include "shared/ui/icons.h"
#include "shared/ui/pictures.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

constexpr float kPictureWidth = 360;
constexpr float kPictureHeight = 270;
constexpr float kCardPadding = 16;
constexpr float kScrollBar = 12;  ///< of a card with more than it can show
constexpr float kFactsMin = 300;

ui::Colour tone_bar(ui::Tone tone) {
  constexpr ui::Colour kBars[] = {ui::Colour::Bad, ui::Colour::Amber, ui::Colour::Good,
                                  ui::Colour::Idle};
  return kBars[rank_of(tone)];
}

struct Row {
  const BoardRecord* board;
  ui::Mark mark;
};

/// Worst first, then by name.
std::vector<Row> rows_of(const State& state, Instant now) {
  std::vector<Row> rows;
  const bool silent = all_silent(state.seen->boards);
  for (const BoardRecord* board : worst_first(state.seen->boards, now)) {
    rows.push_back({board, findings_of(*board, silent, now).front().mark});
  }
  return rows;
}

/// How the page is shared out: list, map, details, which take what is left. Where the details would
/// suffer the map is a part of them, and where it would be too small there is none.
struct Columns {
  float list = 340;
  float map = 0;            ///< beside; 0: not there
  bool map_inside = false;  ///< a part of the details
};

Columns columns() {
  constexpr float kNarrow = 1'300, kListNarrow = 290, kMapMin = 420, kMapWide = 520;
  constexpr float kOneColumn = kPictureWidth + 2 * kCardPadding + kScrollBar;
  constexpr float kTwoColumns = kFactsMin + kGap + kOneColumn;
  const float room = ui::room_width();
  Columns made;
  if (room < kNarrow) made.list = kListNarrow;
  const float rest = room - made.list - 2 * kGap;
  if (rest < kMapMin) return {};
  if (rest >= kMapWide + kTwoColumns) {
    made.map = rest - kTwoColumns;
  } else {
    made.map_inside = true;
  }
  return made;
}

void draw_board_list(const State& state, Instant now, float width, Commands& commands) {
  const std::vector<Row> rows = rows_of(state, now);
  const auto count = [&](ui::Tone tone) {
    return std::to_string(
        std::ranges::count(rows, tone, [](const Row& row) { return row.mark.tone; }));
  };
  ui::begin_card("boards", width, 0);
  ui::words(text("desk.boards.list"), ui::Tone::Plain, ui::Type::Bold);
  ui::words(text("desk.boards.counts", {{"all", std::to_string(rows.size())},
                                        {"bad", count(ui::Tone::Bad)},
                                        {"waiting", count(ui::Tone::Wait)}}),
            ui::Tone::Muted);
  ui::gap(4);
  ui::list_rows(rows.size(), [&](std::size_t i) {
    const Row& row = rows[i];
    if (ui::list_row("board." + row.board->id.text, row.board->name, row.mark,
                     tone_bar(row.mark.tone), state.boards.board == row.board->id)) {
      commands.push_back(OpenBoard{row.board->id});
    }
  });
  ui::end_card();
}

void draw_findings(const State& state, const BoardRecord& board, Instant now) {
  const bool silent = all_silent(state.seen->boards);
  for (const Finding& finding : findings_of(board, silent, now)) {
    ui::mark(finding.mark);
    if (!finding.advice.empty()) ui::paragraph(finding.advice, ui::Tone::Muted);
  }
}

void fact(std::string_view key, const std::string& value) {
  ui::cell(text(key), ui::Tone::Muted);
  ui::cell(value);
}

std::string link_words(const BoardHealth& health) {
  return text(health.wireless.value_or(false) ? "desk.boards.wireless" : "desk.boards.wired",
              {{"name", health.link.value_or("")}});
}

void draw_health(const BoardHealth& health) {
  if (health.temperature_c) {
    fact("desk.boards.temperature", std::to_string(*health.temperature_c) + " °C");
  }
  if (health.disk_free_bytes) fact("desk.boards.disk", bytes_text(*health.disk_free_bytes));
  if (health.link) fact("desk.boards.link", link_words(health));
  if (health.up_s) fact("desk.boards.up", long_duration_text(Seconds(*health.up_s)));
}

void draw_facts(const State& state, const BoardRecord& board) {
  if (!ui::begin_table("facts", {{"", 1}, {"", 1}})) return;
  const int offset = state.utc_offset_minutes();
  fact("desk.boards.seen",
       board.last_seen ? ui::date_time_text(*board.last_seen, offset) : std::string("–"));
  fact("desk.boards.generation",
       std::to_string(board.status.generation) + " / " + std::to_string(board.generation_wanted));
  if (board.status.health) draw_health(*board.status.health);
  fact("desk.boards.size", std::to_string(board.canvas_px.width_px) + " × " +
                               std::to_string(board.canvas_px.height_px));
  fact("desk.boards.version",
       board.status.program_version.empty() ? "–" : board.status.program_version);
  ui::end_table();
}

/// What it should show at this moment: with the picture, by the player's own compositor.
void draw_now(const State& state, const BoardRecord& board, Instant now) {
  ui::words(text("desk.boards.now"), ui::Tone::Muted);
  const auto subject = board_moment(state, now);
  if (!subject) {
    const auto loaded = state.plan.boards.find(board.id);
    const bool waits = loaded == state.plan.boards.end() || loaded->second.waits;
    ui::paragraph(waits ? std::string(text("desk.boards.now_waits")) : loaded->second.problem,
                  ui::Tone::Muted);
    return;
  }
  if (state.preview) {
    ui::picture("board.picture", text("desk.boards.now"), state.preview->picture);
  }
  const Moment moment = moment_of(*subject->manifest, subject->at);
  if (moment.lines.empty()) ui::paragraph(text("plan.moment_card"));
  for (const MomentLine& line : moment.lines) {
    ui::paragraph(line.title);
    ui::words(line.hours, ui::Tone::Muted);
  }
  if (!moment.panel_on) {
    ui::mark({icon::kOffline, std::string(text("plan.panel_off")), ui::Tone::Wait});
  }
}

/// What stands there or what should, in the same place, so that a glance back and forth compares.
void draw_board_views(const State& state, const BoardRecord& board, Instant now,
                      Commands& commands) {
  BoardsForm form = state.boards;
  const auto view = [&](const char* id, std::string_view word, bool glass) {
    const bool here = form.shows_glass == glass;
    if (ui::button(id, "", word, here ? ui::Look::Primary : ui::Look::Secondary)) {
      form.shows_glass = glass;
      commands.push_back(Edit{form});
    }
  };
  view("board.view.glass", text("desk.boards.view.glass"), true);
  ui::beside();
  view("board.view.plan", text("desk.boards.view.plan"), false);
  ui::gap(4);
  if (state.boards.shows_glass) {
    draw_glass(state, board, now, commands);
  } else {
    draw_now(state, board, now);
  }
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

/// Whether a name can still be read in a field with these buttons at its right.
bool has_room_beside(float buttons) {
  constexpr float kNameMin = 180;
  return ui::room_width() - buttons >= kNameMin;
}

/// The buttons of a field: beside it, or below.
void begin_buttons(bool beside) {
  if (beside) {
    ui::beside();
    ui::below_label();
  } else {
    ui::gap(4);
  }
}

void end_buttons(bool beside) {
  if (beside) ui::end_below_label();
}

void draw_name(const State& state, const BoardRecord& board, Commands& commands) {
  BoardsForm form = state.boards;
  const std::string_view rename = text("desk.rename"), revoke = text("desk.revoke");
  const float buttons =
      ui::button_width(icon::kPencil, rename) + ui::button_width(icon::kClose, revoke) + 20;
  const bool beside = has_room_beside(buttons);
  ui::gap(6);
  if (ui::text_field(
          {.id = "board.name", .label = text("desk.boards.name"), .width = beside ? -buttons : 0},
          form.name)) {
    commands.push_back(Edit{form});
  }
  begin_buttons(beside);
  if (ui::button("board.rename", icon::kPencil, rename, ui::Look::Secondary,
                 !form.name.empty() && form.name != board.name)) {
    commands.push_back(RenameBoard{});
  }
  ui::beside();
  if (ui::button("board.revoke", icon::kClose, revoke, ui::Look::Danger)) {
    commands.push_back(Ask{{Sheet::Kind::RevokeBoard, board.name, {}, {}, board.id, ""}});
  }
  end_buttons(beside);
}

/// Latitude and longitude: typed, pasted, or pressed on the map.
void draw_position(const State& state, const BoardRecord& board, bool has_map, Commands& commands) {
  BoardsForm form = state.boards;
  const auto typed = position_of(form.position);
  const std::string error =
      form.position.empty() || typed.ok() ? std::string() : text_of(typed.error());
  if (ui::text_field({.id = "board.position",
                      .label = text("desk.boards.position_label"),
                      .hint = "10.0452, 105.7469",
                      .error = error,
                      .characters_max = 60},
                     form.position)) {
    commands.push_back(Edit{form});
  }
  if (typed.ok() && !is_near_vietnam(*typed)) {
    ui::mark({icon::kAlert, std::string(text("map.outside")), ui::Tone::Wait});
  }
  ui::gap(4);
  const bool changed = typed.ok() && board.position != *typed;
  if (ui::button("position.save", "", text("desk.boards.place"), ui::Look::Secondary, changed)) {
    commands.push_back(MapStep{PlaceBoard{}});
  }
  ui::beside();
  if (ui::button("position.clear", "", text("desk.boards.unplace"), ui::Look::Secondary,
                 board.position.has_value())) {
    commands.push_back(MapStep{ClearPosition{}});
  }
  if (!has_map) return;
  ui::beside();
  const bool picks = state.boards.picks;
  if (ui::button("position.pick", "", text(picks ? "desk.cancel" : "desk.boards.pick"),
                 ui::Look::Secondary)) {
    commands.push_back(MapStep{PickOnMap{!picks}});
  }
}

/// What a technician sets of it.
void draw_change(const State& state, const BoardRecord& board, bool has_map, Commands& commands) {
  draw_name(state, board, commands);
  ui::gap(6);
  draw_position(state, board, has_map, commands);
  ui::gap(6);
  draw_assignment(state, board, commands);
}

/// Of the card at the bottom; its words take more lines where it is narrow.
float pairing_height(const State& state) {
  constexpr float kNarrow = 500;
  if (ui::room_width() < kNarrow) return state.boards.pairing ? 440 : 226;
  return state.boards.pairing ? 348 : 198;
}

/// How it is, and what is on it.
void draw_condition(const State& state, const BoardRecord& board, Instant now, Commands& commands) {
  const bool paired = board.state == BoardState::Paired;
  const float room = ui::room_width();
  const bool side_by_side = paired && room >= kFactsMin + kGap + kPictureWidth;
  ui::begin_column("board.facts", side_by_side ? room - kPictureWidth - kGap : 0);
  draw_findings(state, board, now);
  draw_assigned(state, board);
  ui::gap(6);
  draw_air(state, board, commands);
  draw_facts(state, board);
  ui::end_column();
  if (!paired) return;
  if (side_by_side) ui::beside(kGap);
  ui::begin_column("board.now", side_by_side ? kPictureWidth : 0);
  draw_board_views(state, board, now, commands);
  ui::end_column();
}

struct PartWords {
  BoardPart part;
  const char* id;
  const char* icon;
};
constexpr PartWords kParts[] = {
    {BoardPart::Now, "boards.part.now", icon::kMonitor},
    {BoardPart::Controls, "boards.part.controls", icon::kSettings},
    {BoardPart::Place, "boards.part.place", icon::kPencil},
    {BoardPart::Groups, "boards.part.groups", icon::kMonitors},
    {BoardPart::Map, "boards.part.map", icon::kMap},
};

bool is_offered(const State& state, const BoardRecord* board, const Columns& widths,
                BoardPart part) {
  if (part == BoardPart::Now) return true;
  if (part == BoardPart::Map) return widths.map_inside;
  return state.may_pair() && board != nullptr && board->state == BoardState::Paired;
}

/// The part that is shown; one that is not offered gives way.
BoardPart shown_part(const State& state, const BoardRecord* board, const Columns& widths) {
  const bool picks = state.boards.picks && widths.map_inside;
  const BoardPart part = picks ? BoardPart::Map : state.boards.part;
  return is_offered(state, board, widths, part) ? part : BoardPart::Now;
}

/// Which part is shown. Nothing where there is only one.
void draw_parts(const State& state, const BoardRecord* board, const Columns& widths,
                Commands& commands) {
  const BoardPart shown = shown_part(state, board, widths);
  const auto offered = [&](const PartWords& say) {
    return is_offered(state, board, widths, say.part);
  };
  if (std::ranges::count_if(kParts, offered) < 2) return;
  const float room = ui::room_width();
  float used = 0;  // Of this line; what has no room stands on the next.
  for (const PartWords& say : kParts) {
    if (!offered(say)) continue;
    const std::string key = std::string("desk.") + say.id;
    const std::string_view words = text(key);
    const float width = ui::button_width(say.icon, words) + kGap;
    if (used > 0 && used + width <= room) {
      ui::beside();
      used += width;
    } else {
      used = width;
    }
    if (ui::button(say.id, say.icon, words,
                   say.part == shown ? ui::Look::Primary : ui::Look::Secondary)) {
      BoardsForm form = state.boards;
      form.part = say.part;
      form.picks = false;
      commands.push_back(Edit{form});
    }
  }
  ui::gap(8);
}

void draw_board(const State& state, Instant now, const Columns& widths, bool has_map,
                Commands& commands) {
  const BoardRecord* board = state.board_of(state.boards.board);
  const BoardPart part = shown_part(state, board, widths);
  ui::begin_card("board", 0, state.may_pair() ? -pairing_height(state) : 0);
  if (board == nullptr) {
    ui::empty_state(icon::kMonitors, text("desk.boards.empty"), text("desk.boards.empty_hint"));
    ui::end_card();
    return;
  }
  ui::heading(board->name);
  if (part == BoardPart::Controls) {
    draw_orders(state, *board, now, commands);
  } else if (part == BoardPart::Place) {
    draw_change(state, *board, has_map, commands);
  } else if (part == BoardPart::Groups) {
    draw_groups(state, *board, commands);
  } else {
    draw_condition(state, *board, now, commands);
  }
  ui::end_card();
}

void draw_words_to_compare(const State& state, BoardsForm& form, Commands& commands,
                           bool& changed) {
  const BoardToPair& pairing = *state.boards.pairing;
  ui::paragraph(text("desk.pairing.compare"));
  ui::gap(4);
  ui::large_words(pairing.words);
  ui::gap(4);
  const std::string_view accept = text("desk.pairing.accept"), refuse = text("desk.pairing.refuse");
  const float buttons =
      ui::button_width(icon::kCheck, accept) + ui::button_width(icon::kClose, refuse) + 20;
  const bool beside = has_room_beside(buttons);
  changed |= ui::text_field(
      {.id = "pairing.name", .label = text("desk.pairing.name"), .width = beside ? -buttons : 0},
      form.new_name);
  begin_buttons(beside);
  if (ui::button("pairing.accept", icon::kCheck, accept, ui::Look::Primary,
                 !form.busy && !form.new_name.empty())) {
    commands.push_back(AnswerPairing{true});
  }
  ui::beside();
  if (ui::button("pairing.refuse", icon::kClose, refuse, ui::Look::Danger, !form.busy)) {
    commands.push_back(AnswerPairing{false});
  }
  end_buttons(beside);
}

/// For the ladder: the one thing that has to be typed at a new board.
void draw_server_address(const State& state) {
  if (state.board_addresses.empty()) {
    ui::paragraph(text("desk.pairing.no_address"), ui::Tone::Wait);
    return;
  }
  std::string all;
  for (const std::string& address : state.board_addresses) {
    if (!all.empty()) all += " " + std::string(text("desk.pairing.or")) + " ";
    all += address;
  }
  ui::words(text("desk.pairing.address", {{"address", all}}), ui::Tone::Plain, ui::Type::Bold);
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
    draw_server_address(state);
    ui::gap(4);
    const std::string_view find = text(form.busy ? "desk.pairing.looking" : "desk.pairing.find");
    constexpr float kCodeWidth = 260;
    const float room = ui::room_width() - ui::button_width(icon::kLink, find) - kGap;
    changed |= ui::text_field({.id = "pairing.code",
                               .label = text("desk.pairing.code"),
                               .hint = "BCDF GHJK",
                               .width = std::min(kCodeWidth, room),
                               .characters_max = 9},
                              form.code);
    ui::beside();
    ui::below_label();
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

Size board_room_px() { return ui::picture_room_px(kPictureWidth, kPictureHeight); }

void draw_boards(const State& state, Instant now, Commands& commands) {
  const Columns widths = columns();
  const bool has_places =
      state.seen->map || std::ranges::any_of(state.seen->boards, [](auto& board) {
        return board.state == BoardState::Paired && board.position;
      });
  draw_board_list(state, now, widths.list, commands);
  ui::beside(kGap);
  if (widths.map > 0) {
    draw_map(state, now, widths.map, commands);
    ui::beside(kGap);
  }
  ui::begin_plain("boards.right", 0);
  const BoardRecord* board = state.board_of(state.boards.board);
  draw_parts(state, board, widths, commands);
  if (shown_part(state, board, widths) == BoardPart::Map) {
    draw_map(state, now, 0, commands);
  } else {
    draw_board(state, now, widths, has_places && (widths.map > 0 || widths.map_inside), commands);
    if (state.may_pair()) draw_pairing(state, commands);
  }
  ui::end_plain();
}

}  // namespace bangtin::desk
