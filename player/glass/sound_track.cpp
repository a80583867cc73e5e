#include "player/glass/sound_track.h"

#include <algorithm>

namespace bangtin {
namespace {

std::int64_t frames_in(Micros duration) { return duration.count() * kSoundRate_hz / 1'000'000; }

Micros duration_of(std::size_t frames) {
  return Micros(std::int64_t(frames) * 1'000'000 / kSoundRate_hz);
}

/// The same sound over `frames` frames, straight between its samples.
std::vector<std::int16_t> drawn_out(std::span<const std::int16_t> samples, std::size_t frames) {
  const std::size_t have = samples.size() / kSoundChannels;
  std::vector<std::int16_t> result(frames * kSoundChannels);
  for (std::size_t i = 0; i < frames; ++i) {
    const std::size_t at = i * have;  // In parts of 1 / frames of a frame.
    const std::size_t left = at / frames;
    const std::size_t right = std::min(left + 1, have - 1);
    const auto weight = std::int64_t(at % frames);
    for (std::size_t channel = 0; channel < kSoundChannels; ++channel) {
      const std::int64_t a = samples[left * kSoundChannels + channel];
      const std::int64_t b = samples[right * kSoundChannels + channel];
      result[i * kSoundChannels + channel] =
          std::int16_t(a + (b - a) * weight / std::int64_t(frames));
    }
  }
  return result;
}

}  // namespace

std::vector<std::int16_t> softened(std::span<const std::int16_t> samples, int percent) {
  std::vector<std::int16_t> result(samples.size());
  std::ranges::transform(samples, result.begin(), [percent](std::int16_t sample) {
    return std::int16_t(sample * percent / 100);
  });
  return result;
}

std::vector<std::int16_t> SoundTrack::fitted(const ClipSound& sound) {
  const std::size_t frames = sound.samples.size() / kSoundChannels;
  if (error_ <= kTolerance && error_ >= -kTolerance) return sound.samples;
  if (error_ > kSlip) {
    std::vector<std::int16_t> late(std::size_t(frames_in(error_)) * kSoundChannels, 0);
    late.insert(late.end(), sound.samples.begin(), sound.samples.end());
    return late;
  }
  if (error_ < -kSlip) {
    const auto missed = std::min(frames, std::size_t(frames_in(-error_)));
    return {sound.samples.begin() + std::ptrdiff_t(missed * kSoundChannels), sound.samples.end()};
  }
  const auto most = std::int64_t(frames) * kStretchPerMille / 1'000;
  const std::int64_t more = std::clamp(frames_in(error_), -most, most);
  return drawn_out(sound.samples, std::size_t(std::int64_t(frames) + more));
}

void SoundTrack::feed(SoundOut& out, Micros position, const Take& take, bool audible) {
  const bool heard = audible && out.is_open();
  while (heard ? out.queued() < kAhead : taken_until_ <= position + kAhead) {
    const auto sound = take();
    if (!sound) return;
    const Micros length = duration_of(sound->samples.size() / kSoundChannels);
    taken_until_ = sound->pts + length;
    if (!heard || length == Micros(0)) continue;
    error_ = sound->pts - (position + out.queued());
    if (error_ + length > Micros(0)) out.queue(fitted(*sound));  // Else its time is over.
  }
}

}  // namespace bangtin
