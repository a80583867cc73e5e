// Where an item may be shown: every board, or those that are ticked.
#include <algorithm>
#include <utility>

#include "manager/core/place_words.h"
#include "manager/desk/item_places.h"
#include "manager/desk/pages.h"
#include "manager/desk/wording.h"
#include "shared/base/lists.h"
#include "shared/base/texts.h"
#include "shared/ui/icons.h"
#include "shared/ui/widgets.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

/// Buttons in as many rows as it takes. What is all taken already stands there too: it says so.
bool draw_place_shortcuts(const State& state, ItemForm& form) {
  constexpr float kBetween = 8;
  const std::vector<PlaceShortcut> shortcuts = place_shortcuts(state);
  if (shortcuts.empty()) return false;
  ui::paragraph(text("place.shortcuts"), ui::Tone::Muted);
  bool changed = false;
  const float room = ui::room_width();
  float used = 0;
  for (const PlaceShortcut& shortcut : shortcuts) {
    const std::string label =
        text("place.shortcut",
             {{"name", shortcut.name}, {"count", std::to_string(shortcut.boards.size())}});
    const bool taken = std::ranges::all_of(shortcut.boards, [&](const BoardId& id) {
      return std::ranges::find(form.places.boards, id) != form.places.boards.end();
    });
    const char* sign = taken ? icon::kCheck : icon::kPlus;
    const float width = std::min(ui::button_width(sign, label), room);
    const bool fits = used > 0 && used + kBetween + width <= room;
    if (fits) ui::beside(kBetween);
    used = fits ? used + kBetween + width : width;
    if (ui::button(shortcut.id, sign, label, ui::Look::Secondary, !taken, width)) {
      take_boards(form, shortcut.boards);
      changed = true;
    }
  }
  ui::gap(4);
  return changed;
}

/// As long as every board is meant none is ticked: the first that is begins the choice.
bool draw_place_row(const State& state, const BoardId& id, float width, ItemForm& form,
                    Commands& commands) {
  const auto at = std::ranges::find(form.places.boards, id);
  bool ticked = form.some_boards && at != form.places.boards.end();
  const std::string name = board_in_words(id, state.seen->boards);
  if (!ui::check_row("place.board." + id.text, name, ticked, width)) return false;
  const BoardRecord* board = state.board_of(id);
  Size canvas_px = state.preview ? state.preview->canvas_px : Size{};
  if (!ticked) {
    form.places.boards.erase(at);
  } else {
    if (!std::exchange(form.some_boards, true)) form.places = {};
    take_boards(form, {id});
    if (board != nullptr) canvas_px = board->canvas_px;
  }
  PreviewForm preview = state.preview_form;
  preview.kind = kind_with(board_kinds(state, form.places), canvas_px);
  if (!(preview == state.preview_form)) commands.push_back(Edit{preview});
  return true;
}

bool draw_place_rows(const State& state, const std::vector<BoardId>& boards, ItemForm& form,
                     Commands& commands) {
  constexpr float kTwoFrom = 480;
  if (boards.empty()) ui::paragraph(text("place.no_boards"), ui::Tone::Muted);
  const std::size_t columns = ui::room_width() < kTwoFrom ? 1 : 2;
  const float width = (ui::room_width() - 10) / 2;
  bool changed = false;
  for (std::size_t i = 0; i < boards.size(); ++i) {
    const bool last = i % columns + 1 == columns;
    if (i % columns != 0) ui::beside();
    changed |= draw_place_row(state, boards[i], last ? 0 : width, form, commands);
  }
  return changed;
}

}  // namespace

bool draw_places(const State& state, bool enabled, ItemForm& form, Commands& commands) {
  /// More than that are listed only when some are to be chosen.
  constexpr std::size_t kShownAtOnce = 8;
  if (!state.seen) return false;
  const std::string error = problem_of(form.problems, "boards");
  ui::words(text("place.title"), ui::Tone::Muted);
  if (!enabled) {
    const Places places = form.some_boards ? form.places : Places{};
    ui::paragraph(places_words(places, state.seen->boards));
    ui::gap(4);
    return false;
  }
  bool everywhere = !form.some_boards;
  bool changed = ui::check_row("boards", text("place.everywhere"), everywhere);
  form.some_boards = !everywhere;
  if (!error.empty()) ui::mark({icon::kAlertCircle, error, ui::Tone::Bad});
  if (!form.some_boards) {
    const std::vector<BoardId> boards = boards_to_name(state, {});
    if (boards.empty() || boards.size() > kShownAtOnce) return changed;
    ui::paragraph(text("place.some"), ui::Tone::Muted);
    changed |= draw_place_rows(state, boards, form, commands);
    ui::gap(4);
    return changed;
  }
  const std::size_t count = form.places.boards.size();
  if (count > 0) {
    ui::paragraph(text("place.chosen", {{"count", std::to_string(count)}}), ui::Tone::Muted);
  }
  if (!form.places.communes.empty()) {
    ui::paragraph(text("place.every_commune", {{"codes", joined(form.places.communes, ", ")}}),
                  ui::Tone::Muted);
  }
  changed |= draw_place_shortcuts(state, form);
  changed |= draw_place_rows(state, boards_to_name(state, form), form, commands);
  ui::gap(4);
  return changed;
}

}  // namespace bangtin::desk
