#include "manager/ingest/clip_input.h"

#include <algorithm>
#include <cmath>
#include <string_view>

extern "C" {
#include <libavutil/avstring.h>
#include <libavutil/display.h>
}

#include "shared/base/limits.h"

namespace bangtin {
namespace {

constexpr unsigned kProbeBytesMax = 1u << 20;
constexpr std::int64_t kAnalyseBytes = 24ll << 20;
constexpr std::int64_t kAnalyseTime_us = 8'000'000;

/// Kinds that name other files instead of holding pictures.
constexpr const char* kPlaylists = "hls,concat,dash,webm_dash_manifest,imf,sdp,rtsp,ffmetadata";
constexpr const char* kSounds =
    "mp3,wav,w64,flac,aac,ac3,eac3,aiff,amr,amrnb,amrwb,ape,tta,wv,dts,caf,au,oma,truehd";

bool is_one_of(const char* name, const char* list) { return av_match_list(name, list, ',') != 0; }

/// Files name other files in many ways: none of them is opened.
int refuse_to_open(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) {
  return AVERROR(EPERM);
}

ClipRefusal refusal_of_kind(const AVInputFormat& kind) {
  if (is_one_of(kind.name, kPlaylists)) return ClipRefusal::Playlist;
  if (is_one_of(kind.name, kSounds)) return ClipRefusal::NoPicture;
  const std::string_view name(kind.name);
  const bool picture = name.ends_with("_pipe") || name == "image2" || name == "ico";
  const bool text = is_one_of(kind.name, "tty,srt,ass,webvtt,txt,subviewer,microdvd,lrc");
  return picture || text ? ClipRefusal::NotVideo : ClipRefusal::Unsupported;
}

bool is_cover(const AVStream& stream) {
  return (stream.disposition & AV_DISPOSITION_ATTACHED_PIC) != 0;
}

bool is_encrypted(const AVStream& stream) {
  constexpr auto kVideo = MKTAG('e', 'n', 'c', 'v');
  constexpr auto kApple = MKTAG('d', 'r', 'm', 'i');
  const auto tag = stream.codecpar->codec_tag;
  return tag == kVideo || tag == kApple ||
         av_stream_get_side_data(&stream, AV_PKT_DATA_ENCRYPTION_INIT_INFO, nullptr) != nullptr;
}

const std::int32_t* display_matrix(const AVStream& stream) {
  std::size_t size = 0;
  const auto* data = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
  return data && size >= 9 * sizeof(std::int32_t) ? reinterpret_cast<const std::int32_t*>(data)
                                                  : nullptr;
}

}  // namespace

ClipInput::Opened ClipInput::open(int fd) {
  std::unique_ptr<ClipInput> input(new ClipInput(fd));
  if (!input->bytes_.io()) return ClipRefusal::Failed;
  input->size_bytes_ = avio_size(input->bytes_.io());
  if (input->size_bytes_ <= 0) return ClipRefusal::Empty;
  if (const auto refusal = input->open_format()) return *refusal;
  if (const auto refusal = input->choose_streams()) return *refusal;
  if (const auto refusal = input->judge()) return *refusal;
  return input;
}

ClipInput::~ClipInput() { avformat_close_input(&format_); }

std::optional<ClipRefusal> ClipInput::open_format() {
  const AVInputFormat* kind = nullptr;
  if (av_probe_input_buffer2(bytes_.io(), &kind, "", nullptr, 0, kProbeBytesMax) < 0 || !kind) {
    return ClipRefusal::NotVideo;
  }
  if (!is_one_of(kind->name, av::kFormats)) return refusal_of_kind(*kind);
  av::clear_complaints();
  format_ = avformat_alloc_context();
  if (!format_) return ClipRefusal::Failed;
  format_->pb = bytes_.io();
  format_->flags |= AVFMT_FLAG_CUSTOM_IO;
  format_->io_open = refuse_to_open;
  format_->max_streams = limits::kClipStreamsMax;
  format_->probesize = kAnalyseBytes;
  format_->max_analyze_duration = kAnalyseTime_us;
  format_->format_whitelist = av_strdup(av::kFormats);
  format_->codec_whitelist = av_strdup(av::kDecoders);
  if (avformat_open_input(&format_, "", kind, nullptr) < 0) {
    return av::complaints().too_many_streams ? ClipRefusal::TooManyStreams : ClipRefusal::Truncated;
  }
  if (avformat_find_stream_info(format_, nullptr) < 0) return ClipRefusal::Damaged;
  if (av::complaints().too_many_streams) return ClipRefusal::TooManyStreams;
  if (av::complaints().encrypted) return ClipRefusal::Encrypted;
  return std::nullopt;
}

std::optional<ClipRefusal> ClipInput::choose_streams() {
  for (unsigned i = 0; i < format_->nb_streams; ++i) {
    AVStream& stream = *format_->streams[i];
    if (is_cover(stream)) stream.codecpar->codec_type = AVMEDIA_TYPE_ATTACHMENT;
    if (is_encrypted(stream)) return ClipRefusal::Encrypted;
    // Phones add a track of a kind of their own beside the usual one.
    if (stream.codecpar->codec_type == AVMEDIA_TYPE_AUDIO && !av::decoder_of(stream)) {
      stream.codecpar->codec_type = AVMEDIA_TYPE_DATA;
      sound_unknown_ = true;
    }
  }
  video_ = av_find_best_stream(format_, AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
  if (video_ < 0) return ClipRefusal::NoPicture;
  sound_ = av_find_best_stream(format_, AVMEDIA_TYPE_AUDIO, -1, video_, nullptr, 0);
  for (unsigned i = 0; i < format_->nb_streams; ++i) {
    const bool wanted = int(i) == video_ || int(i) == sound_;
    format_->streams[i]->discard = wanted ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
  }
  return std::nullopt;
}

std::optional<ClipRefusal> ClipInput::judge() const {
  const AVCodecParameters& picture = *video().codecpar;
  if (!av::decoder_of(video())) return ClipRefusal::Unsupported;
  if (picture.width <= 0 || picture.height <= 0) return ClipRefusal::Damaged;
  if (std::int64_t(picture.width) * picture.height > limits::kClipPixelsMax) {
    return ClipRefusal::TooManyPixels;
  }
  if (std::min(picture.width, picture.height) < limits::kClipSideMin_px) {
    return ClipRefusal::TooSmall;
  }
  const Millis said = said_duration();
  if (said > limits::kClipDurationMax) return ClipRefusal::TooLong;
  return std::nullopt;
}

CodedShape ClipInput::shape() const {
  const AVStream& stream = video();
  CodedShape shape;
  shape.coded_px = {stream.codecpar->width, stream.codecpar->height};
  const AVRational pixel = av_guess_sample_aspect_ratio(format_, &video(), nullptr);
  if (pixel.num > 0 && pixel.den > 0) shape.pixel = {pixel.num, pixel.den};
  if (const auto* matrix = display_matrix(stream)) {
    const double anticlockwise = av_display_rotation_get(matrix);
    if (!std::isnan(anticlockwise)) {
      shape.turn_degrees = ((int(std::lround(-anticlockwise / 90)) * 90) % 360 + 360) % 360;
    }
  }
  return shape;
}

std::string ClipInput::upright_filters() const {
  const auto* matrix = display_matrix(video());
  if (!matrix) return "";
  // A matrix may also mirror; which entry tells depends on the turn.
  switch (shape().turn_degrees) {
    case 90:
      return matrix[3] > 0 ? "transpose=cclock_flip" : "transpose=clock";
    case 180:
      if (matrix[0] >= 0) return matrix[4] < 0 ? "vflip" : "";
      return matrix[4] < 0 ? "hflip,vflip" : "hflip";
    case 270:
      return matrix[3] < 0 ? "transpose=clock_flip" : "transpose=cclock";
    default:
      return matrix[4] < 0 ? "vflip" : "";
  }
}

Ratio ClipInput::nominal_rate() const {
  const AVRational rate = av_guess_frame_rate(format_, &video(), nullptr);
  return rate.den > 0 ? Ratio{rate.num, rate.den} : Ratio{};
}

Millis ClipInput::said_duration() const {
  if (format_->duration_estimation_method == AVFMT_DURATION_FROM_BITRATE) return Millis{0};
  return format_->duration > 0 ? Millis(format_->duration / 1'000) : Millis{0};
}

std::int64_t ClipInput::start_us() const {
  return format_->start_time == AV_NOPTS_VALUE ? 0 : format_->start_time;
}

bool ClipInput::has_index() const { return is_one_of(format_->iformat->name, "mov,matroska,flv"); }

int ClipInput::permille() const {
  const std::int64_t at = std::clamp<std::int64_t>(avio_tell(bytes_.io()), 0, size_bytes_);
  return int(double(at) * 1'000 / double(size_bytes_));
}

bool ClipInput::read(AVPacket& packet) {
  while (true) {
    av_packet_unref(&packet);
    const int status = av_read_frame(format_, &packet);
    if (status < 0) {
      broken_ = broken_ || (status != AVERROR_EOF);
      return false;
    }
    if (packet.stream_index != video_ && packet.stream_index != sound_) continue;
    if ((packet.flags & AV_PKT_FLAG_CORRUPT) != 0) broken_ = true;
    return true;
  }
}

}  // namespace bangtin
