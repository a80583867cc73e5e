// SdlSound: the sound card through SDL. A board without one, or whose one goes away, is silent and
// tries again. Thread: the one that opened it.
#pragma once

#include <memory>

#include "player/glass/sound_track.h"
#include "shared/base/clock.h"

namespace bangtin {

class SdlSound final : public SoundOut {
 public:
  /// A card that cannot be opened is tried again after this.
  static constexpr auto kRetryAfter = std::chrono::seconds(60);

  SdlSound();
  ~SdlSound() override;
  SdlSound(const SdlSound&) = delete;
  SdlSound& operator=(const SdlSound&) = delete;

  /// Opens the card when that is due. Called before a clip with sound is fed.
  void step(Monotonic now);

  /// How loud what is queued from now on will be, 0 to 100.
  void set_volume(int percent) { volume_percent_ = percent; }

  bool is_open() override;
  Micros queued() override;
  void queue(std::span<const std::int16_t> samples) override;
  void clear() override;

 private:
  struct State;
  std::unique_ptr<State> state_;
  int volume_percent_ = 100;
};

}  // namespace bangtin
