// SoundDecoder: coded sound of any kind as stereo samples at kSoundRateHz with their time. Broken
// packets are left out. Thread: the worker's main thread.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "shared/decode/libav.h"
#include "shared/media/clip_wire.h"

namespace bangtin {

class SoundDecoder {
 public:
  /// Null when there is no decoder for it among `names` (as AVCodecContext::codec_whitelist).
  static std::unique_ptr<SoundDecoder> open(const AVStream& stream, const char* names);

  /// Decodes a packet; null: no more will come.
  void decode(const AVPacket* packet);

  /// Sound before this time is dropped, and `base_us` of the stream counts as zero. Before the
  /// first next().
  void begin_at(std::int64_t base_us, std::int64_t from_us);

  /// The next samples, at most `samples_max`; false when a packet has to be decoded first.
  bool next(std::uint32_t samples_max, SoundMessage& message);

 private:
  /// Samples without a gap.
  struct Run {
    std::int64_t begin = 0;  ///< in samples since the stream's zero
    std::vector<std::int16_t> stereo;
    std::size_t taken = 0;  ///< samples at the front that are gone

    std::int64_t left() const { return std::int64_t(stereo.size() / 2 - taken); }
    std::int64_t at() const { return begin + std::int64_t(taken); }
  };

  SoundDecoder() = default;
  void take_frame();
  bool prepare_resampler();
  void append(const std::vector<std::int16_t>& stereo, std::int64_t begin);

  libav::Codec codec_;
  libav::Frame frame_;
  libav::Resampler resampler_;
  AVRational time_base_{1, 1};
  int rate_hz_ = 0;
  int format_ = -1;
  int channels_ = 0;
  std::deque<Run> runs_;
  std::int64_t end_ = 0;  ///< where the next sample is expected
  bool began_ = false;
  std::int64_t base_ = 0;
  std::int64_t from_ = 0;
  std::int64_t last_pts_us_ = 0;
};

}  // namespace bangtin
