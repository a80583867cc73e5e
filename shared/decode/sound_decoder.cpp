#include "shared/decode/sound_decoder.h"

extern "C" {
#include <libavutil/channel_layout.h>
#include <libavutil/mathematics.h>
}

#include <algorithm>

namespace bangtin {
namespace {

constexpr int kChannelsMax = 8;
constexpr int kRateMax_hz = 192'000;
constexpr AVRational kSamples{1, int(kSoundRateHz)};
/// A smaller gap is the rounding of time stamps.
constexpr std::int64_t kGapSamplesMin = kSoundRateHz / 20;

std::int64_t samples_of(std::int64_t time_us) {
  return av_rescale(time_us, kSoundRateHz, 1'000'000);
}

}  // namespace

std::unique_ptr<SoundDecoder> SoundDecoder::open(const AVStream& stream, const char* names) {
  const AVCodec* codec = avcodec_find_decoder(stream.codecpar->codec_id);
  if (codec == nullptr) return nullptr;
  std::unique_ptr<SoundDecoder> self(new SoundDecoder);
  self->codec_.reset(avcodec_alloc_context3(codec));
  self->frame_.reset(av_frame_alloc());
  if (!self->codec_ || !self->frame_) return nullptr;
  AVCodecContext& context = *self->codec_;
  if (avcodec_parameters_to_context(&context, stream.codecpar) < 0) return nullptr;
  context.pkt_timebase = stream.time_base;
  context.thread_count = 1;
  context.codec_whitelist = av_strdup(names);
  if (avcodec_open2(&context, codec, nullptr) < 0) return nullptr;
  self->time_base_ = stream.time_base;
  return self;
}

void SoundDecoder::begin_at(std::int64_t base_us, std::int64_t from_us) {
  base_ = samples_of(base_us);
  from_ = samples_of(from_us);
}

void SoundDecoder::decode(const AVPacket* packet) {
  if (avcodec_send_packet(codec_.get(), packet) < 0) return;
  while (avcodec_receive_frame(codec_.get(), frame_.get()) >= 0) {
    take_frame();
    av_frame_unref(frame_.get());
  }
}

bool SoundDecoder::prepare_resampler() {
  const AVFrame& frame = *frame_;
  const int channels = frame.ch_layout.nb_channels;
  if (channels < 1 || channels > kChannelsMax || frame.sample_rate < 1 ||
      frame.sample_rate > kRateMax_hz) {
    return false;
  }
  if (resampler_ && rate_hz_ == frame.sample_rate && format_ == frame.format &&
      channels_ == channels) {
    return true;
  }
  AVChannelLayout from{};
  if (frame.ch_layout.order == AV_CHANNEL_ORDER_UNSPEC) {
    av_channel_layout_default(&from, channels);
  } else if (av_channel_layout_copy(&from, &frame.ch_layout) < 0) {
    return false;
  }
  AVChannelLayout stereo = AV_CHANNEL_LAYOUT_STEREO;
  SwrContext* made = nullptr;
  const int failed =
      swr_alloc_set_opts2(&made, &stereo, AV_SAMPLE_FMT_S16, int(kSoundRateHz), &from,
                          AVSampleFormat(frame.format), frame.sample_rate, 0, nullptr);
  av_channel_layout_uninit(&from);
  resampler_.reset(made);
  if (failed < 0 || swr_init(made) < 0) {
    resampler_.reset();
    return false;
  }
  rate_hz_ = frame.sample_rate;
  format_ = frame.format;
  channels_ = channels;
  return true;
}

void SoundDecoder::take_frame() {
  const AVFrame& frame = *frame_;
  if (!prepare_resampler()) return;
  const std::int64_t delay = swr_get_delay(resampler_.get(), kSoundRateHz);
  const int room = swr_get_out_samples(resampler_.get(), frame.nb_samples);
  if (room <= 0) return;
  std::vector<std::int16_t> stereo(std::size_t(room) * 2);
  auto* to = reinterpret_cast<std::uint8_t*>(stereo.data());
  const int got =
      swr_convert(resampler_.get(), &to, room,
                  const_cast<const std::uint8_t**>(frame.extended_data), frame.nb_samples);
  if (got <= 0) return;
  stereo.resize(std::size_t(got) * 2);
  std::int64_t begin = end_;
  if (frame.best_effort_timestamp != AV_NOPTS_VALUE) {
    begin = av_rescale_q(frame.best_effort_timestamp, time_base_, kSamples) - delay;
  }
  append(stereo, begin);
}

void SoundDecoder::append(const std::vector<std::int16_t>& stereo, std::int64_t begin) {
  // Time that jumps back is not believed: order matters more.
  const bool gap = !began_ || begin > end_ + kGapSamplesMin;
  if (gap) {
    end_ = begin;
    runs_.push_back({begin, {}, 0});
  } else if (runs_.empty()) {
    runs_.push_back({end_, {}, 0});
  }
  began_ = true;
  Run& run = runs_.back();
  run.stereo.insert(run.stereo.end(), stereo.begin(), stereo.end());
  end_ += std::int64_t(stereo.size() / 2);
}

bool SoundDecoder::next(std::uint32_t samples_max, SoundMessage& message) {
  while (!runs_.empty()) {
    Run& run = runs_.front();
    const std::int64_t early = base_ + from_ - run.at();
    if (early > 0) run.taken += std::size_t(std::min(early, run.left()));
    const std::int64_t count = std::min<std::int64_t>(
        {run.left(), std::int64_t(samples_max), std::int64_t(kSoundMessageSamples)});
    if (run.left() > 0 && count > 0) {
      message.kind = kSoundKind;
      message.samples = std::uint32_t(count);
      message.pts_us = av_rescale(run.at() - base_, 1'000'000, kSoundRateHz);
      last_pts_us_ = message.pts_us = std::max(message.pts_us, last_pts_us_);
      const auto from = run.stereo.begin() + std::ptrdiff_t(run.taken * 2);
      std::copy(from, from + count * 2, message.stereo.begin());
      run.taken += std::size_t(count);
    }
    if (run.left() == 0) runs_.pop_front();
    if (count > 0) return true;
    if (samples_max == 0) return false;
  }
  return false;
}

}  // namespace bangtin
