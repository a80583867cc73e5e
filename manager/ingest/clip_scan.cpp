#include "manager/ingest/clip_scan.h"

#include <algorithm>
#include <map>

#include "manager/ingest/sound.h"
#include "shared/base/limits.h"

namespace bangtin {
namespace {

constexpr int kLevelMax = 42;

std::int64_t us_of(std::int64_t time, const AVStream& stream) {
  return av_rescale_q(time, stream.time_base, av::kMicroseconds);
}

bool is_plain_h264(const ClipInput& input) {
  const AVCodecParameters& picture = *input.video().codecpar;
  const int profile = picture.profile & ~(FF_PROFILE_H264_CONSTRAINED | FF_PROFILE_H264_INTRA);
  const bool plain = profile == FF_PROFILE_H264_BASELINE || profile == FF_PROFILE_H264_MAIN ||
                     profile == FF_PROFILE_H264_HIGH;
  const bool progressive = picture.field_order == AV_FIELD_PROGRESSIVE;
  return picture.codec_id == AV_CODEC_ID_H264 && plain && progressive &&
         picture.format == AV_PIX_FMT_YUV420P && picture.level <= kLevelMax &&
         picture.extradata_size > 0 && input.upright_filters().empty();
}

bool has_colours(const AVCodecParameters& picture) {
  constexpr int kLarge_px = 720;
  const auto is = [](auto value, auto wanted, auto unsaid) {
    return value == wanted || value == unsaid;
  };
  if (!is(picture.color_range, AVCOL_RANGE_MPEG, AVCOL_RANGE_UNSPECIFIED)) return false;
  if (!is(picture.color_space, AVCOL_SPC_BT709, AVCOL_SPC_UNSPECIFIED)) return false;
  if (!is(picture.color_trc, AVCOL_TRC_BT709, AVCOL_TRC_UNSPECIFIED)) return false;
  if (!is(picture.color_primaries, AVCOL_PRI_BT709, AVCOL_PRI_UNSPECIFIED)) return false;
  return picture.color_space == AVCOL_SPC_BT709 ||
         std::min(picture.width, picture.height) >= kLarge_px;
}

/// Takes in the packets of the picture.
class PictureScan {
 public:
  explicit PictureScan(const AVStream& stream) : stream_(stream) {}

  void take(const AVPacket& packet) {
    std::int64_t time = packet.pts;
    if (time == AV_NOPTS_VALUE) {
      complete_ = false;
      time = packet.dts;
    }
    if ((packet.flags & AV_PKT_FLAG_DISCARD) != 0) complete_ = false;
    if (time == AV_NOPTS_VALUE) return;
    const std::int64_t at = us_of(time, stream_);
    const std::int64_t end = at + us_of(std::max<std::int64_t>(packet.duration, 0), stream_);
    end_us_ = times_.empty() ? end : std::max(end_us_, end);
    if ((packet.flags & AV_PKT_FLAG_KEY) != 0) {
      keys_us_.push_back(at);
    } else if (keys_us_.empty() || at < keys_us_.back()) {
      closed_ = false;
    }
    times_.push_back(at);
    weights_[at / 1'000'000] += std::int64_t(packet.size) * 8;
  }

  std::size_t count() const { return times_.size(); }
  std::int64_t end_us() const { return end_us_; }

  void finish(ClipScan& scan, Ratio nominal) {
    const std::vector<std::int64_t> order = times_;
    std::sort(times_.begin(), times_.end());
    for (std::size_t i = 0; i < order.size(); ++i) {
      const auto rank = std::lower_bound(times_.begin(), times_.end(), order[i]) - times_.begin();
      scan.reorder_frames = std::max(scan.reorder_frames, int(std::ptrdiff_t(i) - rank));
    }
    const bool distinct = std::adjacent_find(times_.begin(), times_.end()) == times_.end();
    scan.first_us = times_.front();
    scan.times = {std::move(times_), complete_ && distinct};
    const std::vector<std::int64_t>& times = scan.times.times_us;
    const double rate = scan.times.average() > 0 ? scan.times.average() : nominal.value();
    const auto frame_us = rate > 0 ? std::int64_t(1e6 / rate) : 40'000;
    const std::int64_t end = std::max(end_us_, times.back() + frame_us);
    scan.duration = Millis((end - times.front()) / 1'000);
    scan.copy.closed = closed_;
    keys_us_.push_back(end);
    for (std::size_t i = 1; i < keys_us_.size(); ++i) {
      const double seconds = double(keys_us_[i] - keys_us_[i - 1]) / 1e6;
      const int pictures = int(seconds * rate + 0.5);
      scan.copy.key_distance_max = std::max(scan.copy.key_distance_max, pictures);
    }
    std::int64_t bits = 0;
    for (const auto& [second, weight] : weights_) {
      bits += weight;
      scan.copy.bits_per_second_peak = std::max(scan.copy.bits_per_second_peak, weight);
    }
    scan.copy.bits_per_second = bits * 1'000 / std::max<std::int64_t>(scan.duration.count(), 1);
  }

 private:
  const AVStream& stream_;
  std::vector<std::int64_t> times_;
  std::vector<std::int64_t> keys_us_;
  std::map<std::int64_t, std::int64_t> weights_;  ///< bits of each second
  std::int64_t end_us_ = 0;
  bool complete_ = true;
  bool closed_ = true;
};

bool sound_fits(const AVStream& sound) {
  const AVCodecParameters& codec = *sound.codecpar;
  return codec.codec_id == AV_CODEC_ID_AAC && codec.profile == FF_PROFILE_AAC_LOW &&
         codec.sample_rate == kSoundRate_hz && codec.ch_layout.nb_channels == 2 &&
         codec.extradata_size > 0;
}

/// Less is there than the file says it has.
bool is_cut_off(const ClipInput& input, Millis there) {
  const Millis said = input.said_duration();
  return said > Millis{0} && there < said - std::max<Millis>(Seconds(1), said / 10);
}

}  // namespace

std::variant<ClipScan, ClipRefusal> scan_clip(ClipInput& input, const StepWatch& watch) {
  ClipScan scan;
  scan.sound_unknown = input.sound_unknown();
  PictureScan pictures(input.video());
  std::unique_ptr<LoudnessMeter> meter;
  std::int64_t sound_end_us = 0;
  bool encrypted = false;
  const av::Packet packet = av::new_packet();
  if (!packet) return ClipRefusal::Failed;
  while (input.read(*packet)) {
    if (!watch(input.permille())) return ClipRefusal::Cancelled;
    encrypted =
        encrypted || av_packet_get_side_data(packet.get(), AV_PKT_DATA_ENCRYPTION_INFO, nullptr);
    if (packet->stream_index == input.video().index) {
      pictures.take(*packet);
      if (pictures.count() > std::size_t(limits::kClipFramesMax)) return ClipRefusal::TooLong;
      continue;
    }
    if (!meter) meter = LoudnessMeter::open(*input.sound(), input.start_us());
    scan.sound_unknown = scan.sound_unknown || !meter;
    if (packet->pts != AV_NOPTS_VALUE) {
      sound_end_us =
          us_of(packet->pts + std::max<std::int64_t>(packet->duration, 0), *input.sound());
    }
    if (meter) meter->feed(packet.get());
  }
  if (encrypted) return ClipRefusal::Encrypted;
  if (pictures.count() == 0) return ClipRefusal::NoPicture;
  pictures.finish(scan, input.nominal_rate());
  const std::int64_t end_us = std::max(pictures.end_us(), sound_end_us);
  if (is_cut_off(input, Millis((end_us - scan.first_us) / 1'000))) return ClipRefusal::Truncated;
  if (scan.duration > limits::kClipDurationMax) return ClipRefusal::TooLong;
  if (scan.duration < limits::kClipDurationMin) return ClipRefusal::TooShort;
  scan.copy.plain_h264 = is_plain_h264(input) && !input.broken();
  scan.copy.known_index = input.has_index();
  scan.copy.colours = has_colours(*input.video().codecpar);
  if (meter) {
    meter->feed(nullptr);
    if (!is_silent(meter->result())) scan.sound = meter->result();
    scan.sound_fits = sound_fits(*input.sound());
  }
  return scan;
}

}  // namespace bangtin
