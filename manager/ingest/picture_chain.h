// PictureChain: the pictures of a clip on their way: decoded, set upright, brought to one size, one
// rate and BT.709. Only for the worker. Thread: one.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "manager/ingest/av.h"
#include "manager/ingest/clip_plan.h"

namespace bangtin {

/// What the chain ends in.
struct PictureTarget {
  Size size_px;
  Ratio rate;
  std::string upright_filters;  ///< empty when the pictures are upright
  std::int64_t first_us = 0;    ///< becomes 0
  std::int64_t end_us = 0;      ///< when the last picture ends, counted from first_us
};

class PictureChain {
 public:
  using Sink = std::function<bool(AVFrame&)>;
  /// Null when the pictures cannot be decoded.
  static std::unique_ptr<PictureChain> open(const AVStream& stream, PictureTarget target);
  /// A null packet is the end. The sink gets frames whose times count up by one from 0. False when
  /// the sink wants no more or the chain fails.
  bool feed(const AVPacket* packet, const Sink& sink);
  /// For frames that come decoded.
  explicit PictureChain(PictureTarget target) : target_(std::move(target)) {}
  /// A frame that shows from `at_us` on, later than the one before.
  bool put(AVFrame& frame, std::int64_t at_us, const Sink& sink);
  /// The last frame shows until the target's end.
  bool finish(const Sink& sink) { return finish_graph(target_.end_us, sink); }
  int decoded() const { return decoded_; }
  /// Packets and frames that were damaged.
  int broken() const { return broken_; }

 private:
  bool take(AVFrame& frame, const Sink& sink);
  bool build(const AVFrame& frame, std::int64_t at_us);
  bool drain(const Sink& sink);
  bool finish_graph(std::int64_t end_us, const Sink& sink);

  PictureTarget target_;
  av::Codec decoder_;
  av::Graph graph_;
  AVFilterContext* source_ = nullptr;
  AVFilterContext* sink_ = nullptr;
  AVRational time_base_{};
  Size size_px_;
  int format_ = -1;
  bool progressive_ = false;
  std::int64_t last_us_ = -1;
  std::int64_t next_ = 0;  ///< number of the next frame that goes out
  int decoded_ = 0;
  int broken_ = 0;
};

}  // namespace bangtin
