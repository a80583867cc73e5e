// The desk's part for backups: what is asked of the thread that writes them, and what it told.
#include <algorithm>

#include "manager/desk/desk.h"
#include "manager/desk/match.h"
#include "shared/base/texts.h"

namespace bangtin::desk {
namespace {

/// Why there is no backup, as its person can act on it.
std::string sentence_of_backup(const Error& error) {
  if (error.code == Code::Unavailable && error.key.empty()) return said("backup.no_line");
  if (error.code == Code::Denied && error.key.empty()) return said("desk.session_ended");
  return text_of(error);
}

/// The stick that was plugged in for this, else the first place there is.
std::string proposed_place(const std::vector<BackupPlace>& places) {
  const auto stick = std::ranges::find(places, true, &BackupPlace::removable);
  if (stick != places.end()) return stick->folder;
  return places.empty() ? "" : places.front().folder;
}

}  // namespace

void Desk::step_backup(const BackupStep& step) {
  BackupPane& pane = state_.backups;
  std::visit(
      Match{
          [&](ShowBackups) {
            state_.page = Page::Settings;
            state_.settings.view = SettingsView::Backups;
            backup_orders_.emplace_back(LookForPlaces{true});
          },
          [&](const LookAgain& look) { backup_orders_.emplace_back(LookForPlaces{look.to_write}); },
          [&](const EditBackup& edit) {
            pane.place = edit.place;
            pane.password = edit.password;
            pane.problem.clear();
          },
          [&](MakeBackup) { make_backup(); },
          [&](RestoreBackup) { restore_backup(); },
          [&](EndBackup) {
            if (!pane.run || pane.run->stopping) return;
            pane.run->stopping = true;
            backup_orders_.emplace_back(StopBackup{pane.run->number});
          },
      },
      step.step);
}

void Desk::make_backup() {
  BackupPane& pane = state_.backups;
  if (pane.run || pane.place.empty() || pane.password.empty() || token_.empty()) return;
  BackupJob job;
  job.number = ++backups_made_;
  job.place = pane.place;
  job.password = std::exchange(pane.password, {});
  job.address = state_.sign_in.address;
  job.pin = state_.sign_in.pin;
  job.token = token_;
  job.utc_offset_minutes = state_.utc_offset_minutes();
  pane.run = BackupRun{job.number, {}, false, false};
  pane.saved.reset();
  pane.problem.clear();
  backup_orders_.emplace_back(std::move(job));
}

void Desk::restore_backup() {
  BackupPane& pane = state_.backups;
  if (pane.run || pane.place.empty()) return;
  pane.run = BackupRun{++backups_made_, {}, true, false};
  pane.problem.clear();
  backup_orders_.emplace_back(RestoreJob{pane.run->number, pane.place});
}

void Desk::end_backup() {
  BackupPane& pane = state_.backups;
  if (pane.run) backup_orders_.emplace_back(StopBackup{pane.run->number});
  pane = {};
}

void Desk::take(const BackupReport& report, Instant now) {
  BackupPane& pane = state_.backups;
  if (const auto* seen = std::get_if<PlacesSeen>(&report.what)) {
    pane.places = seen->places;
    pane.found = seen->found;
    pane.looked = true;
    const bool restores = state_.page == Page::SignIn;
    if (!pane.place.empty()) return;
    if (!restores) {
      pane.place = proposed_place(pane.places);
    } else if (!pane.found.empty()) {
      pane.place = pane.found.front().folder;
    }
    return;
  }
  if (!pane.run || pane.run->number != report.number) return;
  if (const auto* progress = std::get_if<BackupProgress>(&report.what)) {
    pane.run->progress = *progress;
    return;
  }
  const BackupRun run = *std::exchange(pane.run, std::nullopt);
  if (const auto* error = std::get_if<Error>(&report.what)) {
    if (run.stopping) return say("backup.stopped", now);
    pane.problem = sentence_of_backup(*error);
  } else if (const auto* saved = std::get_if<SavedBackup>(&report.what)) {
    pane.saved = *saved;
    say("backup.done", now);
  } else if (const auto* own = std::get_if<OwnServerFacts>(&report.what)) {
    SignInForm& form = state_.sign_in;
    form.entry = Entry::Account;
    form.address = own->address;
    form.pin = own->pin;
    form.own_server = true;
    form.problem.clear();
    form.note = said("backup.restored");
    pane = {};
  }
}

}  // namespace bangtin::desk
