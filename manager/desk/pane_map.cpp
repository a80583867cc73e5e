// The map beside the list of boards: where they stand, and how each one is.
#include <algorithm>

#include "manager/desk/board_words.h"
#include "manager/desk/pages.h"
#include "shared/base/lists.h"
#include "shared/base/texts.h"
#include "shared/ui/geo_map.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

constexpr float kNoteHeight = 54;
constexpr float kButtonsHeight = 64;
constexpr float kGaps = 24;
constexpr float kMapHeightMin = 200;

/// Those that are paired, the worst first; the ones that nobody placed, by name.
struct Placed {
  std::vector<const BoardRecord*> boards;
  std::vector<ui::MapMark> marks;  ///< of `boards`, in their order
  std::vector<std::string> unplaced;
};

Placed placed_boards(const State& state, Instant now) {
  Placed placed;
  const bool silent = all_silent(state.seen->boards);
  std::vector<std::pair<Finding, const BoardRecord*>> found;
  for (const BoardRecord& board : state.seen->boards) {
    if (board.state != BoardState::Paired) continue;
    if (board.position) {
      found.emplace_back(findings_of(board, silent, now).front(), &board);
    } else {
      placed.unplaced.push_back(board.name);
    }
  }
  std::ranges::stable_sort(found, {}, [&](const auto& entry) {
    const bool is_open = entry.second->id == state.boards.board;
    return is_open ? -1 : rank_of(entry.first.mark.tone);
  });
  for (auto& [finding, board] : found) {
    placed.boards.push_back(board);
    placed.marks.push_back({*board->position, std::move(finding.mark), board->name,
                            std::move(finding.advice), board->id == state.boards.board});
  }
  return placed;
}

/// What is not on the map, below it.
void draw_note(const ui::GeoMap& view, const std::vector<std::string>& unplaced) {
  std::vector<std::string> outside;
  for (const ui::MapMark& mark : view.marks) {
    if (!ui::is_on_map(view, mark.place)) outside.push_back(mark.name);
  }
  ui::begin_plain("map.note", kNoteHeight);
  if (!outside.empty()) {
    ui::paragraph(text("desk.map.outside", {{"boards", joined(outside, ", ")}}), ui::Tone::Wait);
  }
  if (!unplaced.empty()) {
    ui::paragraph(text("desk.map.unplaced", {{"boards", joined(unplaced, ", ")}}), ui::Tone::Muted);
  }
  ui::end_plain();
}

void draw_buttons(const State& state, Commands& commands) {
  const bool has_map = state.seen->map != nullptr;
  const std::string& commune = state.seen->commune.name;
  const auto ask = [&](Sheet::Kind kind) {
    Sheet sheet;
    sheet.kind = kind;
    sheet.subject = commune;
    commands.push_back(Ask{std::move(sheet)});
  };
  ui::gap(6);
  if (ui::button("map.import", icon::kCloudUpload,
                 text(has_map ? "desk.map.replace" : "desk.map.import"), ui::Look::Secondary)) {
    ask(Sheet::Kind::ImportMap);
  }
  if (!has_map) return;
  ui::beside();
  if (ui::icon_button("map.remove", icon::kDelete, text("desk.map.remove"))) {
    ask(Sheet::Kind::RemoveMap);
  }
}

}  // namespace

void draw_map(const State& state, Instant now, float width, Commands& commands) {
  const Placed placed = placed_boards(state, now);
  ui::begin_card("map", width, 0);
  ui::GeoMap view{.id = "boards.map",
                  .label = text("desk.map.title"),
                  .map = state.seen->map.get(),
                  .marks = placed.marks,
                  .north = text("desk.map.north"),
                  .picks = state.boards.picks};
  ui::words(text(view.picks ? "desk.map.pick_hint" : "desk.map.title"),
            view.picks ? ui::Tone::Accent : ui::Tone::Plain, ui::Type::Bold);
  const bool has_note =
      !placed.unplaced.empty() || std::ranges::any_of(view.marks, [&](const ui::MapMark& mark) {
        return !ui::is_on_map(view, mark.place);
      });
  const float below =
      (has_note ? kNoteHeight + kGaps : 0) + (state.may_administer() ? kButtonsHeight : 0);
  view.height = std::max(kMapHeightMin, ui::room_height() - below);
  if (view.map == nullptr && view.marks.empty()) {
    ui::begin_plain("map.empty", view.height);
    ui::empty_state(icon::kMonitors, text("desk.map.empty"), text("desk.map.empty_hint"));
    ui::end_plain();
  } else if (const auto pressed = ui::geo_map(view)) {
    if (pressed->mark) {
      commands.push_back(OpenBoard{placed.boards[*pressed->mark]->id});
    } else {
      commands.push_back(MapStep{PickedPlace{pressed->place}});
    }
  }
  if (has_note) {
    ui::gap(6);
    draw_note(view, placed.unplaced);
  }
  if (state.may_administer()) draw_buttons(state, commands);
  ui::end_card();
}

}  // namespace bangtin::desk
