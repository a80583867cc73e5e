#include "manager/ingest/clip_check.h"

#include <algorithm>
#include <cmath>

extern "C" {
#include <libavutil/pixdesc.h>
}

#include "manager/ingest/sound.h"
#include "shared/base/limits.h"

namespace bangtin {
namespace {

constexpr int kCandidates = 12;

/// A frame as PNG of this size.
std::string png_of(const AVFrame& frame, Size size_px) {
  const av::Graph graph(avfilter_graph_alloc());
  const std::string text =
      "buffer@in=video_size=" + std::to_string(frame.width) + "x" + std::to_string(frame.height) +
      ":pix_fmt=" + av_get_pix_fmt_name(AVPixelFormat(frame.format)) +
      ":time_base=1/25,scale=w=" + std::to_string(size_px.width_px) +
      ":h=" + std::to_string(size_px.height_px) +
      ":flags=area+accurate_rnd:in_color_matrix=bt709:in_range=tv,format=rgb24,buffersink@out";
  AVFilterInOut* inputs = nullptr;
  AVFilterInOut* outputs = nullptr;
  const bool parsed =
      graph && avfilter_graph_parse2(graph.get(), text.c_str(), &inputs, &outputs) >= 0;
  avfilter_inout_free(&inputs);
  avfilter_inout_free(&outputs);
  if (!parsed || avfilter_graph_config(graph.get(), nullptr) < 0) return "";
  const av::Frame in(av_frame_clone(&frame));
  const av::Frame rgb = av::new_frame();
  if (!in || !rgb) return "";
  AVFilterContext* source = avfilter_graph_get_filter(graph.get(), "buffer@in");
  AVFilterContext* sink = avfilter_graph_get_filter(graph.get(), "buffersink@out");
  if (av_buffersrc_add_frame(source, in.get()) < 0 ||
      av_buffersink_get_frame(sink, rgb.get()) < 0) {
    return "";
  }
  const AVCodec* codec = avcodec_find_encoder(AV_CODEC_ID_PNG);
  const av::Codec encoder(codec ? avcodec_alloc_context3(codec) : nullptr);
  const av::Packet packet = av::new_packet();
  if (!encoder || !packet) return "";
  encoder->width = rgb->width;
  encoder->height = rgb->height;
  encoder->pix_fmt = AV_PIX_FMT_RGB24;
  encoder->time_base = {1, 25};
  encoder->compression_level = 1;
  if (avcodec_open2(encoder.get(), codec, nullptr) < 0 ||
      avcodec_send_frame(encoder.get(), rgb.get()) < 0 ||
      avcodec_receive_packet(encoder.get(), packet.get()) < 0) {
    return "";
  }
  return {reinterpret_cast<const char*>(packet->data), std::size_t(packet->size)};
}

Size thumbnail_size(Size size_px) {
  const double side = std::max(size_px.width_px, size_px.height_px);
  const double scale = std::min(1.0, kThumbnailSide_px / side);
  return {std::max(1, int(std::lround(size_px.width_px * scale))),
          std::max(1, int(std::lround(size_px.height_px * scale)))};
}

/// Decodes everything that the file holds.
class Check {
 public:
  explicit Check(ClipInput& clip) : clip_(clip), frame_(av::new_frame()) {}

  std::optional<ClipRefusal> run(const StepWatch& watch) {
    video_ = av::open_decoder(clip_.video());
    if (clip_.sound()) sound_ = av::open_decoder(*clip_.sound());
    if (!frame_ || !video_ || (clip_.sound() && !sound_)) return ClipRefusal::Failed;
    const std::int64_t frames = std::max<std::int64_t>(clip_.video().nb_frames, 1);
    step_ = std::max<std::int64_t>(1, frames / kCandidates);
    const av::Packet packet = av::new_packet();
    if (!packet) return ClipRefusal::Failed;
    while (clip_.read(*packet)) {
      if (!watch(clip_.permille())) return ClipRefusal::Cancelled;
      const bool picture = packet->stream_index == clip_.video().index;
      packets_ += picture ? 1 : 0;
      if (!decode(picture ? *video_ : *sound_, packet.get())) return ClipRefusal::Damaged;
    }
    if (!decode(*video_, nullptr) || (sound_ && !decode(*sound_, nullptr)) || clip_.broken()) {
      return ClipRefusal::Damaged;
    }
    return pictures_ == 0 || pictures_ != packets_ || !best_ ? std::optional(ClipRefusal::Damaged)
                                                             : std::nullopt;
  }

  std::int64_t pictures() const { return pictures_; }
  const AVFrame& poster() const { return *best_; }

 private:
  bool decode(AVCodecContext& decoder, const AVPacket* packet) {
    if (avcodec_send_packet(&decoder, packet) < 0) return false;
    while (true) {
      const int status = avcodec_receive_frame(&decoder, frame_.get());
      if (status == AVERROR(EAGAIN) || status == AVERROR_EOF) return true;
      if (status < 0 || frame_->decode_error_flags != 0 ||
          (frame_->flags & AV_FRAME_FLAG_CORRUPT) != 0) {
        return false;
      }
      if (&decoder == video_.get()) consider();
      av_frame_unref(frame_.get());
    }
  }

  /// Of a few pictures spread over the clip, not its first, the best is kept.
  void consider() {
    const bool candidate = pictures_ % step_ == step_ / 2;
    ++pictures_;
    if (!candidate && best_) return;
    const double score = poster_score(*frame_) - (candidate ? 0 : 1'000);
    if (best_ && score <= best_score_) return;
    best_.reset(av_frame_clone(frame_.get()));
    best_score_ = score;
  }

  ClipInput& clip_;
  av::Frame frame_;
  av::Codec video_;
  av::Codec sound_;
  av::Frame best_;
  double best_score_ = 0;
  std::int64_t step_ = 1;
  std::int64_t pictures_ = 0;
  std::int64_t packets_ = 0;
};

}  // namespace

double poster_score(const AVFrame& frame) {
  constexpr int kGrid = 48;
  double sum = 0;
  double squares = 0;
  for (int row = 0; row < kGrid; ++row) {
    const int y = int((std::int64_t(frame.height) * (2 * row + 1)) / (2 * kGrid));
    const std::uint8_t* line = frame.data[0] + std::ptrdiff_t(y) * frame.linesize[0];
    for (int column = 0; column < kGrid; ++column) {
      const int x = int((std::int64_t(frame.width) * (2 * column + 1)) / (2 * kGrid));
      sum += line[x];
      squares += double(line[x]) * line[x];
    }
  }
  constexpr double kCount = double(kGrid) * kGrid;
  const double mean = sum / kCount;
  const double contrast = std::sqrt(std::max(0.0, squares / kCount - mean * mean));
  constexpr double kDark = 45;
  constexpr double kBright = 205;
  return contrast - std::max({0.0, kDark - mean, mean - kBright});
}

std::variant<CheckedClip, ClipRefusal> check_clip(int output, const StepWatch& watch) {
  auto opened = ClipInput::open(output);
  if (std::holds_alternative<ClipRefusal>(opened)) return ClipRefusal::Failed;
  ClipInput& clip = *std::get<0>(opened);
  Check check(clip);
  if (const auto refusal = check.run(watch)) return *refusal;
  CheckedClip checked;
  checked.size_px = {clip.video().codecpar->width, clip.video().codecpar->height};
  const Ratio rate = clip.nominal_rate();
  if (rate.value() <= 0) return ClipRefusal::Failed;
  checked.duration = Millis(std::llround(double(check.pictures()) * 1'000 / rate.value()));
  checked.has_sound = clip.sound() != nullptr;
  checked.poster_png = png_of(check.poster(), checked.size_px);
  checked.thumbnail_png = png_of(check.poster(), thumbnail_size(checked.size_px));
  if (checked.poster_png.empty() || checked.thumbnail_png.empty()) return ClipRefusal::Failed;
  return checked;
}

}  // namespace bangtin
