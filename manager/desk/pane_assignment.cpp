// Who looks after a board: told to everybody, set by technicians and administrators.
#include <algorithm>

#include "manager/desk/pages.h"
#include "manager/desk/spacing.h"
#include "manager/desk/wording.h"
#include "shared/base/limits.h"
#include "shared/base/texts.h"
#include "shared/ui/date_time.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

/// Nobody, then each technician; the one it is given to also when he is none any more.
std::vector<Technician> choices_of(const State& state, const BoardRecord& board) {
  std::vector<Technician> all{{"", said("assign.nobody")}};
  for (const Technician& technician : state.seen->technicians) all.push_back(technician);
  if (board.assignment &&
      std::ranges::find(all, board.assignment->to, &Technician::login) == all.end()) {
    all.push_back({board.assignment->to, board.assignment->name});
  }
  return all;
}

bool is_as_it_stands(const BoardsForm& form, const BoardRecord& board) {
  if (!board.assignment) return form.assign_to.empty();
  return form.assign_to == board.assignment->to && form.assign_note == board.assignment->note;
}

}  // namespace

void draw_assigned(const State& state, const BoardRecord& board) {
  if (!board.assignment) return;
  const Assignment& given = *board.assignment;
  ui::gap(6);
  ui::mark({icon::kAccount, text("assign.to", {{"name", given.name}}), ui::Tone::Wait});
  if (!given.note.empty()) ui::paragraph(given.note);
  ui::paragraph(
      text("assign.since", {{"who", name_of_login(state, given.by)},
                            {"time", ui::date_time_text(given.at, state.utc_offset_minutes())}}),
      ui::Tone::Muted);
}

void draw_assignment(const State& state, const BoardRecord& board, Commands& commands) {
  BoardsForm form = state.boards;
  const std::vector<Technician> all = choices_of(state, board);
  std::vector<std::string> names;
  for (const Technician& technician : all) names.push_back(technician.name);
  const auto found = std::ranges::find(all, form.assign_to, &Technician::login);
  int chosen = found == all.end() ? 0 : int(found - all.begin());
  bool changed = ui::choice({.id = "assign.to", .label = text("assign.label")}, names, chosen);
  form.assign_to = all[std::size_t(chosen)].login;
  if (form.assign_to.empty()) {
    form.assign_note.clear();
  } else {
    changed |= ui::text_field({.id = "assign.note",
                               .label = text("assign.note"),
                               .hint = text("assign.note_hint"),
                               .characters_max = limits::kShortTextCharactersMax},
                              form.assign_note);
  }
  ui::gap(4);
  const bool gives = !form.assign_to.empty();
  if (ui::button("assign.save", icon::kCheck, text(gives ? "assign.save" : "assign.done"),
                 ui::Look::Secondary, !is_as_it_stands(form, board))) {
    commands.push_back(AssignBoard{});
  }
  if (changed) commands.insert(commands.begin(), Edit{form});
}

}  // namespace bangtin::desk
