// FrameSlots: the shared memory for frames, cut into slots. Most slots are handed to the decoder,
// which writes its pictures straight into them and reads them again as references; a few are for
// pictures that we convert. A slot is used again once both the decoder and the owner gave it back.
// Thread: any (decoder threads take and free slots).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>

#include "shared/decode/libav.h"
#include "shared/media/clip_wire.h"

namespace bangtin {

class FrameSlots {
 public:
  /// Over kFrameMemoryBytes of memory.
  explicit FrameSlots(std::uint8_t* memory) : memory_(memory) {}

  /// For AVCodecContext::get_buffer2, with the context's `opaque` being FrameSlots*. Falls back to
  /// FFmpeg's own memory where the slots do not fit or suffice.
  static int get_buffer(AVCodecContext* codec, AVFrame* frame, int flags);

  /// The slot that the decoder wrote this frame into; nothing when it lies elsewhere.
  std::optional<std::uint32_t> slot_of(const AVFrame& frame) const;

  /// A slot of `size_bytes` for a converted picture; nothing when the owner has all of them. Always
  /// asked for the same size.
  std::optional<std::uint32_t> take_converted(std::size_t size_bytes);
  std::uint8_t* converted_memory(std::uint32_t slot) const;

  /// The owner has it from here on.
  void lend(std::uint32_t slot);
  /// The owner gave these back: bit n is slot n.
  void take_back(std::uint64_t slots);

  std::uint64_t offset_of(const std::uint8_t* byte) const { return std::uint64_t(byte - memory_); }

 private:
  struct Slot {
    FrameSlots* home = nullptr;
    bool decoder_has = false;
    bool owner_has = false;
  };

  std::optional<std::uint32_t> take_direct(std::size_t size_bytes);
  static void free_buffer(void* opaque, std::uint8_t* data);

  std::uint8_t* memory_;
  std::mutex mutex_;
  std::array<Slot, kFrameSlotsMax> slots_{};
  std::size_t direct_bytes_ = 0;  ///< of one slot; 0: none was taken yet
  std::size_t converted_bytes_ = 0;
};

}  // namespace bangtin
