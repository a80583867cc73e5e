// Backups: when the last one was made and where it is, the next one by a press; and the way back,
// a new server of this PC filled from one.
#include <algorithm>

#include "manager/core/amounts.h"
#include "manager/core/local_time.h"
#include "manager/desk/pages.h"
#include "manager/desk/spacing.h"
#include "manager/desk/wording.h"
#include "shared/base/texts.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

constexpr std::size_t kPathCharactersMax = 300;

void order_step(Commands& commands, BackupStep step) { commands.emplace_back(std::move(step)); }

const std::optional<LastBackup>& last_backup_of(const State& state) {
  static const std::optional<LastBackup> kNone;
  const Administration* seen = state.administration();
  return seen == nullptr ? kNone : seen->last_backup;
}

std::string days_since(const LastBackup& last, Instant now) {
  return std::to_string(std::chrono::floor<std::chrono::days>(now - last.made_at).count());
}

/// What is to be done about backups; empty: nothing.
std::string due_words(const std::optional<LastBackup>& last, Instant now) {
  if (!is_backup_due(last, now)) return "";
  if (!last) return said("backup.due_none");
  if (last->made_at > now) return said("backup.due_future");
  return text("backup.due_old", {{"days", days_since(*last, now)}});
}

void draw_last(const State& state, Instant now) {
  const std::optional<LastBackup>& last = last_backup_of(state);
  const std::string due = due_words(last, now);
  if (last) {
    const std::string time = local_time_text(last->made_at, state.utc_offset_minutes());
    const std::string words =
        last->who.empty()
            ? text("backup.last_here", {{"time", time}, {"place", last->place}})
            : text("backup.last", {{"time", time}, {"place", last->place}, {"who", last->who}});
    ui::banner({due.empty() ? icon::kCheckCircle : icon::kClock, words,
                due.empty() ? ui::Tone::Good : ui::Tone::Wait});
  }
  if (!due.empty()) ui::banner({icon::kAlert, due, last ? ui::Tone::Wait : ui::Tone::Bad});
}

/// "Đang ghi · 45 %", what is left at its right.
void draw_backup_run(const BackupRun& run) {
  using Stage = BackupProgress::Stage;
  const Stage stage = run.progress.stage;
  const char* key = run.stopping             ? "backup.stage.stopping"
                    : run.restores           ? "backup.stage.restoring"
                    : stage == Stage::Making ? "backup.stage.making"
                    : stage == Stage::Saving ? "backup.stage.saving"
                                             : "backup.stage.finishing";
  const bool counts = !run.stopping && !run.restores && stage != Stage::Finishing;
  const int permille = counts ? run.progress.permille : 0;
  std::string words = said(key);
  if (counts) words += " · " + std::to_string(permille / 10) + " %";
  const std::string left = counts && run.progress.left
                               ? text("backup.left", {{"time", duration_text(*run.progress.left)}})
                               : std::string();
  ui::progress({icon::kSave, words, ui::Tone::Accent}, left,
               stage == Stage::Finishing ? 1'000 : permille);
}

bool draw_backup_places(const BackupPane& pane, std::string& chosen) {
  bool changed = false;
  std::size_t number = 0;
  for (const BackupPlace& place : pane.places) {
    const ui::Mark mark{place.removable ? icon::kSave : icon::kMonitor,
                        text(place.removable ? "backup.free" : "backup.same_pc",
                             {{"free", bytes_text(place.free_bytes)}}),
                        place.removable ? ui::Tone::Good : ui::Tone::Wait};
    const std::string id = "backup.place." + std::to_string(number++);
    if (ui::list_row(id, place.name, mark, ui::Colour::Accent, chosen == place.folder)) {
      chosen = place.folder;
      changed = true;
    }
    ui::gap(4);
  }
  const bool stick = std::ranges::any_of(pane.places, &BackupPlace::removable);
  if (pane.looked && !stick) ui::paragraph(text("backup.no_stick"), ui::Tone::Wait);
  return changed;
}

void draw_stop(const BackupRun& run, Commands& commands) {
  if (ui::button("backup.stop", icon::kClose, text("backup.stop"), ui::Look::Danger,
                 !run.stopping)) {
    order_step(commands, {EndBackup{}});
  }
}

void draw_choosing(const State& state, Commands& commands) {
  const BackupPane& pane = state.backups;
  EditBackup edit{pane.place, pane.password};
  ui::words(text("backup.where"), ui::Tone::Plain, ui::Type::Bold);
  ui::paragraph(text("backup.hint"), ui::Tone::Muted);
  ui::gap(4);
  bool changed = draw_backup_places(pane, edit.place);
  changed |=
      ui::text_field({.id = "backup.place",
                      .label = text("backup.other_place"),
                      .width = -(ui::button_width(icon::kRefresh, text("backup.look")) + kGap),
                      .characters_max = kPathCharactersMax},
                     edit.place);
  ui::beside();
  ui::below_label();
  if (ui::button("backup.look", icon::kRefresh, text("backup.look"), ui::Look::Secondary)) {
    order_step(commands, {LookAgain{true}});
  }
  ui::end_below_label();
  changed |= ui::text_field(
      {.id = "backup.password", .label = text("backup.password"), .width = 300, .secret = true},
      edit.password);
  ui::beside();
  ui::below_label();
  const bool ready = !edit.place.empty() && !edit.password.empty();
  const bool pressed =
      ui::button("backup.make", icon::kSave, text("backup.make"), ui::Look::Primary, ready);
  ui::end_below_label();
  if (changed) commands.insert(commands.begin(), BackupStep{edit});
  if (pressed) order_step(commands, {MakeBackup{}});
}

}  // namespace

ui::Mark backup_mark(const State& state, Instant now) {
  const std::optional<LastBackup>& last = last_backup_of(state);
  if (!last) return {icon::kAlert, said("backup.mark.none"), ui::Tone::Wait};
  if (!is_backup_due(last, now)) {
    const std::string time = local_time_text(last->made_at, state.utc_offset_minutes());
    return {icon::kCheckCircle, text("backup.mark.good", {{"day", time.substr(0, time.find(' '))}}),
            ui::Tone::Good};
  }
  if (last->made_at > now) return {icon::kClock, said("backup.mark.future"), ui::Tone::Wait};
  return {icon::kClock, text("backup.mark.old", {{"days", days_since(*last, now)}}),
          ui::Tone::Wait};
}

void draw_backup_due(const State& state, Instant now, Commands& commands) {
  const Administration* seen = state.administration();
  // First things first: whoever signs for the commune.
  const bool waits = seen == nullptr || !seen->trust.begun || wants_signature(*seen);
  if (waits || !state.settings.recovery_sheet.empty()) return;
  const std::string due = due_words(seen->last_backup, now);
  if (due.empty()) return;
  if (ui::banner_with_button("backup.due", {icon::kAlert, due, ui::Tone::Wait}, icon::kSave,
                             text("backup.now"))) {
    order_step(commands, {ShowBackups{}});
  }
}

void draw_backups(const State& state, Instant now, Commands& commands) {
  const BackupPane& pane = state.backups;
  ui::begin_card("backups", 0, 0);
  ui::heading(text("backup.title"));
  if (pane.saved) {
    ui::banner({icon::kCheckCircle,
                text("backup.saved", {{"files", number_text(pane.saved->files)},
                                      {"size", bytes_text(pane.saved->size_bytes)},
                                      {"folder", pane.saved->folder}}),
                ui::Tone::Good});
  } else {
    draw_last(state, now);
  }
  if (!pane.problem.empty()) ui::banner({icon::kAlertCircle, pane.problem, ui::Tone::Bad});
  ui::gap(4);
  if (pane.run) {
    draw_backup_run(*pane.run);
    ui::gap(4);
    draw_stop(*pane.run, commands);
  } else {
    draw_choosing(state, commands);
  }
  ui::gap(8);
  ui::paragraph(text("backup.secret"), ui::Tone::Muted);
  ui::gap(4);
  ui::paragraph(text("backup.way_back"), ui::Tone::Muted);
  ui::end_card();
}

bool draw_restore(const State& state, Commands& commands) {
  const BackupPane& pane = state.backups;
  EditBackup edit{pane.place, ""};
  ui::heading(text("backup.restore_title"));
  ui::paragraph(text("backup.restore_hint"), ui::Tone::Muted);
  ui::gap(6);
  if (!pane.problem.empty()) ui::banner({icon::kAlertCircle, pane.problem, ui::Tone::Bad});
  if (pane.run) {
    draw_backup_run(*pane.run);
    ui::gap(6);
    draw_stop(*pane.run, commands);
    return false;
  }
  bool changed = false;
  constexpr std::size_t kShown = 4;  ///< the newest; older ones are typed
  for (std::size_t i = 0; i < std::min(pane.found.size(), kShown); ++i) {
    const FoundBackup& found = pane.found[i];
    const std::string title =
        found.commune.empty() ? said("backup.restore_unnamed") : found.commune;
    const std::string words =
        text("backup.restore_found",
             {{"time", local_time_text(found.made_at, state.utc_offset_minutes())},
              {"place", found.place}});
    if (ui::list_row("restore." + std::to_string(i), title, {icon::kSave, words, ui::Tone::Accent},
                     ui::Colour::Accent, edit.place == found.folder)) {
      edit.place = found.folder;
      changed = true;
    }
    ui::gap(4);
  }
  if (pane.looked && pane.found.empty()) {
    ui::paragraph(text("backup.restore_nothing"), ui::Tone::Wait);
  }
  changed |= ui::text_field({.id = "restore.folder",
                             .label = text("backup.restore_folder"),
                             .characters_max = kPathCharactersMax},
                            edit.place);
  ui::gap(10);
  const float width = (ui::room_width() - kGap) / 2;
  const bool pressed = ui::button("restore.now", icon::kUndo, text("backup.restore_now"),
                                  ui::Look::Primary, !edit.place.empty(), width);
  ui::beside();
  if (ui::button("restore.look", icon::kRefresh, text("backup.look"), ui::Look::Secondary, true,
                 width)) {
    order_step(commands, {LookAgain{false}});
  }
  const bool back = ui::button("restore.back", icon::kReply, text("desk.have_account"),
                               ui::Look::Secondary, true, width);
  if (changed) commands.insert(commands.begin(), BackupStep{edit});
  if (pressed) order_step(commands, {RestoreBackup{}});
  return back;
}

}  // namespace bangtin::desk
