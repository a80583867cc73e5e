// Where a playlist goes, and how it stands there.
#include <algorithm>

#include "manager/desk/pages.h"
#include "manager/desk/playlist_form.h"
#include "manager/desk/publish.h"
#include "manager/desk/spacing.h"
#include "manager/desk/wording.h"
#include "shared/base/texts.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

/// One row that is ticked while `chosen` has it.
template <class Id>
bool draw_aim(const std::string& row, const std::string& label, const Id& id,
              std::vector<Id>& chosen) {
  const auto at = std::ranges::find(chosen, id);
  bool ticked = at != chosen.end();
  if (!ui::check_row(row, label, ticked)) return false;
  if (ticked) {
    chosen.push_back(id);
  } else {
    chosen.erase(at);
  }
  return true;
}

std::string label_of(const Aim& aim) {
  if (aim.gone) return aim.name;
  if (aim.boards == 0) return text("desk.playlist.aim_empty", {{"name", aim.name}});
  return text("desk.playlist.aim", {{"name", aim.name}, {"count", std::to_string(aim.boards)}});
}

template <class Id>
bool draw_aims(const char* title, const char* row, const std::vector<Aim>& aims,
               std::vector<Id>& chosen) {
  if (aims.empty()) return false;
  ui::words(text(title), ui::Tone::Muted);
  bool changed = false;
  for (const Aim& aim : aims) {
    changed |= draw_aim(row + aim.id, label_of(aim), Id{aim.id}, chosen);
  }
  ui::gap(4);
  return changed;
}

bool draw_boards(const State& state, PlaylistForm& form) {
  const std::vector<Aim> boards = boards_to_choose(state, form);
  ui::words(text("desk.playlist.boards_alone"), ui::Tone::Muted);
  if (boards.empty()) ui::paragraph(text("desk.playlist.no_boards"), ui::Tone::Muted);
  bool changed = false;
  for (const Aim& board : boards) {
    const std::string label =
        board.gone ? text("desk.playlist.board_revoked", {{"name", board.name}}) : board.name;
    changed |= draw_aim("board." + board.id, label, BoardId{board.id}, form.boards);
  }
  return changed;
}

void draw_reached(const State& state, const PlaylistForm& form) {
  const std::vector<std::string> names = boards_reached(state, form);
  if (names.empty()) return;
  ui::gap(4);
  ui::paragraph(text("desk.playlist.reaches",
                     {{"count", std::to_string(names.size())}, {"boards", listed(names)}}),
                ui::Tone::Muted);
  if (!form.groups.empty() || !form.tags.empty()) {
    ui::paragraph(text("desk.playlist.later_too"), ui::Tone::Muted);
  }
}

}  // namespace

bool draw_aims(const State& state, PlaylistForm& form) {
  ui::words(text("desk.playlist.boards"), ui::Tone::Plain, ui::Type::Bold);
  const PlaylistForm before = form;
  bool changed =
      draw_aims("desk.playlist.groups", "group.", groups_to_choose(state, form), form.groups);
  changed |= draw_aims("desk.playlist.tags", "tag.", tags_to_choose(state, form), form.tags);
  changed |= draw_boards(state, form);
  leave_every_board(before, form);
  draw_reached(state, form);
  return changed;
}

bool draw_standing(const State& state, PlaylistForm& form) {
  const std::vector<std::string> zones{said("desk.playlist.zone_main"),
                                       said("desk.playlist.zone_side")};
  const std::vector<Problem> problems = problems_of(state, form);
  const float width = (ui::room_width() - 2 * kGap) / 3;
  Schedule& schedule = form.schedule;
  bool changed =
      ui::choice({.id = "playlist.priority", .label = text("plan.priority_label"), .width = width},
                 playlist_priority_names(), schedule.priority);
  ui::beside(kGap);
  int zone = int(schedule.zone), layout = layout_index(state, schedule);
  changed |= ui::choice(
      {.id = "playlist.zone", .label = text("desk.playlist.zone"), .width = width}, zones, zone);
  ui::beside(kGap);
  const std::string wrong = problem_of(problems, "playlist.layout");
  changed |=
      ui::choice({.id = "playlist.layout", .label = text("desk.playlist.layout"), .error = wrong},
                 layout_names(state, schedule), layout);
  schedule.zone = static_cast<PageZone>(zone);
  put_layout(state, layout, schedule);
  if (wrong.empty()) ui::paragraph(layout_words(state, schedule), ui::Tone::Muted);
  for (const std::string& note : notes_of(state, form)) {
    ui::banner({icon::kInformation, note, ui::Tone::Wait});
  }
  return changed;
}

}  // namespace bangtin::desk
