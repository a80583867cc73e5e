#include "manager/ingest/sound.h"

extern "C" {
#include <libavutil/channel_layout.h>
}

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace bangtin {
namespace {

/// Not longer than a clip may be, whatever the times in the file say.
constexpr const char* kMeter = "atrim=end=3660,ebur128=peak=sample:metadata=1";

std::string layout_of(const AVFrame& frame) {
  AVChannelLayout layout{};
  if (av_channel_layout_copy(&layout, &frame.ch_layout) < 0) return "stereo";
  // What says only how many channels it has gets the usual places for so many.
  if (layout.order == AV_CHANNEL_ORDER_UNSPEC) {
    av_channel_layout_default(&layout, frame.ch_layout.nb_channels);
  }
  char text[128] = "stereo";
  av_channel_layout_describe(&layout, text, sizeof text);
  av_channel_layout_uninit(&layout);
  return text;
}

double number_at(const AVFrame& frame, const char* key, double otherwise) {
  const AVDictionaryEntry* entry = av_dict_get(frame.metadata, key, nullptr, 0);
  return entry ? std::strtod(entry->value, nullptr) : otherwise;
}

}  // namespace

std::unique_ptr<SoundChain> SoundChain::open(const AVStream& stream, std::int64_t first_us,
                                             std::string filters) {
  auto chain = std::make_unique<SoundChain>();
  chain->decoder_ = av::open_decoder(stream);
  if (!chain->decoder_) return nullptr;
  chain->time_base_ = stream.time_base;
  chain->first_us_ = first_us;
  chain->filters_ = std::move(filters);
  return chain;
}

bool SoundChain::build(const AVFrame& frame) {
  graph_.reset(avfilter_graph_alloc());
  if (!graph_) return false;
  graph_->nb_threads = 1;
  const std::string format = av_get_sample_fmt_name(AVSampleFormat(frame.format));
  const std::string rate = std::to_string(kSoundRate_hz);
  const std::string text =
      "abuffer@in=time_base=1/" + rate + ":sample_rate=" + std::to_string(frame.sample_rate) +
      ":sample_fmt=" + format + ":channel_layout=" + layout_of(frame) + ",aresample=" + rate +
      ":async=1000:first_pts=0,aformat=sample_fmts=fltp:sample_rates=" + rate +
      ":channel_layouts=stereo" + (filters_.empty() ? "" : "," + filters_) + ",abuffersink@out";
  AVFilterInOut* inputs = nullptr;
  AVFilterInOut* outputs = nullptr;
  const bool parsed = avfilter_graph_parse2(graph_.get(), text.c_str(), &inputs, &outputs) >= 0;
  avfilter_inout_free(&inputs);
  avfilter_inout_free(&outputs);
  if (!parsed || avfilter_graph_config(graph_.get(), nullptr) < 0) return false;
  source_ = avfilter_graph_get_filter(graph_.get(), "abuffer@in");
  sink_ = avfilter_graph_get_filter(graph_.get(), "abuffersink@out");
  if (!source_ || !sink_) return false;
  format_ = frame.format;
  rate_hz_ = frame.sample_rate;
  channels_ = frame.ch_layout.nb_channels;
  if (frame_samples_ > 0) av_buffersink_set_frame_size(sink_, unsigned(frame_samples_));
  return true;
}

bool SoundChain::filter(AVFrame* frame, const Sink& sink) {
  if (frame) {
    if (!graph_ && !build(*frame)) return false;
    if (frame->format != format_ || frame->sample_rate != rate_hz_ ||
        frame->ch_layout.nb_channels != channels_) {
      ++broken_;  // A change of format in the middle: left out rather than misheard.
      return true;
    }
    const std::int64_t at = frame->best_effort_timestamp;
    frame->pts = at == AV_NOPTS_VALUE
                     ? AV_NOPTS_VALUE
                     : av_rescale_q(at, time_base_, {1, kSoundRate_hz}) -
                           av_rescale_q(first_us_, av::kMicroseconds, {1, kSoundRate_hz});
  }
  if (!graph_) return true;
  if (av_buffersrc_add_frame(source_, frame) < 0) return false;
  const av::Frame out = av::new_frame();
  while (out && av_buffersink_get_frame(sink_, out.get()) >= 0) {
    const bool more = sink(*out);
    av_frame_unref(out.get());
    if (!more) return false;
  }
  return out != nullptr;
}

bool SoundChain::feed(const AVPacket* packet, const Sink& sink) {
  if (avcodec_send_packet(decoder_.get(), packet) < 0) ++broken_;
  const av::Frame frame = av::new_frame();
  if (!frame) return false;
  while (true) {
    const int status = avcodec_receive_frame(decoder_.get(), frame.get());
    if (status == AVERROR(EAGAIN) || status == AVERROR_EOF) break;
    if (status < 0) {
      ++broken_;
      break;
    }
    if (!filter(frame.get(), sink)) return false;
    av_frame_unref(frame.get());
  }
  return packet || filter(nullptr, sink);
}

std::string level_filters(double gain_db, bool limited, Millis duration) {
  char text[256];
  int size = std::snprintf(text, sizeof text, "volume=volume=%.2fdB,", gain_db);
  if (limited) {
    // At four times the rate it sees what is between the samples.
    size += std::snprintf(text + size, sizeof text - std::size_t(size),
                          "aresample=%d,alimiter=limit=%.4f:attack=5:release=50:level=0:latency=1,"
                          "aresample=%d,aformat=sample_fmts=fltp,",
                          4 * kSoundRate_hz, std::pow(10, kPeakMax_db / 20), kSoundRate_hz);
  }
  std::snprintf(text + size, sizeof text - std::size_t(size), "atrim=end=%.3f",
                double(duration.count()) / 1'000);
  return text;
}

std::unique_ptr<LoudnessMeter> LoudnessMeter::open(const AVStream& stream, std::int64_t first_us,
                                                   const std::string& filters) {
  auto meter = std::make_unique<LoudnessMeter>();
  meter->chain_ =
      SoundChain::open(stream, first_us, filters + (filters.empty() ? "" : ",") + kMeter);
  return meter->chain_ ? std::move(meter) : nullptr;
}

bool LoudnessMeter::feed(const AVPacket* packet) {
  return chain_->feed(packet, [this](AVFrame& frame) {
    result_.lufs = number_at(frame, "lavfi.r128.I", result_.lufs);
    const double left = number_at(frame, "lavfi.r128.sample_peaks_ch0", 0);
    const double right = number_at(frame, "lavfi.r128.sample_peaks_ch1", 0);
    const double peak = std::max(left, right);
    if (peak > 0) result_.peak_db = 20 * std::log10(peak);
    return true;
  });
}

}  // namespace bangtin
