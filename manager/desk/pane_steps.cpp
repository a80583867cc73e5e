// One step back and one forth: the two buttons and their keys, the same for all that is edited.
#include "manager/desk/pages.h"
#include "shared/base/texts.h"
#include "shared/ui/icons.h"
#include "shared/ui/shortcuts.h"

namespace bangtin::desk {
namespace {

constexpr float kStepButton = 38, kStepGap = 4;

std::string step_words(const char* plain, const char* named, const std::string& what) {
  return what.empty() ? said(plain) : text(named, {{"what", what}});
}

}  // namespace

float steps_width() { return 2 * kStepButton + kStepGap; }

std::optional<bool> draw_steps(const std::string& id, const Steps& steps) {
  const ui::HistoryKey key = ui::history_key();
  const bool back =
      ui::icon_button(id + ".undo", ui::icon::kUndo,
                      step_words("undo.back", "undo.back_what", steps.back_what), steps.back);
  ui::beside(kStepGap);
  const bool forth =
      ui::icon_button(id + ".redo", ui::icon::kRedo,
                      step_words("undo.forth", "undo.forth_what", steps.forth_what), steps.forth);
  if (steps.back && (back || key == ui::HistoryKey::Undo)) return false;
  if (steps.forth && (forth || key == ui::HistoryKey::Redo)) return true;
  return std::nullopt;
}

std::optional<bool> draw_heading_with_steps(const std::string& id, std::string_view words,
                                            const Steps& steps) {
  constexpr float kApart = 10;
  ui::begin_column(id + ".heading", -(steps_width() + kApart));
  ui::heading(words);
  ui::end_column();
  ui::beside(kApart);
  return draw_steps(id, steps);
}

}  // namespace bangtin::desk
