#include "manager/ingest/clip_output.h"

#include <algorithm>
#include <string>
#include <utility>

#include "manager/ingest/sound.h"
#include "shared/base/limits.h"

namespace bangtin {
namespace {

// About real time on two cores at 1080p30; the measured figures are in docs/FIGURES.md.
constexpr const char* kPreset = "veryfast";
constexpr const char* kQuality = "21";
constexpr int kSoundBitRate = 160'000;

}  // namespace

std::unique_ptr<ClipOutput> ClipOutput::create(int fd) {
  std::unique_ptr<ClipOutput> output(new ClipOutput(fd));
  if (!output->bytes_.io()) return nullptr;
  if (avformat_alloc_output_context2(&output->format_, nullptr, "mp4", nullptr) < 0) {
    return nullptr;
  }
  AVFormatContext& format = *output->format_;
  format.pb = output->bytes_.io();
  format.flags |= AVFMT_FLAG_CUSTOM_IO | AVFMT_FLAG_BITEXACT;
  format.opaque = output.get();
  format.io_open = open_again;
  format.io_close2 = close_again;
  return output;
}

ClipOutput::~ClipOutput() { avformat_free_context(format_); }

int ClipOutput::open_again(AVFormatContext* format, AVIOContext** io, const char*, int flags,
                           AVDictionary**) {
  auto& self = *static_cast<ClipOutput*>(format->opaque);
  if ((flags & AVIO_FLAG_WRITE) != 0 || self.again_) return AVERROR(EPERM);
  self.again_ = std::make_unique<av::FileBytes>(self.fd_, false);
  *io = self.again_->io();
  return *io ? 0 : AVERROR(ENOMEM);
}

int ClipOutput::close_again(AVFormatContext* format, AVIOContext*) {
  static_cast<ClipOutput*>(format->opaque)->again_.reset();
  return 0;
}

int ClipOutput::add(const AVCodecContext& encoder) {
  AVStream* stream = avformat_new_stream(format_, nullptr);
  if (!stream || avcodec_parameters_from_context(stream->codecpar, &encoder) < 0) return -1;
  stream->time_base = encoder.time_base;
  stream->avg_frame_rate = encoder.framerate;
  return stream->index;
}

int ClipOutput::add(const AVCodecParameters& codec, AVRational time_base) {
  AVStream* stream = avformat_new_stream(format_, nullptr);
  if (!stream || avcodec_parameters_copy(stream->codecpar, &codec) < 0) return -1;
  stream->codecpar->codec_tag = 0;
  stream->time_base = time_base;
  if (codec.codec_type == AVMEDIA_TYPE_VIDEO) stream->avg_frame_rate = av_inv_q(time_base);
  return stream->index;
}

bool ClipOutput::begin() {
  AVDictionary* options = nullptr;
  av_dict_set(&options, "movflags", "+faststart", 0);
  const bool begun = avformat_write_header(format_, &options) >= 0;
  av_dict_free(&options);
  return begun;
}

bool ClipOutput::write(AVPacket& packet, int stream, AVRational time_base) {
  packet.stream_index = stream;
  packet.pos = -1;
  av_packet_rescale_ts(&packet, time_base, format_->streams[stream]->time_base);
  return av_interleaved_write_frame(format_, &packet) >= 0;
}

bool ClipOutput::finish() {
  const bool written = av_write_trailer(format_) >= 0;
  avio_flush(bytes_.io());
  return written && bytes_.io()->error >= 0 && !full();
}

av::Codec open_picture_encoder(Size size_px, Ratio rate) {
  const AVCodec* codec = avcodec_find_encoder_by_name("libx264");
  av::Codec encoder(codec ? avcodec_alloc_context3(codec) : nullptr);
  if (!encoder) return nullptr;
  encoder->width = size_px.width_px;
  encoder->height = size_px.height_px;
  encoder->pix_fmt = AV_PIX_FMT_YUV420P;
  encoder->sample_aspect_ratio = {1, 1};
  encoder->framerate = {int(rate.num), int(rate.den)};
  encoder->time_base = {int(rate.den), int(rate.num)};
  encoder->color_range = AVCOL_RANGE_MPEG;
  encoder->colorspace = AVCOL_SPC_BT709;
  encoder->color_trc = AVCOL_TRC_BT709;
  encoder->color_primaries = AVCOL_PRI_BT709;
  const auto between_keys = double(Seconds(limits::kKeyFrameEvery).count()) * rate.value();
  encoder->gop_size = std::max(1, int(between_keys));
  encoder->rc_max_rate = limits::kClipBitRateMax;
  encoder->rc_buffer_size = limits::kClipBitRateMax;
  encoder->profile = FF_PROFILE_H264_HIGH;
  encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT | AV_CODEC_FLAG_CLOSED_GOP;
  AVDictionary* options = nullptr;
  av_dict_set(&options, "preset", kPreset, 0);
  av_dict_set(&options, "crf", kQuality, 0);
  av_dict_set(&options, "profile", "high", 0);
  const bool opened = avcodec_open2(encoder.get(), codec, &options) >= 0;
  av_dict_free(&options);
  return opened ? std::move(encoder) : nullptr;
}

av::Codec open_sound_encoder() {
  const AVCodec* codec = avcodec_find_encoder(AV_CODEC_ID_AAC);
  av::Codec encoder(codec ? avcodec_alloc_context3(codec) : nullptr);
  if (!encoder) return nullptr;
  encoder->sample_fmt = AV_SAMPLE_FMT_FLTP;
  encoder->sample_rate = kSoundRate_hz;
  encoder->time_base = {1, kSoundRate_hz};
  encoder->bit_rate = kSoundBitRate;
  av_channel_layout_default(&encoder->ch_layout, 2);
  encoder->profile = FF_PROFILE_AAC_LOW;
  encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
  if (avcodec_open2(encoder.get(), codec, nullptr) < 0) return nullptr;
  return encoder;
}

Encoding::Encoding(av::Codec encoder, ClipOutput& output)
    : encoder_(std::move(encoder)), output_(output), packet_(av::new_packet()) {
  if (encoder_ && packet_) stream_ = output_.add(*encoder_);
}

bool Encoding::take(const AVFrame* frame) {
  if (avcodec_send_frame(encoder_.get(), frame) < 0) return false;
  while (avcodec_receive_packet(encoder_.get(), packet_.get()) >= 0) {
    if (packet_->duration == 0) packet_->duration = 1;
    if (!output_.write(*packet_, stream_, encoder_->time_base)) return false;
  }
  return true;
}

}  // namespace bangtin
