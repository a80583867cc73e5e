#include "shared/decode/still_decoder.h"

extern "C" {
#include <libavutil/pixdesc.h>
}

#include <algorithm>
#include <array>
#include <cstring>

#include "shared/base/limits.h"
#include "shared/decode/libav.h"

namespace bangtin {
namespace {

using libav::Codec;
using libav::Frame;
using libav::Packet;
using libav::Scaler;

AVCodecID format_of(std::span<const std::uint8_t> coded) {
  constexpr std::array<std::uint8_t, 3> kJpeg{0xff, 0xd8, 0xff};
  constexpr std::array<std::uint8_t, 8> kPng{0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  const auto begins_with = [&](const auto& magic) {
    return coded.size() >= magic.size() && std::equal(magic.begin(), magic.end(), coded.begin());
  };
  if (begins_with(kJpeg)) return AV_CODEC_ID_MJPEG;
  if (begins_with(kPng)) return AV_CODEC_ID_PNG;
  return AV_CODEC_ID_NONE;
}

void premultiply(std::span<std::uint32_t> pixels) {
  for (std::uint32_t& pixel : pixels) {
    const std::uint32_t alpha = pixel >> 24;
    if (alpha == 255) continue;
    const auto channel = [&](int shift) {
      return (((pixel >> shift) & 0xff) * alpha + 127) / 255 << shift;
    };
    pixel = alpha << 24 | channel(16) | channel(8) | channel(0);
  }
}

/// Whole rows of the frame as BGRA bytes, which is 0xAARRGGBB on the machines that we run on.
bool convert(const AVFrame& frame, std::span<std::uint32_t> pixels) {
  static_assert(std::endian::native == std::endian::little);
  const auto format = AVPixelFormat(frame.format);
  const int flags =
      SWS_BICUBIC | SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP;
  const Scaler scaler(sws_getContext(frame.width, frame.height, format, frame.width, frame.height,
                                     AV_PIX_FMT_BGRA, flags, nullptr, nullptr, nullptr));
  if (!scaler) return false;
  // A JPEG is BT.601 over the full range, whatever its size.
  const int* coefficients = sws_getCoefficients(SWS_CS_ITU601);
  sws_setColorspaceDetails(scaler.get(), coefficients, frame.color_range == AVCOL_RANGE_JPEG,
                           coefficients, 1, 0, 1 << 16, 1 << 16);
  std::uint8_t* const to[] = {reinterpret_cast<std::uint8_t*>(pixels.data())};
  const int stride[] = {frame.width * 4};
  return sws_scale(scaler.get(), frame.data, frame.linesize, 0, frame.height, to, stride) ==
         frame.height;
}

}  // namespace

struct StillDecoder::State {
  Codec codec;
  Frame frame;
  Packet packet;
};

StillDecoder::StillDecoder(std::unique_ptr<State> state) : state_(std::move(state)) {}
StillDecoder::~StillDecoder() = default;

std::unique_ptr<StillDecoder> StillDecoder::open(std::span<const std::uint8_t> coded) {
  av_log_set_level(AV_LOG_QUIET);
  const AVCodecID format = format_of(coded);
  const AVCodec* codec = format == AV_CODEC_ID_NONE ? nullptr : avcodec_find_decoder(format);
  if (codec == nullptr) return nullptr;
  auto state = std::make_unique<State>();
  state->codec.reset(avcodec_alloc_context3(codec));
  state->frame.reset(av_frame_alloc());
  state->packet.reset(av_packet_alloc());
  if (!state->codec || !state->frame || !state->packet) return nullptr;
  state->codec->thread_count = 1;
  state->codec->max_pixels = limits::kPicturePixelsMax;
  state->codec->flags |= AV_CODEC_FLAG_BITEXACT;
  state->codec->idct_algo = FF_IDCT_SIMPLE;  // The one whose fast forms agree to the bit.
  // Half a picture is no picture: what was approved is all of it.
  state->codec->err_recognition = AV_EF_EXPLODE | AV_EF_CRCCHECK | AV_EF_BITSTREAM | AV_EF_BUFFER;
  if (avcodec_open2(state->codec.get(), codec, nullptr) < 0) return nullptr;
  return std::unique_ptr<StillDecoder>(new StillDecoder(std::move(state)));
}

void StillDecoder::decode(std::span<const std::uint8_t> coded, FrameHeader& header,
                          std::span<std::uint32_t> pixels) {
  header.status = FrameStatus::Corrupt;
  if (av_new_packet(state_->packet.get(), int(coded.size())) < 0) return;
  std::memcpy(state_->packet->data, coded.data(), coded.size());
  if (avcodec_send_packet(state_->codec.get(), state_->packet.get()) < 0) return;
  avcodec_send_packet(state_->codec.get(), nullptr);
  const AVFrame& frame = *state_->frame;
  if (avcodec_receive_frame(state_->codec.get(), state_->frame.get()) < 0) return;
  if ((frame.flags & AV_FRAME_FLAG_CORRUPT) != 0 || frame.decode_error_flags != 0) return;
  header.width_px = frame.width;
  header.height_px = frame.height;
  if (frame.width < 1 || frame.height < 1 ||
      std::uint64_t(frame.width) * std::uint64_t(frame.height) != pixels.size()) {
    header.status = FrameStatus::WrongSize;
    return;
  }
  if (!convert(frame, pixels)) return;
  const AVPixFmtDescriptor* format = av_pix_fmt_desc_get(AVPixelFormat(frame.format));
  if (format != nullptr && (format->flags & AV_PIX_FMT_FLAG_ALPHA) != 0) premultiply(pixels);
  header.status = FrameStatus::Done;
}

}  // namespace bangtin
