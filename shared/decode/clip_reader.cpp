#include "shared/decode/clip_reader.h"

extern "C" {
#include <libavutil/avstring.h>
#include <libavutil/display.h>
#include <libavutil/mathematics.h>
}

#include <algorithm>
#include <vector>

namespace bangtin {
namespace {

constexpr const char* kBoardContainers = "mp4";
constexpr const char* kAnyContainers = "mp4,matroska,avi,mpegts,flv,asf,mpeg,gif";
constexpr const char* kBoardDecoders = "h264,aac";
constexpr const char* kAnyDecoders =
    "h264,hevc,vp8,vp9,libdav1d,mpeg1video,mpeg2video,mpeg4,msmpeg4v1,msmpeg4v2,msmpeg4,wmv1,wmv2,"
    "wmv3,vc1,"
    "flv,h263,mjpeg,theora,gif,prores,dvvideo,aac,mp3float,mp3,mp2float,mp2,ac3,eac3,opus,vorbis,"
    "flac,alac,wmav1,wmav2,wmapro,pcm_s16le,pcm_s16be,pcm_s24le,pcm_u8,pcm_alaw,pcm_mulaw,"
    "pcm_bluray,pcm_dvd,adpcm_ms,adpcm_ima_wav";

constexpr unsigned kStreamsMax = 8;
constexpr int kStreamsReadMax = 64;
constexpr std::int64_t kProbeBytesMax = 4 << 20;
constexpr std::int64_t kProbeMax_us = 2'000'000;
constexpr std::size_t kSoundPacketsBytesMax = 4u << 20;
constexpr int kBrokenReadsMax = 100;
constexpr int kFirstPacketsMax = 2'000;
constexpr std::int64_t kFrameInterval_us = 40'000;

int open_nothing(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) {
  return AVERROR(EACCES);
}

ClipEnd end_of(int failed) {
  return failed == AVERROR(ENOMEM) ? ClipEnd::NoMemory : ClipEnd::Corrupt;
}

/// What the decoders need without looking into the packets first, which takes long.
bool header_suffices(const AVFormatContext& container) {
  if ((container.ctx_flags & AVFMTCTX_NOHEADER) != 0 || container.nb_streams == 0) return false;
  for (unsigned i = 0; i < container.nb_streams; ++i) {
    const AVCodecParameters& about = *container.streams[i]->codecpar;
    if (about.codec_type == AVMEDIA_TYPE_VIDEO &&
        (about.codec_id == AV_CODEC_ID_NONE || about.width < 1 || about.height < 1)) {
      return false;
    }
    if (about.codec_type == AVMEDIA_TYPE_AUDIO &&
        (about.codec_id == AV_CODEC_ID_NONE || about.sample_rate < 1)) {
      return false;
    }
  }
  return true;
}

void look_into_packets(AVFormatContext& container) {
  std::vector<AVDictionary*> options(container.nb_streams, nullptr);
  for (AVDictionary*& each : options) av_dict_set_int(&each, "max_pixels", kClipPixelsMax, 0);
  // What it does not find out is found missing later.
  avformat_find_stream_info(&container, options.empty() ? nullptr : options.data());
  for (AVDictionary*& each : options) av_dict_free(&each);
}

}  // namespace

const char* decoder_names(bool any_format) { return any_format ? kAnyDecoders : kBoardDecoders; }

std::int64_t PacketQueue::span() const {
  if (packets_.size() < 2) return 0;
  const std::int64_t begin = packets_.front()->dts;
  const std::int64_t end = packets_.back()->dts;
  if (begin == AV_NOPTS_VALUE || end == AV_NOPTS_VALUE || end < begin) return 0;
  return end - begin;
}

void PacketQueue::push(libav::Packet packet) {
  size_bytes_ += std::size_t(packet->size);
  packets_.push_back(std::move(packet));
}

void PacketQueue::pop() {
  size_bytes_ -= std::size_t(packets_.front()->size);
  packets_.pop_front();
}

void PacketQueue::clear() {
  packets_.clear();
  size_bytes_ = 0;
}

ClipEnd ClipReader::open(AVIOContext& source, bool any_format, bool with_sound) {
  const AVInputFormat* format = nullptr;
  const int probed = av_probe_input_buffer2(&source, &format, "", nullptr, 0, 0);
  if (probed == AVERROR(ENOMEM)) return ClipEnd::NoMemory;
  const char* containers = any_format ? kAnyContainers : kBoardContainers;
  if (probed < 0 || format == nullptr || av_match_list(format->name, containers, ',') == 0) {
    return ClipEnd::Unsupported;
  }
  AVFormatContext* context = avformat_alloc_context();
  if (context == nullptr) return ClipEnd::NoMemory;
  context->pb = &source;
  context->flags |= AVFMT_FLAG_CUSTOM_IO;
  context->io_open = open_nothing;
  context->max_streams = kStreamsReadMax;
  context->probesize = kProbeBytesMax;
  context->max_analyze_duration = kProbeMax_us;
  context->format_whitelist = av_strdup(containers);
  context->protocol_whitelist = av_strdup("");
  context->codec_whitelist = av_strdup(decoder_names(any_format));
  const int failed = avformat_open_input(&context, "", format, nullptr);
  if (failed < 0) return end_of(failed);  // It frees the context.
  container_.reset(context);
  if (!header_suffices(*container_)) look_into_packets(*container_);
  return pick_streams(any_format, with_sound);
}

ClipEnd ClipReader::pick_streams(bool any_format, bool with_sound) {
  if (container_->nb_streams == 0) return ClipEnd::Corrupt;
  const auto best = [&](AVMediaType type) -> AVStream* {
    const int index = av_find_best_stream(container_.get(), type, -1, -1, nullptr, 0);
    if (index < 0 || unsigned(index) >= kStreamsMax) return nullptr;
    return container_->streams[index];
  };
  video_ = best(AVMEDIA_TYPE_VIDEO);
  if (video_ == nullptr || (video_->disposition & AV_DISPOSITION_ATTACHED_PIC) != 0) {
    return ClipEnd::NoPicture;
  }
  const AVCodecParameters& about = *video_->codecpar;
  if (std::int64_t(about.width) * about.height > kClipPixelsMax) return ClipEnd::TooLarge;
  if (about.width > kClipSideMax_px || about.height > kClipSideMax_px) return ClipEnd::TooLarge;
  const AVCodec* codec = avcodec_find_decoder(about.codec_id);
  if (codec == nullptr || av_match_list(codec->name, decoder_names(any_format), ',') == 0) {
    return ClipEnd::Unsupported;
  }
  if (duration_us() > kClipDurationMax_us) return ClipEnd::TooLong;
  if (with_sound) sound_ = best(AVMEDIA_TYPE_AUDIO);
  for (unsigned i = 0; i < container_->nb_streams; ++i) {
    AVStream* stream = container_->streams[i];
    if (stream != video_ && stream != sound_) stream->discard = AVDISCARD_ALL;
  }
  return ClipEnd::Done;
}

void ClipReader::leave_sound() {
  sound_->discard = AVDISCARD_ALL;
  sound_ = nullptr;
  sound_packets.clear();
}

std::int64_t ClipReader::duration_us() const {
  if (video_->duration != AV_NOPTS_VALUE && video_->duration > 0) {
    return std::max<std::int64_t>(
        av_rescale_q(video_->duration, video_->time_base, libav::kMicroseconds), 0);
  }
  if (container_->duration == AV_NOPTS_VALUE) return 0;
  return std::max<std::int64_t>(container_->duration, 0);
}

std::int64_t ClipReader::frame_interval_us() const {
  AVRational rate = video_->avg_frame_rate;
  if (rate.num <= 0 || rate.den <= 0) rate = video_->r_frame_rate;
  if (rate.num <= 0 || rate.den <= 0) return kFrameInterval_us;
  const std::int64_t interval = av_rescale(1'000'000, rate.den, rate.num);
  return interval < 1'000 || interval > 60'000'000 ? kFrameInterval_us : interval;
}

const std::int32_t* ClipReader::display_matrix() const {
  std::size_t size_bytes = 0;
  const std::uint8_t* matrix =
      av_stream_get_side_data(video_, AV_PKT_DATA_DISPLAYMATRIX, &size_bytes);
  if (matrix == nullptr || size_bytes < 9 * sizeof(std::int32_t)) return nullptr;
  return reinterpret_cast<const std::int32_t*>(matrix);
}

bool ClipReader::read() {
  if (at_end_) return false;
  libav::Packet packet(av_packet_alloc());
  const int failed = packet ? av_read_frame(container_.get(), packet.get()) : AVERROR(ENOMEM);
  if (failed == AVERROR_EOF || failed == AVERROR(ENOMEM) || failed == AVERROR(EIO)) at_end_ = true;
  if (failed < 0) {
    if (++broken_reads_ > kBrokenReadsMax) at_end_ = true;
    return !at_end_;
  }
  broken_reads_ = 0;
  if (packet->stream_index == video_->index) {
    video_packets.push(std::move(packet));
  } else if (sound_ != nullptr && packet->stream_index == sound_->index) {
    sound_packets.push(std::move(packet));
    // Sound that lies far from its pictures must not eat the memory: the oldest goes.
    while (sound_packets.size_bytes() > kSoundPacketsBytesMax) sound_packets.pop();
  }
  return true;
}

std::optional<std::int64_t> ClipReader::first_video_time() {
  for (int i = 0; i < kFirstPacketsMax && video_packets.empty(); ++i) {
    if (!read()) break;
  }
  if (video_packets.empty()) return std::nullopt;
  const AVPacket& first = video_packets.front();
  const std::int64_t time = first.pts != AV_NOPTS_VALUE ? first.pts : first.dts;
  if (time == AV_NOPTS_VALUE) return std::nullopt;
  return time;
}

void ClipReader::seek(std::int64_t time) {
  if (av_seek_frame(container_.get(), video_->index, time, AVSEEK_FLAG_BACKWARD) < 0) return;
  video_packets.clear();
  sound_packets.clear();
  at_end_ = false;
}

}  // namespace bangtin
