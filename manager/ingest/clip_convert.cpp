#include "manager/ingest/clip_convert.h"

#include <algorithm>

#include "manager/ingest/clip_output.h"
#include "manager/ingest/picture_chain.h"
#include "manager/ingest/sound.h"
#include "shared/base/limits.h"

namespace bangtin {
namespace {

/// A file with more damage than this is refused: a few torn pictures are not worth a refusal.
constexpr int kBrokenMin = 5;
constexpr int kBrokenPercentMax = 2;

/// Copies the pictures' packets, with times counted in frames.
class PictureCopy {
 public:
  PictureCopy(const ClipInput& input, const ClipScan& scan, Ratio rate, ClipOutput& output)
      : video_(input.video()),
        times_(scan.times.times_us),
        reorder_frames_(scan.reorder_frames),
        time_base_{int(rate.den), int(rate.num)},
        output_(output) {}

  bool begin() {
    const AVBitStreamFilter* kind = av_bsf_get_by_name("h264_metadata");
    AVBSFContext* made = nullptr;
    if (!kind || av_bsf_alloc(kind, &made) < 0) return false;
    filter_.reset(made);
    if (avcodec_parameters_copy(filter_->par_in, video_.codecpar) < 0) return false;
    filter_->time_base_in = time_base_;
    for (const char* name :
         {"colour_primaries", "transfer_characteristics", "matrix_coefficients"}) {
      av_opt_set_int(filter_->priv_data, name, AVCOL_PRI_BT709, 0);
    }
    av_opt_set_int(filter_->priv_data, "video_full_range_flag", 0, 0);
    if (av_bsf_init(filter_.get()) < 0) return false;
    AVCodecParameters& codec = *filter_->par_out;
    codec.color_primaries = AVCOL_PRI_BT709;
    codec.color_trc = AVCOL_TRC_BT709;
    codec.color_space = AVCOL_SPC_BT709;
    codec.color_range = AVCOL_RANGE_MPEG;
    stream_ = output_.add(codec, time_base_);
    return stream_ >= 0;
  }

  bool take(AVPacket* packet) {
    if (packet) set_times(*packet);
    if (av_bsf_send_packet(filter_.get(), packet) < 0) return false;
    const av::Packet out = av::new_packet();
    while (out && av_bsf_receive_packet(filter_.get(), out.get()) >= 0) {
      if (!output_.write(*out, stream_, time_base_)) return false;
    }
    return out != nullptr;
  }

 private:
  /// Rank among all pictures is the time to show; the time to decode is the packet's own number,
  /// early enough for the most reordered picture.
  void set_times(AVPacket& packet) {
    const std::int64_t at = av_rescale_q(packet.pts, video_.time_base, av::kMicroseconds);
    packet.pts = std::lower_bound(times_.begin(), times_.end(), at) - times_.begin();
    packet.dts = number_ - reorder_frames_;
    packet.duration = 1;
    ++number_;
  }

  const AVStream& video_;
  const std::vector<std::int64_t>& times_;
  const int reorder_frames_;
  AVRational time_base_;
  ClipOutput& output_;
  av::BitFilter filter_;
  int stream_ = -1;
  std::int64_t number_ = 0;
};

/// One run of the second pass.
class Conversion {
 public:
  Conversion(ClipInput& input, const ClipScan& scan, const ConvertPlan& plan, ClipOutput& output)
      : input_(input), scan_(scan), plan_(plan), output_(output) {}

  std::optional<ClipRefusal> run(const StepWatch& watch) {
    if (!open_pictures() || !open_sound() || !output_.begin()) return ClipRefusal::Failed;
    const av::Packet packet = av::new_packet();
    if (!packet) return ClipRefusal::Failed;
    while (input_.read(*packet)) {
      if (!watch(input_.permille())) return ClipRefusal::Cancelled;
      const bool picture = packet->stream_index == input_.video().index;
      if (!(picture ? take_picture(packet.get()) : take_sound(packet.get()))) return refusal();
    }
    if (!take_picture(nullptr) || !take_sound(nullptr)) return refusal();
    if (pictures_ && (pictures_->decoded() == 0 || too_broken())) return ClipRefusal::Damaged;
    if (!output_.finish()) return refusal();
    return std::nullopt;
  }

 private:
  bool open_pictures() {
    if (plan_.copy_pictures) {
      copy_.emplace(input_, scan_, plan_.rate, output_);
      return copy_->begin();
    }
    const std::int64_t end_us = scan_.duration.count() * 1'000;
    pictures_ = PictureChain::open(
        input_.video(),
        {plan_.size_px, plan_.rate, input_.upright_filters(), scan_.first_us, end_us});
    picture_encoding_.emplace(open_picture_encoder(plan_.size_px, plan_.rate), output_);
    return pictures_ && picture_encoding_->good();
  }

  bool open_sound() {
    if (!scan_.sound) return true;
    if (plan_.copy_sound) {
      sound_stream_ = output_.add(*input_.sound()->codecpar, {1, kSoundRate_hz});
      return sound_stream_ >= 0;
    }
    sound_ =
        SoundChain::open(*input_.sound(), scan_.first_us,
                         level_filters(plan_.sound.gain_db, plan_.sound.limited, scan_.duration));
    sound_encoding_.emplace(open_sound_encoder(), output_);
    if (!sound_ || !sound_encoding_->good()) return false;
    sound_->set_frame_samples(sound_encoding_->frame_samples());
    return true;
  }

  bool take_picture(AVPacket* packet) {
    if (copy_) return copy_->take(packet);
    if (!pictures_->feed(packet,
                         [this](AVFrame& frame) { return picture_encoding_->take(&frame); })) {
      return false;
    }
    return packet || picture_encoding_->take(nullptr);
  }

  bool take_sound(AVPacket* packet) {
    if (!scan_.sound) return true;
    if (plan_.copy_sound) return !packet || copy_sound(*packet);
    if (!sound_->feed(packet, [this](AVFrame& frame) { return sound_encoding_->take(&frame); })) {
      return false;
    }
    return packet || sound_encoding_->take(nullptr);
  }

  bool copy_sound(AVPacket& packet) {
    if (packet.pts == AV_NOPTS_VALUE || packet.dts == AV_NOPTS_VALUE) return true;
    const AVRational base = input_.sound()->time_base;
    const std::int64_t first = av_rescale_q(scan_.first_us, av::kMicroseconds, base);
    packet.pts -= first;
    packet.dts -= first;
    const std::int64_t at_us = av_rescale_q(packet.pts, base, av::kMicroseconds);
    // What sounds before the first picture but for the decoder's run-up, and after the last one.
    constexpr std::int64_t kRunUp_us = 50'000;
    if (at_us < -kRunUp_us || at_us >= scan_.duration.count() * 1'000) return true;
    return output_.write(packet, sound_stream_, base);
  }

  bool too_broken() const {
    return pictures_->broken() >
           std::max(kBrokenMin, pictures_->decoded() / 100 * kBrokenPercentMax);
  }
  ClipRefusal refusal() const { return output_.full() ? ClipRefusal::Full : ClipRefusal::Failed; }

  ClipInput& input_;
  const ClipScan& scan_;
  const ConvertPlan plan_;
  ClipOutput& output_;
  std::optional<PictureCopy> copy_;
  std::unique_ptr<PictureChain> pictures_;
  std::optional<Encoding> picture_encoding_;
  std::unique_ptr<SoundChain> sound_;
  std::optional<Encoding> sound_encoding_;
  int sound_stream_ = -1;
};

}  // namespace

ConvertPlan plan_of(const ClipInput& input, const ClipScan& scan) {
  ConvertPlan plan;
  const CodedShape shape = input.shape();
  plan.rate = target_rate(scan.times, input.nominal_rate());
  plan.size_px = target_size(shape);
  plan.copy_pictures = may_copy(scan.copy, shape, scan.times, input.nominal_rate());
  plan.copy_sound = plan.copy_pictures && scan.sound && scan.sound_fits && is_level(*scan.sound);
  return plan;
}

std::optional<ClipRefusal> make_clip(ClipInput& input, const ClipScan& scan,
                                     const ConvertPlan& plan, int output, const StepWatch& watch) {
  const auto file = ClipOutput::create(output);
  if (!file) return ClipRefusal::Failed;
  return Conversion(input, scan, plan, *file).run(watch);
}

}  // namespace bangtin
