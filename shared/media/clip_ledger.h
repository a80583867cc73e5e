// ClipLedger: what the owner of a clip worker knows and owes it; judges every field of every
// message. Pure: no process, no memory, no clock. Thread: any; one at a time.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/media/clip_wire.h"
#include "shared/media/clip_worker.h"

namespace bangtin {

class ClipLedger {
 public:
  /// For a clip of `size_bytes` > 0 that plays from `from` on.
  ClipLedger(std::int64_t size_bytes, Micros from);

  /// One message of the worker. Errors: unavailable (it breaks the rules; the worker is to be
  /// killed).
  Status take(std::string_view message);

  std::size_t chunk_count() const { return chunk_count_; }
  std::size_t chunk_size_bytes(std::size_t index) const;
  /// What the worker waits for first, then what it will need.
  std::optional<std::size_t> wanted_chunk() const;
  bool wants_chunk(std::size_t index) const;
  void give_chunk(std::size_t index);
  /// Chunks that the worker gave up since the last call.
  std::vector<std::size_t> take_given_up();

  const std::optional<ClipInfo>& info() const { return info_; }
  const std::optional<ClipEnd>& end() const { return end_; }

  /// In the order of their pts.
  const std::deque<FrameMessage>& frames() const { return frames_; }
  void pop_frame();
  std::optional<ClipSound> take_sound();

  /// How often the worker got further: by a frame, or by half a second on its way to `from`.
  std::uint64_t progress() const { return progress_; }

  /// Whether the worker could send a frame now and has not.
  bool owes_frame() const;

  /// What the worker may go on with since the last call of granted(); nothing when there is none.
  std::optional<GrantMessage> grant() const;
  void granted();

 private:
  struct Want {
    std::size_t chunk = 0;
    bool urgent = false;
  };

  Status take_info(const InfoMessage& message);
  Status take_want(const WantMessage& message);
  Status take_frame(const FrameMessage& message);
  Status take_skip(const SkipMessage& message);
  Status take_sound_message(const SoundMessage& message, std::size_t size_bytes);
  Status take_end(const EndMessage& message);

  std::int64_t size_bytes_;
  std::int64_t from_us_;
  std::size_t chunk_count_;
  std::size_t wants_left_;  ///< until the next frame
  std::vector<Want> wants_;
  std::vector<std::size_t> kept_;
  std::vector<std::size_t> given_up_;
  std::optional<ClipInfo> info_;
  std::optional<ClipEnd> end_;
  std::deque<FrameMessage> frames_;
  std::uint64_t held_slots_ = 0;
  std::int64_t last_pts_us_ = -1;
  std::int64_t skipped_us_ = -kSkipStep_us;
  std::uint64_t progress_ = 0;
  std::deque<ClipSound> sounds_;
  std::uint32_t sound_out_samples_ = 0;  ///< sent and not yet granted again
  std::int64_t last_sound_pts_us_ = 0;
  std::uint64_t freed_slots_ = 0;
  std::uint32_t sound_taken_samples_ = 0;
  std::vector<std::size_t> given_;
};

}  // namespace bangtin
