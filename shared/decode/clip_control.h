// ClipControl: the worker's end of the control socket, and what the owner has granted so far. Ends
// the process when the owner is gone. Thread: the worker's main thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "shared/media/clip_wire.h"

namespace bangtin {

class FrameSlots;

class ClipControl {
 public:
  explicit ClipControl(FrameSlots& slots) : slots_(slots) {}

  /// The owner's first message. False when it is none.
  static bool receive_open(OpenMessage& message);

  template <class Message>
  void send(const Message& message) {
    send_bytes(&message, sizeof message);
  }
  void send_info(const InfoMessage& message) { send(message); }
  /// The slot must be lent (FrameSlots) before. Only while may_send_frame().
  void send_frame(const FrameMessage& message);
  /// Only the samples that the message names travel. Only up to sound_credit() of them.
  void send_sound(const SoundMessage& message);

  /// Takes every message that is there; with `wait` at least one.
  void receive(bool wait);

  bool may_send_frame() const { return frames_out_ < kFramesAheadMax; }
  std::uint32_t sound_credit() const { return sound_credit_; }

  /// Whether the chunk was given since it was last wanted.
  bool take_chunk(std::uint32_t chunk);

 private:
  void send_bytes(const void* bytes, std::size_t size_bytes);
  void take(const GrantMessage& message);

  FrameSlots& slots_;
  std::uint32_t frames_out_ = 0;
  std::uint32_t sound_credit_ = kSoundAheadSamples;
  std::array<std::uint32_t, kChunksKeptMax> given_{};
  std::size_t given_count_ = 0;
};

}  // namespace bangtin
