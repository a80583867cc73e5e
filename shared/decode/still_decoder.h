// One still picture with FFmpeg's own decoders (JPEG, PNG): the only place that meets coded
// pictures. Same pixels on every machine. Thread: the only one of the worker.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "shared/media/frame_wire.h"

namespace bangtin {

class StillDecoder {
 public:
  /// Opens a decoder for the format that the first bytes name; reads nothing else of them.
  /// Null when it is none of ours.
  static std::unique_ptr<StillDecoder> open(std::span<const std::uint8_t> coded);
  ~StillDecoder();
  StillDecoder(const StillDecoder&) = delete;
  StillDecoder& operator=(const StillDecoder&) = delete;

  /// Decodes into `pixels` (0xAARRGGBB premultiplied) and fills in width, height and status of
  /// `header`. A picture that does not fill `pixels` exactly is of the wrong size.
  void decode(std::span<const std::uint8_t> coded, FrameHeader& header,
              std::span<std::uint32_t> pixels);

 private:
  struct State;
  explicit StillDecoder(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace bangtin
