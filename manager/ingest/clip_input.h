// ClipInput: a file from outside, opened: which stream is its picture, which its sound, and why it
// is refused. Only for the worker. Thread: one.
#pragma once

#include <memory>
#include <variant>

#include "manager/ingest/av.h"
#include "manager/ingest/clip.h"
#include "manager/ingest/clip_plan.h"

namespace bangtin {

class ClipInput {
 public:
  using Opened = std::variant<std::unique_ptr<ClipInput>, ClipRefusal>;
  /// Reads the file's head. The descriptor outlives the input.
  static Opened open(int fd);
  ClipInput(const ClipInput&) = delete;
  ClipInput& operator=(const ClipInput&) = delete;
  ~ClipInput();

  AVStream& video() const { return *format_->streams[video_]; }
  /// Null when there is none that we have a decoder for.
  AVStream* sound() const { return sound_ < 0 ? nullptr : format_->streams[sound_]; }
  /// There is sound, but of no kind that we have a decoder for.
  bool sound_unknown() const { return sound_ < 0 && sound_unknown_; }
  CodedShape shape() const;
  /// The filters that set its pictures upright, as FFmpeg takes them; empty when they are.
  std::string upright_filters() const;
  Ratio nominal_rate() const;
  /// Of all of it, as the file says; 0 when it does not.
  Millis said_duration() const;
  /// One of the containers whose key frames and times are reliable.
  bool has_index() const;
  /// When its first stream begins.
  std::int64_t start_us() const;
  /// Sum of the parts of the file that were read, of 1000.
  int permille() const;

  /// From here on read() gives the sound alone.
  void leave_pictures_out() { format_->streams[video_]->discard = AVDISCARD_ALL; }
  /// The next packet of the two streams. False at the end; sets broken() when it is no clean one.
  bool read(AVPacket& packet);
  bool broken() const { return broken_; }

 private:
  explicit ClipInput(int fd) : bytes_(fd, false) {}
  std::optional<ClipRefusal> open_format();
  std::optional<ClipRefusal> choose_streams();
  std::optional<ClipRefusal> judge() const;

  av::FileBytes bytes_;
  std::int64_t size_bytes_ = 0;
  AVFormatContext* format_ = nullptr;
  int video_ = -1;
  int sound_ = -1;
  bool sound_unknown_ = false;  ///< a sound track was passed over
  bool broken_ = false;
};

}  // namespace bangtin
