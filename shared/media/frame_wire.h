// What a decode worker (shared/decode) and the program that spawns it agree on: descriptors and the
// shared memory. Thread: any; plain values.
//
// The worker finds the coded bytes as descriptor 3 (a sealed memfd), the shared memory as 4 and the
// end of a pipe as 5, which only tells by closing that the worker ended. The shared memory is one
// FrameHeader and then width x height pixels, 0xAARRGGBB premultiplied in the machine's byte order,
// row after row. Its length is fixed by who spawns: a picture of another size is refused.
#pragma once

#include <cstdint>

namespace bangtin {

inline constexpr int kWorkerInputFd = 3;
inline constexpr int kWorkerOutputFd = 4;
inline constexpr int kWorkerAliveFd = 5;

inline constexpr std::uint32_t kFrameMagic = 0x42544631;  // "BTF1"

/// How the worker ended; anything else is a broken worker.
enum class FrameStatus : std::uint32_t {
  None = 0,         ///< it did not come to an end
  Done = 1,         ///< the pixels stand
  Unsupported = 2,  ///< no picture format that we take
  Corrupt = 3,      ///< the bytes are no whole picture
  WrongSize = 4,    ///< the picture has not the size that was promised
};

struct FrameHeader {
  std::uint32_t magic = 0;
  FrameStatus status = FrameStatus::None;
  std::int32_t width_px = 0;
  std::int32_t height_px = 0;
};
static_assert(sizeof(FrameHeader) == 16);

}  // namespace bangtin
