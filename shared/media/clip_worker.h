// ClipWorker: one video played by one sandboxed worker process (bangtin-decode clip). The worker
// sees only verified chunks, writes its pictures straight into shared memory and costs, whatever it
// does (crash, hang, lie), this clip only. Thread: that of its owner; never blocks.
//
// The owner polls wake_fd() for reading until deadline(), then calls step(); loads what
// wanted_chunk() names; shows front() until the time of next_pts() has come, then pop().
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace bangtin {

using Micros = std::chrono::microseconds;

struct ClipInfo {
  int width_px = 0;  ///< as shown: turned upright, pixels square; each frame has this size
  int height_px = 0;
  Micros duration{};        ///< as the file claims; 0: unknown
  Micros frame_interval{};  ///< one over the frame rate, a best guess, never 0
  bool has_sound = false;
};

enum class ClipMatrix { Bt601, Bt709 };

/// One decoded picture, 8 bit planar 4:2:0 (chroma planes are (width+1)/2 x (height+1)/2), in
/// memory shared with the worker: a worker gone wild may change pixels, never their place.
struct ClipFrame {
  std::array<const std::uint8_t*, 3> plane{};  ///< Y, U, V
  std::array<int, 3> stride_bytes{};
  int width_px = 0;
  int height_px = 0;
  bool full_range = false;
  ClipMatrix matrix = ClipMatrix::Bt709;
  Micros pts{};  ///< since the clip's first frame
};

/// Interleaved stereo at 48 kHz.
struct ClipSound {
  Micros pts{};  ///< of the first sample, since the clip's first frame
  std::vector<std::int16_t> samples;
};

enum class ClipState {
  Opening,  ///< nothing shown yet; info() may be there
  Playing,  ///< a first frame was there
  Ended,    ///< the last frame was popped
  Failed,   ///< error() says why; frames that came before it can still be shown
};

struct ClipWorkerOptions {
  std::filesystem::path worker;  ///< the program bangtin-decode
  Millis silence_max{
      2'000};               ///< how long the worker may owe a frame once it runs, then it is killed
  int threads = 1;          ///< of the video decoder. Range: 1-4
  bool any_format = false;  ///< any common container and codec; else MP4 with H.264 and AAC
  bool sound = true;        ///< false: sound is not even decoded
};

class ClipWorker {
 public:
  static constexpr std::size_t kFramesAhead = 4;  ///< frames queued at most
  static constexpr Millis kSoundAhead{1'000};     ///< sound queued at most
  static constexpr std::size_t kChunksKept = 8;   ///< chunks of the clip in memory at most

  /// Spawns a worker for a clip of `size_bytes` that plays from `from` on: frames before it are
  /// decoded and dropped. Range: size 1 to limits::kBlobBytesMax. Errors: invalid (the range),
  /// unavailable (no memory, no worker program).
  static Result<std::unique_ptr<ClipWorker>> start(const ClipWorkerOptions& options,
                                                   std::int64_t size_bytes, Micros from,
                                                   Monotonic now);
  /// Ends the worker. Gives much memory back, which takes some milliseconds: may be done by another
  /// thread.
  ~ClipWorker();
  ClipWorker(const ClipWorker&) = delete;
  ClipWorker& operator=(const ClipWorker&) = delete;

  /// Which chunk (of limits::kChunkBytes, the last one shorter) is to be loaded next; the most
  /// urgent first. The same again until it is given or refused.
  std::optional<std::size_t> wanted_chunk() const;
  /// The verified bytes of a chunk. Range: the whole chunk, nothing else. One that is no longer
  /// wanted is ignored.
  void give_chunk(std::size_t index, std::string_view bytes);
  /// The chunk cannot be had: the clip fails with this error.
  void refuse_chunk(std::size_t index, Error error);

  /// Takes what the worker sent and kills it once it owed a frame for too long.
  void step(Monotonic now);

  ClipState state() const;
  /// Why it failed. Only when it did. Codes: corrupt, unsupported, unavailable (the worker died,
  /// hung or broke the rules), or that of refuse_chunk(). `key` is of assets/lang/media.
  const Error& error() const;
  /// Nothing until the worker knows.
  const std::optional<ClipInfo>& info() const;

  /// Whether the first frame at or after `from` is there, or it is known that none will come.
  bool is_ready() const;
  /// The frame to show, with rising pts; null when none is there. Valid until pop().
  const ClipFrame* front() const;
  /// The pts of the frame after front().
  std::optional<Micros> next_pts() const;
  /// Gives front() back to the worker. Only when there is one.
  void pop();

  /// Sound in the order of its pts. What the sound before and after leaves open is silence.
  std::optional<ClipSound> take_sound();

  /// Readable when step() has something to take; -1 when nothing more will come.
  int wake_fd() const;
  /// When step() has to be called at the latest; Monotonic::max() for never.
  Monotonic deadline() const;

 private:
  struct State;
  explicit ClipWorker(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace bangtin
