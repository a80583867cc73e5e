// ClipOutput: an MP4 on its way into a descriptor, its index first, and the encoders of the
// profile. Only for the worker. Thread: one.
#pragma once

#include <memory>

#include "manager/ingest/av.h"
#include "manager/ingest/clip_plan.h"

namespace bangtin {

class ClipOutput {
 public:
  /// The descriptor is an empty file for reading and writing and outlives the output. Null on
  /// failure.
  static std::unique_ptr<ClipOutput> create(int fd);
  ClipOutput(const ClipOutput&) = delete;
  ClipOutput& operator=(const ClipOutput&) = delete;
  ~ClipOutput();

  /// A stream for what the encoder makes, or for packets as described. Its number; -1 on failure.
  int add(const AVCodecContext& encoder);
  int add(const AVCodecParameters& codec, AVRational time_base);
  bool begin();
  /// Takes the packet's bytes; its times are in `time_base`.
  bool write(AVPacket& packet, int stream, AVRational time_base);
  /// Writes the index and moves it to the begin.
  bool finish();
  /// The disk or the bound of a blob's size ended it.
  bool full() const { return bytes_.full(); }

 private:
  explicit ClipOutput(int fd) : fd_(fd), bytes_(fd, true) {}
  static int open_again(AVFormatContext* format, AVIOContext** io, const char* url, int flags,
                        AVDictionary** options);
  static int close_again(AVFormatContext* format, AVIOContext* io);

  int fd_;
  av::FileBytes bytes_;
  std::unique_ptr<av::FileBytes> again_;  ///< reads what was written, to move it
  AVFormatContext* format_ = nullptr;
};

/// H.264 of the signage profile. Null on failure.
av::Codec open_picture_encoder(Size size_px, Ratio rate);
/// AAC-LC, stereo, 48 kHz. Null on failure.
av::Codec open_sound_encoder();

/// Feeds frames to an encoder and its packets to the output.
class Encoding {
 public:
  Encoding(av::Codec encoder, ClipOutput& output);
  bool good() const { return stream_ >= 0; }
  int frame_samples() const { return encoder_->frame_size; }
  /// Null at the end.
  bool take(const AVFrame* frame);

 private:
  av::Codec encoder_;
  ClipOutput& output_;
  av::Packet packet_;
  int stream_ = -1;
};

}  // namespace bangtin
