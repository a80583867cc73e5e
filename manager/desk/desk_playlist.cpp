// The desk's part for the page of the playlists: its form and the steps back.
#include "manager/desk/desk.h"
#include "manager/desk/playlist_form.h"
#include "manager/desk/publish.h"
#include "shared/base/texts.h"

namespace bangtin::desk {

void Desk::begin_playlist() {
  state_.playlist = new_playlist(state_, std::string(text("desk.playlist.new_name")));
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
  if (forth) {
    step_forth(past, state_.playlist);
  } else {
    step_back(past, state_.playlist);
  }
}

/// What the server has is taken in as long as nothing was typed.
void Desk::settle_playlist() {
  PlaylistForm& form = state_.playlist;
  const PlaylistRecord* playlist = state_.playlist_of(form.id);
  if (playlist == nullptr || form.changed || form.busy) return;
  const int chosen = form.chosen_item;
  form = playlist_form_of(*playlist);
  form.chosen_item = chosen;
}

}  // namespace bangtin::desk
