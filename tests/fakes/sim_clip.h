// SimClip: a clip that is decoded when the test says so. Thread: one.
#pragma once

#include <deque>

#include "player/glass/clip_stream.h"
#include "shared/model/content.h"

namespace bangtin {

class SimClip final : public ClipStream {
 public:
  explicit SimClip(Size size_px = {64, 36}, Micros interval = Micros(40'000)) : size_px_(size_px) {
    luma_.resize(std::size_t(size_px.width_px) * std::size_t(size_px.height_px), 128);
    info_ = ClipInfo{size_px.width_px, size_px.height_px, Micros(0), interval, false};
  }

  /// Decodes frames up to and including `last`; `end` says that nothing follows.
  void decode(int last, bool end = false) {
    while (next_ <= last) frames_.push_back(frame(next_++));
    end_ = end;
  }
  void fail(Code code = Code::Unavailable) {
    error_ = {code, "it broke", ""};
    frames_.clear();
    failed_ = true;
  }
  void start_at(int first) { next_ = first; }
  void set_duration(Micros duration) { info_->duration = duration; }
  std::deque<ClipSound> sound;
  int steps = 0;

  void step(Monotonic) override { ++steps; }
  ClipState state() const override {
    if (failed_) return ClipState::Failed;
    if (end_ && frames_.empty()) return ClipState::Ended;
    return frames_.empty() ? ClipState::Opening : ClipState::Playing;
  }
  const Error& error() const override { return error_; }
  const std::optional<ClipInfo>& info() const override { return info_; }
  bool is_ready() const override { return failed_ || end_ || !frames_.empty(); }
  const ClipFrame* front() const override { return frames_.empty() ? nullptr : &frames_.front(); }
  std::optional<Micros> next_pts() const override {
    return frames_.size() < 2 ? std::nullopt : std::optional(frames_[1].pts);
  }
  bool is_last() const override { return end_ && frames_.size() == 1; }
  void pop() override { frames_.pop_front(); }
  std::optional<ClipSound> take_sound() override {
    if (sound.empty()) return std::nullopt;
    ClipSound next = std::move(sound.front());
    sound.pop_front();
    return next;
  }
  int wake_fd() const override { return -1; }
  Monotonic deadline() const override { return Monotonic::max(); }

 private:
  ClipFrame frame(int number) const {
    ClipFrame frame;
    frame.plane = {luma_.data(), luma_.data(), luma_.data()};
    frame.stride_bytes = {size_px_.width_px, size_px_.width_px / 2, size_px_.width_px / 2};
    frame.width_px = size_px_.width_px;
    frame.height_px = size_px_.height_px;
    frame.pts = info_->frame_interval * number;
    return frame;
  }

  Size size_px_;
  std::vector<std::uint8_t> luma_;  ///< a grey picture
  std::optional<ClipInfo> info_;
  std::deque<ClipFrame> frames_;
  int next_ = 0;
  bool end_ = false;
  bool failed_ = false;
  Error error_;
};

}  // namespace bangtin
