// ClipReader: a clip's container: opens it, picks a video and a sound stream, hands out their
// packets. Opens nothing else, whatever the container asks for. Thread: the worker's main thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

#include "shared/decode/libav.h"
#include "shared/media/clip_wire.h"

namespace bangtin {

/// Which decoders may be used, as AVCodecContext::codec_whitelist takes it.
const char* decoder_names(bool any_format);

/// Packets that wait, bounded in bytes.
class PacketQueue {
 public:
  bool empty() const { return packets_.empty(); }
  std::size_t size() const { return packets_.size(); }
  std::size_t size_bytes() const { return size_bytes_; }
  /// From the first to the last packet, in the stream's time base.
  std::int64_t span() const;
  const AVPacket& front() const { return *packets_.front(); }
  void push(libav::Packet packet);
  void pop();
  void clear();

 private:
  std::deque<libav::Packet> packets_;
  std::size_t size_bytes_ = 0;
};

class ClipReader {
 public:
  /// Reads the header. `with_sound` false: sound is not even read. Anything but Done: not to be
  /// used further.
  ClipEnd open(AVIOContext& source, bool any_format, bool with_sound);

  AVFormatContext& container() { return *container_; }
  AVStream& video() { return *video_; }
  /// Null: none.
  AVStream* sound() { return sound_; }
  /// Reads no more sound.
  void leave_sound();

  /// As the container claims, 0 where it does not.
  std::int64_t duration_us() const;
  std::int64_t frame_interval_us() const;
  /// The nine numbers of how to turn the picture, or null.
  const std::int32_t* display_matrix() const;

  /// Reads one packet into a queue. False at the end, and where the rest cannot be read.
  bool read();
  bool at_end() const { return at_end_; }
  /// Reads until the first packet of video and gives its time in the stream's base.
  std::optional<std::int64_t> first_video_time();
  /// On to the last key frame not after that time of the video stream. Not when it cannot be found:
  /// then from the begin.
  void seek(std::int64_t time);

  PacketQueue video_packets;
  PacketQueue sound_packets;

 private:
  ClipEnd pick_streams(bool any_format, bool with_sound);

  libav::Container container_;
  AVStream* video_ = nullptr;
  AVStream* sound_ = nullptr;
  bool at_end_ = false;
  int broken_reads_ = 0;
};

}  // namespace bangtin
