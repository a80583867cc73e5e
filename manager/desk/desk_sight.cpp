// How the desk gets what a person is to see before he signs: versions and pictures.
#include <algorithm>

#include "manager/desk/desk.h"
#include "manager/desk/sight.h"
#include "shared/base/limits.h"

namespace bangtin::desk {

void Desk::load_sight() {
  load_versions();
  load_pictures();
  load_history();
}

/// The version that waits, and the one on the boards that it is compared with.
void Desk::load_versions() {
  const ItemRecord* item = state_.item_of(state_.item.id);
  if (item == nullptr || item->state != ItemState::Submitted) return;
  for (const std::optional<Digest>& wanted : {item->submitted, item->approved}) {
    if (!wanted || state_.versions.contains(*wanted) || !asked_.insert(*wanted).second) continue;
    Request request;
    request.deed = Deed::LoadVersion;
    request.version = *wanted;
    send(std::move(request));
  }
}

/// All of the item at hand, not only those of the page that the preview shows; few at a time, so
/// that what the person does next does not wait behind them.
void Desk::load_pictures() {
  constexpr std::size_t kOnTheirWayMax = 2;
  if (state_.page != Page::Compose && state_.page != Page::Review) return;
  if (state_.link != LinkState::Online) return;
  for (const Media& media : media_at_hand(state_)) {
    if (pictures_coming_ >= kOnTheirWayMax) return;
    if (!is_clip(media) && !state_.pictures.contains(media.blob)) load_picture(media);
  }
}

void Desk::load_picture(const Media& media) {
  if (!asked_.insert(media.blob).second) return;
  ++pictures_coming_;
  Request request;
  request.deed = Deed::LoadPicture;
  request.media = media;
  send(std::move(request));
}

void Desk::load_again() {
  for (const auto& [name, error] : state_.unloaded) {
    asked_.erase(name);
    state_.pictures.erase(name);
  }
  state_.unloaded.clear();
}

void Desk::show_preview(std::shared_ptr<const Preview> preview) {
  state_.preview = std::move(preview);
  if (!state_.preview) return;
  state_.preview_form.page = state_.preview->page;
  for (const Media& media : state_.preview->missing) load_picture(media);
}

void Desk::take_loaded(const Outcome& outcome) {
  constexpr std::size_t kVersionsMax = 12;
  if (outcome.deed == Deed::LoadPicture && pictures_coming_ > 0) --pictures_coming_;
  if (state_.link == LinkState::SignedOut) return;
  if (outcome.error && outcome.error->code == Code::Unavailable) {
    state_.link = LinkState::Lost;  // Asked again when it is back.
    return;
  }
  if (outcome.error) {
    state_.unloaded[outcome.loaded] = *outcome.error;
  } else {
    state_.unloaded.erase(outcome.loaded);
  }
  if (outcome.deed == Deed::LoadVersion) {
    if (!outcome.version) return;
    if (state_.versions.size() >= kVersionsMax) {
      for (const auto& [hash, version] : state_.versions) asked_.erase(hash);
      state_.versions.clear();
    }
    state_.versions[outcome.loaded] = *outcome.version;
    return;
  }
  make_room_for_picture();
  state_.pictures[outcome.loaded] =
      outcome.picture;  // Null: it cannot be shown, until asked again.
  ++state_.pictures_taken;
  load_pictures();
}

/// Of some 8 MB each. Those of the item at hand stay together, however many it has: nobody could
/// sign it otherwise.
void Desk::make_room_for_picture() {
  if (state_.pictures.size() < limits::kMediaPerItemMax) return;
  const std::vector<Media> kept = media_at_hand(state_);
  const auto drop = [&](bool all) {
    std::erase_if(state_.pictures, [&](const auto& entry) {
      if (!all && std::ranges::find(kept, entry.first, &Media::blob) != kept.end()) return false;
      asked_.erase(entry.first);
      state_.unloaded.erase(entry.first);
      return true;
    });
  };
  drop(false);
  if (state_.pictures.size() >= limits::kMediaPerItemMax) drop(true);
}

}  // namespace bangtin::desk
