#include "player/glass/clip_run.h"

#include <algorithm>

namespace bangtin {

ClipCounts& ClipCounts::operator+=(const ClipCounts& other) {
  presented += other.presented;
  late += other.late;
  dropped += other.dropped;
  repeated += other.repeated;
  return *this;
}

Micros ClipRun::interval() const {
  constexpr Micros kUsual{40'000};
  const auto& info = stream_->info();
  return info && info->frame_interval > Micros(0) ? info->frame_interval : kUsual;
}

const ClipFrame* ClipRun::at(Micros position) {
  while (stream_->next_pts() && *stream_->next_pts() <= position) {
    // What passed before the first picture stood was not missed by anybody.
    if (!front_presented_ && counts_.presented > 0) ++counts_.dropped;
    stream_->pop();
    front_presented_ = false;
    front_repeats_ = 0;
  }
  const ClipFrame* front = stream_->front();
  if (front == nullptr || front->pts > position) return nullptr;
  if (front_presented_ && !stream_->next_pts() && !stream_->is_last()) {
    const std::int64_t stood = (position - front->pts) / interval();
    counts_.repeated += std::max<std::int64_t>(stood - front_repeats_, 0);
    front_repeats_ = std::max(stood, front_repeats_);
  }
  return front;
}

void ClipRun::presented(Micros position) {
  const ClipFrame* front = stream_->front();
  if (front == nullptr || front_presented_) return;
  front_presented_ = true;
  ++counts_.presented;
  if (counts_.presented > 1 && position > front->pts + interval() / 2) ++counts_.late;
}

Micros ClipRun::next_change() const {
  const ClipFrame* front = stream_->front();
  if (front == nullptr) return Micros::max();
  if (!front_presented_) return front->pts;
  if (const auto next = stream_->next_pts()) return *next;
  return stream_->is_last() ? front->pts + interval() : Micros::max();
}

std::optional<Micros> ClipRun::length() const {
  const ClipFrame* front = stream_->front();
  if (front != nullptr && stream_->is_last()) {
    return front->pts + interval();
  }
  const auto& info = stream_->info();
  if (info && info->duration > Micros(0)) return info->duration;
  return std::nullopt;
}

}  // namespace bangtin
