#include "shared/media/clip_ledger.h"

#include <algorithm>
#include <cstring>

#include "shared/base/limits.h"

namespace bangtin {
namespace {

/// No pts beyond: far above any clip, far below what overflows.
constexpr std::int64_t kPtsMax_us = 100ll * 3'600 * 1'000'000;
constexpr std::int64_t kFrameIntervalMin_us = 1'000;
constexpr std::int64_t kFrameIntervalMax_us = 60'000'000;
constexpr std::int32_t kStrideMax_bytes = 2 * kClipSideMax_px;
constexpr std::size_t kWantsSpare = 64;

Error breach(const char* what) {
  return {Code::Unavailable, std::string("the clip worker broke the rules: ") + what,
          "media.worker_broken"};
}

template <class Message>
bool read(std::string_view bytes, Message& message) {
  if (bytes.size() != sizeof message) return false;
  std::memcpy(&message, bytes.data(), sizeof message);
  return true;
}

bool plane_fits(std::uint64_t offset, std::int32_t stride, int width_px, int height_px) {
  if (stride < width_px || stride > kStrideMax_bytes || offset > kFrameMemoryBytes) return false;
  const std::uint64_t size_bytes =
      std::uint64_t(stride) * std::uint64_t(height_px - 1) + std::uint64_t(width_px);
  return size_bytes <= kFrameMemoryBytes - offset;
}

}  // namespace

ClipLedger::ClipLedger(std::int64_t size_bytes, Micros from)
    : size_bytes_(size_bytes),
      from_us_(from.count()),
      chunk_count_((std::size_t(size_bytes) + limits::kChunkBytes - 1) / limits::kChunkBytes),
      wants_left_(2 * chunk_count_ + kWantsSpare) {}

Status ClipLedger::take(std::string_view message) {
  std::uint32_t kind = 0;
  if (message.size() < sizeof kind) return breach("no message");
  if (end_) return breach("a message after the last one");
  std::memcpy(&kind, message.data(), sizeof kind);
  const auto take_as = [&]<class Message>(Message value, auto taker) -> Status {
    if (!read(message, value)) return breach("a message of a wrong length");
    return (this->*taker)(value);
  };
  switch (kind) {
    case kInfoKind:
      return take_as(InfoMessage{}, &ClipLedger::take_info);
    case kWantKind:
      return take_as(WantMessage{}, &ClipLedger::take_want);
    case kFrameKind:
      return take_as(FrameMessage{}, &ClipLedger::take_frame);
    case kSkipKind:
      return take_as(SkipMessage{}, &ClipLedger::take_skip);
    case kEndKind:
      return take_as(EndMessage{}, &ClipLedger::take_end);
    case kSoundKind: {
      SoundMessage sound;
      if (message.size() <= kSoundHeadBytes || message.size() > sizeof sound) {
        return breach("a message of a wrong length");
      }
      std::memcpy(&sound, message.data(), message.size());
      return take_sound_message(sound, message.size());
    }
    default:
      return breach("an unknown message");
  }
}

Status ClipLedger::take_info(const InfoMessage& message) {
  if (info_) return breach("told twice what the clip is");
  const bool size_right = message.width_px >= 1 && message.height_px >= 1 &&
                          message.width_px <= kClipSideMax_px &&
                          message.height_px <= kClipSideMax_px &&
                          std::int64_t(message.width_px) * message.height_px <= kClipPixelsMax;
  if (!size_right) return breach("a size out of range");
  if (message.duration_us < 0 || message.duration_us > kClipDurationMax_us ||
      message.frame_interval_us < kFrameIntervalMin_us ||
      message.frame_interval_us > kFrameIntervalMax_us || message.has_sound > 1) {
    return breach("a time out of range");
  }
  info_ = ClipInfo{message.width_px, message.height_px, Micros(message.duration_us),
                   Micros(message.frame_interval_us), message.has_sound == 1};
  return {};
}

Status ClipLedger::take_want(const WantMessage& message) {
  if (message.chunk >= chunk_count_ || message.urgent > 1) return breach("no such chunk");
  // Each want costs a read from the disk, so that a worker may not ask for ever.
  if (wants_left_-- == 0) return breach("asks for chunks and gives no frame");
  const auto waiting = std::find_if(wants_.begin(), wants_.end(),
                                    [&](const Want& want) { return want.chunk == message.chunk; });
  if (waiting != wants_.end()) {
    if (waiting->urgent || message.urgent == 0 || message.given_up != kNoChunk) {
      return breach("wants a chunk twice");
    }
    waiting->urgent = true;
    return {};
  }
  const bool kept = std::find(kept_.begin(), kept_.end(), message.chunk) != kept_.end();
  // It became urgent while it was on its way.
  if (kept && message.urgent == 1 && message.given_up == kNoChunk) return {};
  if (kept) return breach("wants a chunk that it has");
  if (message.given_up != kNoChunk) {
    const auto old = std::find(kept_.begin(), kept_.end(), message.given_up);
    if (old == kept_.end()) return breach("gives up a chunk that it has not");
    kept_.erase(old);
    given_up_.push_back(message.given_up);
  }
  if (wants_.size() >= kChunksWantedMax || wants_.size() + kept_.size() >= kChunksKeptMax) {
    return breach("wants too many chunks");
  }
  wants_.push_back({message.chunk, message.urgent == 1});
  return {};
}

Status ClipLedger::take_frame(const FrameMessage& message) {
  if (!info_) return breach("a frame before what the clip is");
  if (frames_.size() >= kFramesAheadMax) return breach("too many frames");
  if (message.slot >= kFrameSlotsMax) return breach("no such slot");
  const std::uint64_t bit = 1ull << message.slot;
  if ((held_slots_ & bit) != 0) return breach("a slot that is not its own");
  if (message.pts_us < from_us_ || message.pts_us <= last_pts_us_ || message.pts_us > kPtsMax_us) {
    return breach("a frame out of order");
  }
  for (std::size_t i = 0; i < 3; ++i) {
    const int width_px = i == 0 ? info_->width_px : (info_->width_px + 1) / 2;
    const int height_px = i == 0 ? info_->height_px : (info_->height_px + 1) / 2;
    if (!plane_fits(message.plane_offset[i], message.stride_bytes[i], width_px, height_px)) {
      return breach("a frame outside of the memory");
    }
  }
  if (message.full_range > 1 || message.bt709 > 1) return breach("no such colours");
  held_slots_ |= bit;
  last_pts_us_ = message.pts_us;
  wants_left_ = 2 * chunk_count_ + kWantsSpare;
  ++progress_;
  frames_.push_back(message);
  return {};
}

Status ClipLedger::take_skip(const SkipMessage& message) {
  if (last_pts_us_ >= 0 || message.pts_us < skipped_us_ + kSkipStep_us ||
      message.pts_us >= from_us_) {
    return breach("skips what it must not");
  }
  skipped_us_ = message.pts_us;
  ++progress_;
  return {};
}

Status ClipLedger::take_sound_message(const SoundMessage& message, std::size_t size_bytes) {
  if (!info_ || !info_->has_sound) return breach("sound of a clip without");
  if (message.samples == 0 || message.samples > kSoundMessageSamples ||
      size_bytes != kSoundHeadBytes + std::size_t(message.samples) * 4) {
    return breach("a message of a wrong length");
  }
  if (sound_out_samples_ + message.samples > kSoundAheadSamples) return breach("too much sound");
  if (message.pts_us < last_sound_pts_us_ || message.pts_us > kPtsMax_us) {
    return breach("sound out of order");
  }
  sound_out_samples_ += message.samples;
  last_sound_pts_us_ = message.pts_us;
  sounds_.push_back({Micros(message.pts_us),
                     {message.stereo.begin(), message.stereo.begin() + 2 * message.samples}});
  return {};
}

Status ClipLedger::take_end(const EndMessage& message) {
  if (message.how < ClipEnd::Done || message.how > ClipEnd::NoMemory) return breach("no such end");
  end_ = message.how;
  wants_.clear();
  return {};
}

std::size_t ClipLedger::chunk_size_bytes(std::size_t index) const {
  CHECK(index < chunk_count_);
  return std::min(limits::kChunkBytes, std::size_t(size_bytes_) - index * limits::kChunkBytes);
}

std::optional<std::size_t> ClipLedger::wanted_chunk() const {
  for (const Want& want : wants_) {
    if (want.urgent) return want.chunk;
  }
  if (wants_.empty()) return std::nullopt;
  return wants_.front().chunk;
}

bool ClipLedger::wants_chunk(std::size_t index) const {
  return std::any_of(wants_.begin(), wants_.end(),
                     [&](const Want& want) { return want.chunk == index; });
}

void ClipLedger::give_chunk(std::size_t index) {
  CHECK(wants_chunk(index));
  std::erase_if(wants_, [&](const Want& want) { return want.chunk == index; });
  kept_.push_back(index);
  given_.push_back(index);
}

std::vector<std::size_t> ClipLedger::take_given_up() { return std::exchange(given_up_, {}); }

void ClipLedger::pop_frame() {
  CHECK(!frames_.empty());
  const std::uint64_t bit = 1ull << frames_.front().slot;
  held_slots_ &= ~bit;
  freed_slots_ |= bit;
  frames_.pop_front();
}

std::optional<ClipSound> ClipLedger::take_sound() {
  if (sounds_.empty()) return std::nullopt;
  ClipSound sound = std::move(sounds_.front());
  sounds_.pop_front();
  sound_taken_samples_ += std::uint32_t(sound.samples.size() / 2);
  return sound;
}

bool ClipLedger::owes_frame() const {
  const bool waits =
      std::any_of(wants_.begin(), wants_.end(), [](const Want& want) { return want.urgent; });
  return !end_ && !waits && frames_.size() < kFramesAheadMax;
}

std::optional<GrantMessage> ClipLedger::grant() const {
  if (freed_slots_ == 0 && sound_taken_samples_ == 0 && given_.empty()) return std::nullopt;
  GrantMessage message;
  message.kind = kGrantKind;
  message.sound_samples = sound_taken_samples_;
  message.freed_slots = freed_slots_;
  for (std::size_t i = 0; i < std::min<std::size_t>(given_.size(), kChunksWantedMax); ++i) {
    message.chunks[i] = std::uint32_t(given_[i]);
  }
  return message;
}

void ClipLedger::granted() {
  sound_out_samples_ -= sound_taken_samples_;
  sound_taken_samples_ = 0;
  freed_slots_ = 0;
  given_.erase(given_.begin(), given_.begin() + std::ptrdiff_t(std::min<std::size_t>(
                                                    given_.size(), kChunksWantedMax)));
}

}  // namespace bangtin
