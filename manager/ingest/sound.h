// The sound of a clip on its way: decoded, made 48 kHz stereo, measured or set to a level. Only for
// the worker. Thread: one.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "manager/ingest/av.h"
#include "manager/ingest/clip_plan.h"

namespace bangtin {

inline constexpr int kSoundRate_hz = 48'000;

/// One decoder with one chain of filters behind it. The chain begins with the clip's first picture:
/// what sounds before is cut away, holes are silence.
class SoundChain {
 public:
  using Sink = std::function<bool(AVFrame&)>;
  /// `filters` follow the conversion, as FFmpeg takes them. Null when the sound cannot be decoded.
  static std::unique_ptr<SoundChain> open(const AVStream& stream, std::int64_t first_us,
                                          std::string filters);
  /// A null packet is the end. False when the sink wants no more or the chain fails; a broken
  /// packet is a hole.
  bool feed(const AVPacket* packet, const Sink& sink);
  /// Whole frames of so many samples from here on.
  void set_frame_samples(int samples) { frame_samples_ = samples; }
  /// Packets that could not be decoded.
  int broken() const { return broken_; }

 private:
  bool build(const AVFrame& frame);
  bool filter(AVFrame* frame, const Sink& sink);

  av::Codec decoder_;
  av::Graph graph_;
  AVFilterContext* source_ = nullptr;
  AVFilterContext* sink_ = nullptr;
  AVRational time_base_{};
  std::int64_t first_us_ = 0;
  std::string filters_;
  int frame_samples_ = 0;
  int broken_ = 0;
  int format_ = -1;
  int rate_hz_ = 0;
  int channels_ = 0;
};

/// The filters of a clip's sound: so much louder, its peaks held at kPeakMax_db when `limited`, not
/// longer than the clip.
std::string level_filters(double gain_db, bool limited, Millis duration);

/// Measures what passes. EBU R128 by FFmpeg's ebur128.
class LoudnessMeter {
 public:
  /// As it is after `filters`, as FFmpeg takes them. Null when the sound cannot be decoded.
  static std::unique_ptr<LoudnessMeter> open(const AVStream& stream, std::int64_t first_us,
                                             const std::string& filters = {});
  bool feed(const AVPacket* packet);
  Loudness result() const { return result_; }

 private:
  std::unique_ptr<SoundChain> chain_;
  Loudness result_;
};

}  // namespace bangtin
