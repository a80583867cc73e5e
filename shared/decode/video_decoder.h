// VideoDecoder: the pictures of a clip, in order and each of one size, in slots of the shared
// memory. Bridges broken stretches to the next key frame. Thread: the worker's main thread; the
// decoder has threads of its own.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "shared/decode/clip_reader.h"
#include "shared/decode/frame_converter.h"
#include "shared/decode/frame_slots.h"
#include "shared/decode/libav.h"

namespace bangtin {

class VideoDecoder {
 public:
  /// Null when it cannot be opened.
  static std::unique_ptr<VideoDecoder> open(ClipReader& reader, FrameSlots& slots, int threads,
                                            const char* names);

  /// What counts as zero, in the stream's time base; else it is the first frame.
  void set_base(std::int64_t time) { base_ = time; }
  void begin_at(std::int64_t from_us) { from_us_ = from_us; }

  enum class Step {
    Idle,    ///< needs a packet
    Moved,   ///< did something; call again
    Frame,   ///< a frame is there: see shape(), message()
    Done,    ///< nothing more will come
    Broken,  ///< nothing good will come
  };
  /// Takes the reader's packets of video. Not while a frame is there.
  Step step();

  bool has_frame() const { return has_frame_; }
  /// Of the first frame on.
  const std::optional<FrameShape>& shape() const { return shape_; }
  /// In microseconds: what counts as zero.
  std::int64_t base_us() const;
  /// Puts the frame that is there into a slot and says where; the slot is lent. Nothing when the
  /// frame cannot be had after all. Either way it is gone then.
  std::optional<FrameMessage> take_frame();
  /// How far it has got where nothing is to be shown yet.
  std::int64_t skipped_us() const { return skipped_us_; }

 private:
  VideoDecoder(ClipReader& reader, FrameSlots& slots) : reader_(reader), slots_(slots) {}
  Step receive();
  void prepare_for(const AVPacket& packet);
  Step note_error(int failed);
  /// Whether the frame is to be shown; sets its pts.
  bool accept_frame();

  ClipReader& reader_;
  FrameSlots& slots_;
  libav::Codec codec_;
  libav::Frame frame_;
  FrameConverter converter_;
  std::optional<FrameShape> shape_;
  std::optional<std::int64_t> base_;
  std::int64_t from_us_ = 0;
  std::int64_t last_pts_us_ = -1;
  std::int64_t pts_us_ = 0;
  std::int64_t skipped_us_ = -1;
  std::optional<std::int64_t> broken_at_us_;  ///< since here frames are dropped to a key frame
  int errors_ = 0;                            ///< in a row
  bool has_frame_ = false;
  bool flushed_ = false;
  bool decoded_any_ = false;
};

}  // namespace bangtin
