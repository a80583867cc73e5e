#include "player/glass/sdl_sound.h"

#include <SDL.h>

#include "shared/base/log.h"

namespace bangtin {
namespace {

constexpr int kFrameBytes = kSoundChannels * int(sizeof(std::int16_t));
constexpr Uint16 kDeviceFrames = 1'024;

}  // namespace

struct SdlSound::State {
  SDL_AudioDeviceID device = 0;
  Monotonic retry_at{};
  bool told = false;  ///< the log knows that there is no card
  ~State() {
    if (device != 0) SDL_CloseAudioDevice(device);
  }
};

SdlSound::SdlSound() : state_(std::make_unique<State>()) {}
SdlSound::~SdlSound() = default;

void SdlSound::step(Monotonic now) {
  if (state_->device != 0 && SDL_GetAudioDeviceStatus(state_->device) == SDL_AUDIO_STOPPED) {
    SDL_CloseAudioDevice(state_->device);
    state_->device = 0;
  }
  if (state_->device != 0 || now < state_->retry_at) return;
  state_->retry_at = now + kRetryAfter;
  SDL_AudioSpec wanted{};
  wanted.freq = kSoundRate_hz;
  wanted.format = AUDIO_S16SYS;
  wanted.channels = kSoundChannels;
  wanted.samples = kDeviceFrames;
  if (SDL_WasInit(SDL_INIT_AUDIO) != 0 || SDL_InitSubSystem(SDL_INIT_AUDIO) == 0) {
    state_->device = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
  }
  if (state_->device == 0) {
    if (!state_->told) log::warn("glass", "no sound card", {{"reason", SDL_GetError()}});
    state_->told = true;
    return;
  }
  state_->told = false;
  SDL_PauseAudioDevice(state_->device, 0);
}

bool SdlSound::is_open() { return state_->device != 0; }

Micros SdlSound::queued() {
  if (state_->device == 0) return Micros(0);
  const std::int64_t frames = SDL_GetQueuedAudioSize(state_->device) / kFrameBytes;
  return Micros((frames + kDeviceFrames) * 1'000'000 / kSoundRate_hz);
}

void SdlSound::queue(std::span<const std::int16_t> samples) {
  if (state_->device == 0) return;
  const std::vector<std::int16_t> heard = softened(samples, volume_percent_);
  if (SDL_QueueAudio(state_->device, heard.data(), Uint32(samples.size_bytes())) != 0) {
    log::warn("glass", "sound was lost", {{"reason", SDL_GetError()}});
  }
}

void SdlSound::clear() {
  if (state_->device != 0) SDL_ClearQueuedAudio(state_->device);
}

}  // namespace bangtin
