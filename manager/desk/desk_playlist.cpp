// The desk's part for the page of the playlists: its form and the steps back.
#include <utility>

#include "manager/desk/desk.h"
#include "manager/desk/playlist_form.h"
#include "manager/desk/publish.h"
#include "shared/base/texts.h"

namespace bangtin::desk {

void Desk::begin_playlist() {
  state_.playlist = new_playlist(state_, said("desk.playlist.new_name"));
  state_.playlist_past = {};
}

void Desk::open_playlist(const PlaylistId& id) {
  const PlaylistRecord* playlist = state_.playlist_of(id);
  if (playlist == nullptr) return;
  state_.playlist = playlist_form_of(*playlist);
  state_.playlist_past = {};
}

void Desk::edit_playlist(const PlaylistForm& form) {
  keep_past(state_.playlist_past, state_.playlist, form);
  state_.playlist = form;
}

void Desk::step_playlist(bool forth) {
  PlaylistPast& past = state_.playlist_past;
  if (state_.playlist.busy) return;
  PlaylistForm& form = state_.playlist;
  if (!(forth ? step_forth(past, form) : step_back(past, form))) return;
  const PlaylistRecord* playlist = state_.playlist_of(form.id);
  if (playlist != nullptr) form.changed = !same_contents(form, playlist_form_of(*playlist));
}

/// What is sent now is what later input is told from.
void Desk::begin_sending_playlist() {
  state_.playlist.busy = true;
  state_.playlist_sent = state_.playlist;
}

/// What was typed or chosen since it was sent stays, to be saved next. A form that was opened anew
/// meanwhile is brought up to date by what the link tells next.
void Desk::take_saved_playlist(const PlaylistRecord& playlist) {
  PlaylistForm& form = state_.playlist;
  if (!std::exchange(form.busy, false)) return;
  PlaylistForm saved = playlist_form_of(playlist);
  saved.chosen_item = form.chosen_item;
  if (!same_contents(form, state_.playlist_sent)) put_contents(saved, form);
  form = std::move(saved);
}

/// What the server has is taken in as long as nothing was typed.
void Desk::settle_playlist() {
  PlaylistForm& form = state_.playlist;
  const PlaylistRecord* playlist = state_.playlist_of(form.id);
  if (playlist == nullptr || form.changed || form.busy) return;
  PlaylistForm next = playlist_form_of(*playlist);
  // Steps back would take back what somebody else saved.
  if (!same_contents(form, next)) state_.playlist_past = {};
  next.chosen_item = form.chosen_item;
  form = std::move(next);
}

}  // namespace bangtin::desk
