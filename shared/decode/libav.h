// FFmpeg's objects as owners. Thread: any; plain types.
#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>
}

#include <memory>

namespace bangtin::libav {

/// Deletes by one of FFmpeg's functions that take the pointer's address.
template <auto kFree>
struct FreeBy {
  template <class T>
  void operator()(T* value) const {
    kFree(&value);
  }
};
struct FreeScaler {
  void operator()(SwsContext* value) const { sws_freeContext(value); }
};

using Codec = std::unique_ptr<AVCodecContext, FreeBy<avcodec_free_context>>;
using Container = std::unique_ptr<AVFormatContext, FreeBy<avformat_close_input>>;
using Frame = std::unique_ptr<AVFrame, FreeBy<av_frame_free>>;
using Packet = std::unique_ptr<AVPacket, FreeBy<av_packet_free>>;
using Resampler = std::unique_ptr<SwrContext, FreeBy<swr_free>>;
using Scaler = std::unique_ptr<SwsContext, FreeScaler>;

/// A time base.
inline constexpr AVRational kMicroseconds{1, 1'000'000};

}  // namespace bangtin::libav
