#include "player/glass/shelf.h"

#include <algorithm>

namespace bangtin {

const Shelf::Slot* Shelf::find(const PartKey& key) const {
  const auto found = std::ranges::find(slots_, key, &Slot::key);
  return found == slots_.end() ? nullptr : &*found;
}

bool Shelf::failed(const Part& part) const {
  const Media* media = picture_of(part);
  return media != nullptr && failures_.contains(media->blob);
}

PartState Shelf::state(const Part& part) {
  const Slot* slot = find(key_of(part));
  if (slot != nullptr && slot->bitmap) return PartState::Ready;
  return failed(part) ? PartState::Failed : PartState::Pending;
}

BitmapPtr Shelf::bitmap(const Part& part) const {
  const Slot* slot = find(key_of(part));
  return slot == nullptr ? nullptr : slot->bitmap;
}

void Shelf::want(const std::vector<Part>& parts) {
  clips_->want(parts);
  std::vector<Slot> wanted;
  wanted.reserve(parts.size());
  for (const Part& part : parts) {
    PartKey key = key_of(part);
    if (std::ranges::find(wanted, key, &Slot::key) != wanted.end()) continue;
    const Slot* known = find(key);
    wanted.push_back({std::move(key), part, known == nullptr ? nullptr : known->bitmap});
  }
  slots_ = std::move(wanted);
  std::erase_if(pictures_, [&](const auto& entry) {
    return std::ranges::none_of(slots_, [&](const Slot& slot) {
      const Media* media = slot.bitmap ? nullptr : picture_of(slot.part);
      return media != nullptr && media->blob == entry.first;
    });
  });
}

void Shelf::handle(Composed message) {
  composing_ = false;
  const auto slot = std::ranges::find(slots_, message.key, &Slot::key);
  if (slot != slots_.end()) slot->bitmap = std::move(message.bitmap);
}

void Shelf::handle(Loaded message, Monotonic now) {
  loading_ = false;
  if (message.picture.ok()) {
    failures_.erase(message.blob);
    pictures_[message.blob] = *message.picture;
  } else {
    failures_[message.blob] = {now + kRetryAfter};
  }
}

void Shelf::step(Monotonic now) {
  if (!composing_) start_compose();
  if (!loading_) start_load(now);
}

void Shelf::start_compose() {
  for (const Slot& slot : slots_) {
    if (slot.bitmap) continue;
    const Media* media = picture_of(slot.part);
    BitmapPtr picture;
    if (media != nullptr) {
      const auto found = pictures_.find(media->blob);
      if (found == pictures_.end()) continue;
      picture = found->second;
    }
    composing_ = true;
    workshop_->compose({slot.part, std::move(picture)});
    return;
  }
}

void Shelf::start_load(Monotonic now) {
  for (const Slot& slot : slots_) {
    const Media* media = slot.bitmap ? nullptr : picture_of(slot.part);
    if (media == nullptr || pictures_.contains(media->blob)) continue;
    const auto failure = failures_.find(media->blob);
    if (failure != failures_.end() && now < failure->second.retry_at) continue;
    loading_ = true;
    workshop_->load(*media);
    return;
  }
}

}  // namespace bangtin
