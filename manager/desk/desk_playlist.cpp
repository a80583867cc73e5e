// The desk's part for the page of the playlists: its form and the steps back.
#include <algorithm>
#include <utility>

#include "manager/core/item_flow.h"
#include "manager/desk/desk.h"
#include "manager/desk/playlist_form.h"
#include "manager/desk/publish.h"
#include "shared/base/texts.h"

namespace bangtin::desk {

/// It was typed into and is not saved; a new one that nobody touched is none.
bool Desk::is_worth_keeping(const PlaylistForm& form) const {
  if (form.draft.empty() || (!form.changed && !form.busy)) return false;
  const bool untouched =
      form.id.empty() && same_contents(form, new_playlist(state_, said("desk.playlist.new_name")));
  return !untouched || form.busy;
}

/// What was typed and is not saved waits until it is opened again.
void Desk::leave_playlist() {
  const PlaylistForm& form = state_.playlist;
  if (is_worth_keeping(form)) state_.playlists_kept[form.draft] = form;
}

void Desk::begin_playlist() {
  leave_playlist();
  state_.playlist = new_playlist(state_, said("desk.playlist.new_name"));
  state_.playlist.draft = new_draft(state_.playlists_kept);
  state_.playlist_past = {};
}

void Desk::open_playlist(const PlaylistId& id) {
  const PlaylistRecord* playlist = state_.playlist_of(id);
  if (playlist == nullptr || id == state_.playlist.id) return;
  if (state_.playlists_kept.contains(id.text)) return open_kept_playlist(id.text);
  leave_playlist();
  state_.playlist = playlist_form_of(*playlist);
  state_.playlist_past = {};
}

void Desk::open_kept_playlist(const std::string& draft) {
  if (draft == state_.playlist.draft) return;
  leave_playlist();
  const auto kept = state_.playlists_kept.find(draft);
  if (kept == state_.playlists_kept.end()) return;
  state_.playlist = std::move(kept->second);
  state_.playlists_kept.erase(kept);
  state_.playlist_past = {};
}

void Desk::drop_playlist() {
  if (state_.playlist.busy) return;
  const PlaylistRecord* playlist = state_.playlist_of(state_.playlist.id);
  state_.playlist = playlist == nullptr ? PlaylistForm() : playlist_form_of(*playlist);
  state_.playlist_past = {};
}

/// Somebody else saved meanwhile: what is typed is to be saved over it. What a province gave
/// priority came in by itself and may not be left out: it takes its place in this list too.
void Desk::keep_playlist(Instant now) {
  PlaylistForm& form = state_.playlist;
  const PlaylistRecord* newer = state_.playlist_of(form.id);
  if (newer == nullptr || form.busy) return;
  form.revision = newer->revision;
  for (std::size_t place = 0; place < newer->items.size(); ++place) {
    const ItemRecord* item = state_.item_of(newer->items[place]);
    if (!newer->published_at || item == nullptr || !has_to_play(*item, now)) continue;
    if (std::ranges::find(form.items, item->id) != form.items.end()) continue;
    form.items.insert(form.items.begin() + std::ptrdiff_t(std::min(place, form.items.size())),
                      item->id);
  }
}

/// It is deleted.
void Desk::forget_playlist(const std::string& draft) {
  state_.playlists_kept.erase(draft);
  if (state_.playlist.draft != draft) return;
  state_.playlist = {};
  state_.playlist_past = {};
}

void Desk::edit_playlist(const PlaylistForm& form) {
  keep_past(state_.playlist_past, state_.playlist, form);
  state_.playlist = form;
}

void Desk::step_playlist(bool forth) {
  PlaylistForm& form = state_.playlist;
  if (form.busy || !take_step(state_.playlist_past, form, forth)) return;
  const PlaylistRecord* playlist = state_.playlist_of(form.id);
  if (playlist != nullptr) form.changed = !same_contents(form, playlist_form_of(*playlist));
}

/// What is sent now is what later input is told from.
void Desk::begin_sending_playlist() {
  state_.playlist.busy = true;
  state_.playlist_sent = state_.playlist;
}

/// What became of a form that was sent, open or left for another.
void Desk::take_playlist(const Outcome& outcome) {
  const bool of_form = outcome.deed == Deed::SavePlaylist || outcome.deed == Deed::Publish;
  if (!of_form || outcome.draft.empty()) return;
  if (outcome.draft == state_.playlist.draft) {
    if (outcome.playlist) take_saved_playlist(state_.playlist, *outcome.playlist);
    state_.playlist.busy = false;
    return;
  }
  const auto kept = state_.playlists_kept.find(outcome.draft);
  if (kept == state_.playlists_kept.end()) return;
  PlaylistForm form = std::move(kept->second);
  state_.playlists_kept.erase(kept);
  if (outcome.playlist) take_saved_playlist(form, *outcome.playlist);
  form.busy = false;
  if (form.changed) state_.playlists_kept[form.draft] = std::move(form);
}

/// What was typed or chosen since it was sent stays, to be saved next. A form that was opened anew
/// meanwhile is brought up to date by what the link tells next.
void Desk::take_saved_playlist(PlaylistForm& form, const PlaylistRecord& playlist) const {
  if (!std::exchange(form.busy, false)) return;
  PlaylistForm saved = playlist_form_of(playlist);
  saved.chosen_item = form.chosen_item;
  const bool as_sent =
      form.draft == state_.playlist_sent.draft && same_contents(form, state_.playlist_sent);
  if (!as_sent) put_contents(saved, form);
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
