#include "player/core/play_ledger.h"

#include <algorithm>

#include "shared/base/limits.h"

namespace bangtin {

Instant PlayLedger::end_of(const Stretch& stretch) const {
  const std::chrono::minutes offset(utc_offset_minutes_);
  const Instant local = stretch.begin + offset;
  const Instant next_hour =
      std::chrono::floor<std::chrono::hours>(local) + std::chrono::hours(1) - offset;
  return std::min<Instant>(next_hour, stretch.begin + limits::kPlayRecordMax);
}

void PlayLedger::emit(const Stretch& stretch, Instant end) {
  if (end <= stretch.begin) return;
  sink_->take({stretch.shown.item, stretch.shown.version, stretch.begin, end - stretch.begin,
               stretch.frames});
}

void PlayLedger::cut(Stretch& stretch, Instant now) {
  for (Instant end = end_of(stretch); end <= now; end = end_of(stretch)) {
    emit(stretch, end);
    stretch.begin = end;
    stretch.frames = 0;
  }
}

void PlayLedger::cut(Instant now) {
  for (Stretch& stretch : open_) cut(stretch, now);
}

void PlayLedger::show(const std::vector<ShownItem>& items, int utc_offset_minutes, Instant now) {
  cut(now);
  utc_offset_minutes_ = utc_offset_minutes;
  std::erase_if(open_, [&](const Stretch& stretch) {
    if (std::ranges::find(items, stretch.shown) != items.end()) return false;
    emit(stretch, now);
    return true;
  });
  for (const ShownItem& item : items) {
    if (std::ranges::find(open_, item, &Stretch::shown) == open_.end()) {
      open_.push_back({item, now, 0});
    }
  }
}

void PlayLedger::count_frame(const ShownItem& item) {
  const auto found = std::ranges::find(open_, item, &Stretch::shown);
  if (found != open_.end()) ++found->frames;
}

void PlayLedger::close(Instant now) {
  cut(now);
  for (const Stretch& stretch : open_) emit(stretch, now);
  open_.clear();
}

std::optional<Instant> PlayLedger::next_cut() const {
  std::optional<Instant> next;
  for (const Stretch& stretch : open_) {
    const Instant end = end_of(stretch);
    if (!next || end < *next) next = end;
  }
  return next;
}

}  // namespace bangtin
