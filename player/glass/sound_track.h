// SoundTrack: keeps the sound of a clip on the clip's time, whatever the sound card's clock does.
// Small differences are drawn out over some samples, large ones become silence or a cut; the sound
// never moves the picture. Pure but for the two ports. Thread: that of the stage.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "shared/media/clip_worker.h"

namespace bangtin {

inline constexpr int kSoundRate_hz = 48'000;
inline constexpr int kSoundChannels = 2;

/// Where sound goes: 48 kHz, interleaved stereo.
class SoundOut {
 public:
  virtual ~SoundOut() = default;
  /// False while there is no card.
  virtual bool is_open() = 0;
  /// How long what was queued will still sound.
  virtual Micros queued() = 0;
  virtual void queue(std::span<const std::int16_t> samples) = 0;
  /// What is queued is not heard.
  virtual void clear() = 0;
};

/// The same sound at `percent` of its height, 0 to 100.
std::vector<std::int16_t> softened(std::span<const std::int16_t> samples, int percent);

class SoundTrack {
 public:
  /// How far ahead the card is fed.
  static constexpr Micros kAhead{150'000};
  /// A difference up to this is nothing anybody hears.
  static constexpr Micros kTolerance{2'000};
  /// One beyond this is not drawn out but made good at once.
  static constexpr Micros kSlip{40'000};
  /// By so much of its length sound may be drawn out: 0.5 %.
  static constexpr int kStretchPerMille = 5;

  using Take = std::function<std::optional<ClipSound>()>;

  /// Feeds `out` up to kAhead. `position` is where the clip is now; `take` gives its next sound,
  /// nothing when none is there yet. `audible` false, or no card: taken at the clip's pace, never
  /// heard.
  void feed(SoundOut& out, Micros position, const Take& take, bool audible);

  /// How far the sound was off when it was last fed; positive: it would come too early.
  Micros error() const { return error_; }

 private:
  std::vector<std::int16_t> fitted(const ClipSound& sound);

  Micros error_{};
  Micros taken_until_{};
};

}  // namespace bangtin
