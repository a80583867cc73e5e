// What the worker of a clip (shared/decode, `bangtin-decode clip`) and its owner (ClipWorker) agree
// on: descriptors, messages, bounds. Thread: any; plain values.
//
// Descriptor 3 is a SOCK_SEQPACKET socket: one message a packet, each exactly as long as its struct
// (only SoundMessage may be cut after its samples). Descriptor 4 is the clip, read only and sparse:
// a chunk may be read from the moment that a Grant names it until the worker gives it up in a
// WantMessage. Descriptor 5 is the memory for frames, kFrameMemoryBytes long, all of it writable.
#pragma once

#include <array>
#include <cstdint>

namespace bangtin {

inline constexpr const char* kClipMode = "clip";  ///< the worker's only argument
inline constexpr int kClipControlFd = 3;
inline constexpr int kClipSourceFd = 4;
inline constexpr int kClipFramesFd = 5;

inline constexpr std::uint64_t kFrameMemoryBytes = 448ull << 20;
inline constexpr std::uint32_t kFrameSlotsMax = 64;
inline constexpr std::uint32_t kFramesAheadMax = 4;
inline constexpr std::uint32_t kSoundRateHz = 48'000;
inline constexpr std::uint32_t kSoundAheadSamples = kSoundRateHz;  ///< one second
inline constexpr std::uint32_t kSoundMessageSamples = 1'008;
inline constexpr std::uint32_t kChunksKeptMax = 8;
inline constexpr std::uint32_t kChunksWantedMax = 2;
inline constexpr std::uint32_t kNoChunk = 0xffff'ffff;

inline constexpr std::int64_t kClipPixelsMax = 4'096ll * 2'304;
inline constexpr std::int32_t kClipSideMax_px = 8'192;
inline constexpr int kClipThreadsMax = 4;
/// A longer claim is no clip for a board.
inline constexpr std::int64_t kClipDurationMax_us = 4ll * 3'600 * 1'000'000;

// Owner to worker.

/// The first message: what to play.
struct OpenMessage {
  std::uint32_t kind = 0;  ///< kOpenKind
  std::int32_t threads = 1;
  std::int64_t size_bytes = 0;
  std::int64_t from_us = 0;
  std::uint8_t any_format = 0;
  std::uint8_t sound = 0;
  std::uint8_t zero[6] = {};
};
static_assert(sizeof(OpenMessage) == 32);
inline constexpr std::uint32_t kOpenKind = 0x4254'4f50;

/// What the worker may go on with.
struct GrantMessage {
  std::uint32_t kind = 0;           ///< kGrantKind
  std::uint32_t sound_samples = 0;  ///< taken since the last grant, so many more may come
  std::uint64_t freed_slots = 0;    ///< bit n: slot n is the worker's again
  std::array<std::uint32_t, kChunksWantedMax> chunks{kNoChunk, kNoChunk};  ///< now there
};
static_assert(sizeof(GrantMessage) == 24);
inline constexpr std::uint32_t kGrantKind = 0x4254'4752;

// Worker to owner.

/// Once, before the first frame.
struct InfoMessage {
  std::uint32_t kind = 0;  ///< kInfoKind
  std::int32_t width_px = 0;
  std::int32_t height_px = 0;
  std::uint32_t has_sound = 0;
  std::int64_t duration_us = 0;
  std::int64_t frame_interval_us = 0;
};
static_assert(sizeof(InfoMessage) == 32);
inline constexpr std::uint32_t kInfoKind = 0x4254'494e;

/// A chunk is needed and not there; at most kChunksWantedMax are wanted at a time.
struct WantMessage {
  std::uint32_t kind = 0;  ///< kWantKind
  std::uint32_t chunk = 0;
  std::uint32_t given_up = kNoChunk;  ///< may be forgotten
  std::uint32_t urgent = 0;           ///< 1: the worker waits for it; 0: it will need it soon
};
static_assert(sizeof(WantMessage) == 16);
inline constexpr std::uint32_t kWantKind = 0x4254'574e;

/// A picture of the size in InfoMessage, in a slot that is the owner's until a Grant frees it. A
/// slot is only a name: the planes may lie anywhere in the memory.
struct FrameMessage {
  std::uint32_t kind = 0;  ///< kFrameKind
  std::uint32_t slot = 0;
  std::int64_t pts_us = 0;
  std::array<std::uint64_t, 3> plane_offset{};
  std::array<std::int32_t, 3> stride_bytes{};
  std::uint8_t full_range = 0;
  std::uint8_t bt709 = 0;
  std::uint8_t zero[2] = {};
};
static_assert(sizeof(FrameMessage) == 56);
inline constexpr std::uint32_t kFrameKind = 0x4254'4652;

/// A sign of life while frames before `from` are decoded and dropped: where it has got to. Each at
/// least kSkipStep_us after the one before.
struct SkipMessage {
  std::uint32_t kind = 0;  ///< kSkipKind
  std::uint32_t zero = 0;
  std::int64_t pts_us = 0;
};
static_assert(sizeof(SkipMessage) == 16);
inline constexpr std::uint32_t kSkipKind = 0x4254'534b;
inline constexpr std::int64_t kSkipStep_us = 500'000;

struct SoundMessage {
  std::uint32_t kind = 0;  ///< kSoundKind
  std::uint32_t samples = 0;
  std::int64_t pts_us = 0;
  std::array<std::int16_t, 2 * kSoundMessageSamples> stereo{};
};
static_assert(sizeof(SoundMessage) == 16 + 4 * kSoundMessageSamples);
inline constexpr std::uint32_t kSoundKind = 0x4254'534f;
inline constexpr std::size_t kSoundHeadBytes = 16;

enum class ClipEnd : std::uint32_t {
  Done = 1,         ///< every frame was sent
  Unsupported = 2,  ///< no container, codec or size that we take
  Corrupt = 3,      ///< the bytes are broken
  TooLong = 4,      ///< it claims to last longer than kClipDurationMax_us
  TooLarge = 5,     ///< more pixels than kClipPixelsMax
  NoPicture = 6,    ///< there is no video in it
  NoMemory = 7,     ///< the worker's memory did not suffice
};

/// The last message; the worker exits.
struct EndMessage {
  std::uint32_t kind = 0;  ///< kEndKind
  ClipEnd how = ClipEnd::Done;
};
static_assert(sizeof(EndMessage) == 8);
inline constexpr std::uint32_t kEndKind = 0x4254'454e;

inline constexpr std::size_t kClipMessageBytesMax = sizeof(SoundMessage);

}  // namespace bangtin
