// Owners of what FFmpeg allocates, its way to bytes through a descriptor that is open already, and
// what of it is let in. Only for the files of the worker that meet FFmpeg. Thread: one.
#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavcodec/bsf.h>
#include <libavfilter/avfilter.h>
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
#include <libavformat/avformat.h>
#include <libavutil/opt.h>
}

#include <cstdint>
#include <memory>
#include <string>

namespace bangtin::av {

constexpr AVRational kMicroseconds{1, 1'000'000};

struct Free {
  void operator()(AVFrame* frame) const { av_frame_free(&frame); }
  void operator()(AVPacket* packet) const { av_packet_free(&packet); }
  void operator()(AVCodecContext* codec) const { avcodec_free_context(&codec); }
  void operator()(AVFilterGraph* graph) const { avfilter_graph_free(&graph); }
  void operator()(AVBSFContext* filter) const { av_bsf_free(&filter); }
};
using Frame = std::unique_ptr<AVFrame, Free>;
using Packet = std::unique_ptr<AVPacket, Free>;
using Codec = std::unique_ptr<AVCodecContext, Free>;
using Graph = std::unique_ptr<AVFilterGraph, Free>;
using BitFilter = std::unique_ptr<AVBSFContext, Free>;

inline Frame new_frame() { return Frame(av_frame_alloc()); }
inline Packet new_packet() { return Packet(av_packet_alloc()); }

/// A descriptor as FFmpeg's byte stream, from its first byte, with a position of its own.
class FileBytes {
 public:
  FileBytes(int fd, bool writing);
  FileBytes(const FileBytes&) = delete;
  FileBytes& operator=(const FileBytes&) = delete;
  ~FileBytes();
  AVIOContext* io() const { return io_; }
  /// A write found no room.
  bool full() const { return full_; }

 private:
  static int read(void* self, std::uint8_t* bytes, int size);
  static int write(void* self, std::uint8_t* bytes, int size);
  static std::int64_t seek(void* self, std::int64_t offset, int whence);

  int fd_;
  std::int64_t at_ = 0;
  bool full_ = false;
  AVIOContext* io_ = nullptr;
};

/// What FFmpeg complained of since clear_complaints() and tells in no other way.
struct Complaints {
  bool too_many_streams = false;
  bool encrypted = false;
};
/// Nothing is printed from here on; complaints are noted. Once, before anything else.
void listen_to_complaints();
void clear_complaints();
Complaints complaints();

/// A decoder for the stream, not of a kind that nobody sends. Null when there is none.
const AVCodec* decoder_of(const AVStream& stream);
/// Opened for frames of at most kClipPixelsMax. Null on failure.
Codec open_decoder(const AVStream& stream);

/// Names of the demuxers and decoders that are let in, as FFmpeg takes them.
extern const char* const kFormats;
extern const char* const kDecoders;

}  // namespace bangtin::av
