#include "manager/ingest/picture_chain.h"

#include <algorithm>

extern "C" {
#include <libavutil/pixdesc.h>
}

namespace bangtin {
namespace {

constexpr int kLargeHeight_px = 720;

bool is_hdr(const AVFrame& frame) {
  return frame.color_trc == AVCOL_TRC_SMPTE2084 || frame.color_trc == AVCOL_TRC_ARIB_STD_B67;
}

std::string size_text(Size size_px) {
  return std::to_string(size_px.width_px) + ":h=" + std::to_string(size_px.height_px);
}

/// From what the camera wrote to what every screen shows. HDR is brought down by its light.
std::string colour_filters(const AVFrame& frame, Size size_px) {
  // Files that do not say are taken as everybody takes them: large ones as BT.709.
  const bool said = frame.colorspace != AVCOL_SPC_UNSPECIFIED;
  const bool large = std::min(frame.width, frame.height) >= kLargeHeight_px;
  const std::string in = said ? "auto" : large ? "bt709" : "bt601";
  const std::string fit = "scale=w=" + size_text(size_px) + ":flags=bicubic";
  if (!is_hdr(frame)) {
    return fit + ":in_color_matrix=" + in + ":out_color_matrix=bt709:out_range=tv,format=yuv420p";
  }
  const std::string light = frame.color_trc == AVCOL_TRC_SMPTE2084 ? "smpte2084" : "arib-std-b67";
  return fit + ",format=yuv420p10le,zscale=tin=" + light +
         ":pin=2020:min=2020_ncl:rin=tv:t=linear:npl=200,format=gbrpf32le,zscale=p=709,"
         "tonemap=tonemap=mobius:desat=0,zscale=t=709:m=709:p=709:r=tv,format=yuv420p";
}

}  // namespace

std::unique_ptr<PictureChain> PictureChain::open(const AVStream& stream, PictureTarget target) {
  auto chain = std::make_unique<PictureChain>(std::move(target));
  chain->decoder_ = av::open_decoder(stream);
  if (!chain->decoder_) return nullptr;
  chain->time_base_ = stream.time_base;
  chain->progressive_ = stream.codecpar->field_order == AV_FIELD_PROGRESSIVE;
  return chain;
}

bool PictureChain::build(const AVFrame& frame, std::int64_t at_us) {
  graph_.reset(avfilter_graph_alloc());
  if (!graph_) return false;
  const std::string rate =
      std::to_string(target_.rate.num) + "/" + std::to_string(target_.rate.den);
  std::string text =
      "buffer@in=video_size=" + std::to_string(frame.width) + "x" + std::to_string(frame.height) +
      ":pix_fmt=" + av_get_pix_fmt_name(AVPixelFormat(frame.format)) + ":time_base=1/1000000";
  if (!progressive_) text += ",bwdif=mode=send_frame:deint=interlaced";
  text += ",fps=fps=" + rate + ":start_time=" + std::to_string(double(at_us) / 1e6);
  if (!target_.upright_filters.empty()) text += "," + target_.upright_filters;
  text += "," + colour_filters(frame, target_.size_px) + ",setsar=1,buffersink@out";
  AVFilterInOut* inputs = nullptr;
  AVFilterInOut* outputs = nullptr;
  const bool parsed = avfilter_graph_parse2(graph_.get(), text.c_str(), &inputs, &outputs) >= 0;
  avfilter_inout_free(&inputs);
  avfilter_inout_free(&outputs);
  if (!parsed || avfilter_graph_config(graph_.get(), nullptr) < 0) return false;
  source_ = avfilter_graph_get_filter(graph_.get(), "buffer@in");
  sink_ = avfilter_graph_get_filter(graph_.get(), "buffersink@out");
  size_px_ = {frame.width, frame.height};
  format_ = frame.format;
  return source_ && sink_;
}

bool PictureChain::drain(const Sink& sink) {
  const av::Frame out = av::new_frame();
  while (out && av_buffersink_get_frame(sink_, out.get()) >= 0) {
    // A chain that was built anew counts from its own begin: no number comes twice.
    bool more = true;
    if (out->pts >= next_) {
      next_ = out->pts + 1;
      out->pict_type = AV_PICTURE_TYPE_NONE;
      out->color_range = AVCOL_RANGE_MPEG;
      out->colorspace = AVCOL_SPC_BT709;
      out->color_trc = AVCOL_TRC_BT709;
      out->color_primaries = AVCOL_PRI_BT709;
      more = sink(*out);
    }
    av_frame_unref(out.get());
    if (!more) return false;
  }
  return out != nullptr;
}

/// What the chain still holds, the last picture until `end_us`.
bool PictureChain::finish_graph(std::int64_t end_us, const Sink& sink) {
  if (!graph_) return true;
  return av_buffersrc_close(source_, end_us, 0) >= 0 && drain(sink);
}

bool PictureChain::take(AVFrame& frame, const Sink& sink) {
  const bool damaged = frame.decode_error_flags != 0 || (frame.flags & AV_FRAME_FLAG_CORRUPT) != 0;
  // A recording that begins in the middle begins for us with its first whole picture.
  if (damaged && decoded_ == 0) return true;
  if (damaged) ++broken_;
  ++decoded_;
  const std::int64_t at_us =
      frame.best_effort_timestamp == AV_NOPTS_VALUE
          ? last_us_ + 1
          : av_rescale_q(frame.best_effort_timestamp, time_base_, av::kMicroseconds) -
                target_.first_us;
  return put(frame, std::max<std::int64_t>(at_us, last_us_ + 1), sink);
}

bool PictureChain::put(AVFrame& frame, std::int64_t at_us, const Sink& sink) {
  if (at_us > target_.end_us) return true;
  const bool changed = Size{frame.width, frame.height} != size_px_ || frame.format != format_;
  if (changed && (!finish_graph(at_us, sink) || !build(frame, last_us_ < 0 ? 0 : at_us)))
    return false;
  last_us_ = at_us;
  frame.pts = at_us;
  frame.sample_aspect_ratio = {0, 1};
  return av_buffersrc_add_frame(source_, &frame) >= 0 && drain(sink);
}

bool PictureChain::feed(const AVPacket* packet, const Sink& sink) {
  if (avcodec_send_packet(decoder_.get(), packet) < 0 && decoded_ > 0) ++broken_;
  const av::Frame frame = av::new_frame();
  if (!frame) return false;
  while (true) {
    const int status = avcodec_receive_frame(decoder_.get(), frame.get());
    if (status == AVERROR(EAGAIN) || status == AVERROR_EOF) break;
    if (status < 0) {
      broken_ += decoded_ > 0 ? 1 : 0;
      break;
    }
    if (!take(*frame, sink)) return false;
    av_frame_unref(frame.get());
  }
  return packet || finish_graph(target_.end_us, sink);
}

}  // namespace bangtin
