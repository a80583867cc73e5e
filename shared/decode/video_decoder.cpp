#include "shared/decode/video_decoder.h"

extern "C" {
#include <libavutil/mathematics.h>
}

#include <algorithm>

namespace bangtin {
namespace {

constexpr int kErrorsMax = 200;
/// A broken stretch without a key frame for longer than that is shown as it comes.
constexpr std::int64_t kBridgeMax_us = 10'000'000;
constexpr std::int64_t kPtsMax_us = 90ll * 3'600 * 1'000'000;

}  // namespace

std::unique_ptr<VideoDecoder> VideoDecoder::open(ClipReader& reader, FrameSlots& slots, int threads,
                                                 const char* names) {
  AVStream& stream = reader.video();
  const AVCodec* codec = avcodec_find_decoder(stream.codecpar->codec_id);
  if (codec == nullptr) return nullptr;
  std::unique_ptr<VideoDecoder> self(new VideoDecoder(reader, slots));
  self->codec_.reset(avcodec_alloc_context3(codec));
  self->frame_.reset(av_frame_alloc());
  if (!self->codec_ || !self->frame_) return nullptr;
  AVCodecContext& context = *self->codec_;
  if (avcodec_parameters_to_context(&context, stream.codecpar) < 0) return nullptr;
  context.pkt_timebase = stream.time_base;
  context.framerate = stream.avg_frame_rate;
  context.thread_count = threads;
  context.thread_type = FF_THREAD_FRAME | FF_THREAD_SLICE;
  context.max_pixels = kClipPixelsMax;
  context.codec_whitelist = av_strdup(names);
  context.opaque = &slots;
  context.get_buffer2 = FrameSlots::get_buffer;
#if LIBAVCODEC_VERSION_MAJOR < 60
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
  context.thread_safe_callbacks = 1;
#pragma GCC diagnostic pop
#endif
  if (avcodec_open2(&context, codec, nullptr) < 0) return nullptr;
  return self;
}

std::int64_t VideoDecoder::base_us() const {
  return av_rescale_q(base_.value_or(0), reader_.video().time_base, libav::kMicroseconds);
}

VideoDecoder::Step VideoDecoder::step() {
  const Step received = receive();
  if (received != Step::Idle) return received;
  PacketQueue& packets = reader_.video_packets;
  if (packets.empty()) {
    if (!reader_.at_end() || flushed_) return Step::Idle;
    flushed_ = true;
    avcodec_send_packet(codec_.get(), nullptr);
    return Step::Moved;
  }
  prepare_for(packets.front());
  const int failed = avcodec_send_packet(codec_.get(), &packets.front());
  if (failed == AVERROR(EAGAIN)) return Step::Moved;
  packets.pop();
  return failed < 0 ? note_error(failed) : Step::Moved;
}

void VideoDecoder::prepare_for(const AVPacket& packet) {
  // On the way to `from` what no other frame needs is not even decoded.
  const bool early =
      base_ && packet.pts != AV_NOPTS_VALUE &&
      av_rescale_q(packet.pts - *base_, reader_.video().time_base, libav::kMicroseconds) < from_us_;
  codec_->skip_frame = early ? AVDISCARD_NONREF : AVDISCARD_DEFAULT;
}

VideoDecoder::Step VideoDecoder::receive() {
  const int failed = avcodec_receive_frame(codec_.get(), frame_.get());
  if (failed == AVERROR(EAGAIN)) return Step::Idle;
  if (failed == AVERROR_EOF) return decoded_any_ ? Step::Done : Step::Broken;
  if (failed < 0) return note_error(failed);
  has_frame_ = accept_frame();
  if (has_frame_) return Step::Frame;
  av_frame_unref(frame_.get());
  return Step::Moved;
}

VideoDecoder::Step VideoDecoder::note_error(int failed) {
  if (failed == AVERROR_EOF) return Step::Moved;
  if (!broken_at_us_) broken_at_us_ = last_pts_us_;
  return ++errors_ > kErrorsMax ? Step::Broken : Step::Moved;
}

bool VideoDecoder::accept_frame() {
  AVFrame& frame = *frame_;
  const bool damaged = (frame.flags & AV_FRAME_FLAG_CORRUPT) != 0 || frame.decode_error_flags != 0;
  AVStream& stream = reader_.video();
  std::int64_t time = frame.best_effort_timestamp;
  if (time != AV_NOPTS_VALUE && !base_) base_ = time;
  if (time == AV_NOPTS_VALUE) {
    pts_us_ = last_pts_us_ < 0 ? 0 : last_pts_us_ + reader_.frame_interval_us();
  } else {
    pts_us_ = av_rescale_q(time - *base_, stream.time_base, libav::kMicroseconds);
  }
  if (damaged && !broken_at_us_) broken_at_us_ = pts_us_;
  if (broken_at_us_) {
    const bool whole = frame.key_frame == 1 && !damaged;
    if (!whole && pts_us_ < *broken_at_us_ + kBridgeMax_us) return false;
    broken_at_us_.reset();
  }
  errors_ = 0;
  decoded_any_ = true;
  if (pts_us_ < from_us_) skipped_us_ = pts_us_;
  if (pts_us_ <= last_pts_us_ || pts_us_ < from_us_ || pts_us_ > kPtsMax_us) return false;
  if (!shape_) {
    const AVRational aspect = av_guess_sample_aspect_ratio(&reader_.container(), &stream, &frame);
    shape_ = shape_of(frame.width, frame.height, aspect, reader_.display_matrix());
  }
  return true;
}

std::optional<FrameMessage> VideoDecoder::take_frame() {
  const AVFrame& frame = *frame_;
  FrameMessage message;
  message.kind = kFrameKind;
  message.pts_us = pts_us_;
  const FrameColours colours = colours_of(frame);
  message.full_range = colours.full_range;
  message.bt709 = colours.bt709;
  std::optional<std::uint32_t> slot;
  if (FrameConverter::is_plain(frame, *shape_)) slot = slots_.slot_of(frame);
  if (slot) {
    for (std::size_t i = 0; i < 3; ++i) {
      message.plane_offset[i] = slots_.offset_of(frame.data[i]);
      message.stride_bytes[i] = frame.linesize[i];
    }
  } else {
    const PlaneLayout layout = plane_layout(shape_->width_px(), shape_->height_px());
    slot = slots_.take_converted(layout.size_bytes);
    if (slot && converter_.convert(frame, *shape_, slots_.converted_memory(*slot))) {
      for (std::size_t i = 0; i < 3; ++i) {
        message.plane_offset[i] =
            slots_.offset_of(slots_.converted_memory(*slot)) + layout.offset[i];
        message.stride_bytes[i] = layout.stride_bytes[i];
      }
    } else {
      slot.reset();
    }
  }
  if (slot) {
    message.slot = *slot;
    slots_.lend(*slot);
    last_pts_us_ = pts_us_;
  }
  av_frame_unref(frame_.get());
  has_frame_ = false;
  if (!slot) return std::nullopt;
  return message;
}

}  // namespace bangtin
