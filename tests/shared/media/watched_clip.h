// Plays a clip through a real worker as fast as it comes, for tests. Thread: the test's.
#pragma once

#include <poll.h>

#include <functional>
#include <string>

#include "shared/base/limits.h"
#include "shared/media/clip_worker.h"

namespace bangtin {

struct WatchedClip {
  std::function<void(const ClipFrame&)> on_frame;
  std::vector<Micros> pts;
  std::vector<std::int16_t> left;  ///< all sound, first channel, without its gaps
  std::optional<Micros> sound_begin;
  Micros sound_end{};
  std::size_t chunks_given = 0;
  std::size_t sounds_ahead_max = 0;
  ClipState state = ClipState::Opening;
  std::optional<Error> error;
  std::optional<ClipInfo> info;

  void take(ClipWorker& worker) {
    while (const ClipFrame* frame = worker.front()) {
      pts.push_back(frame->pts);
      if (on_frame) on_frame(*frame);
      worker.pop();
    }
    while (const auto sound = worker.take_sound()) {
      if (!sound_begin) sound_begin = sound->pts;
      for (std::size_t i = 0; i < sound->samples.size(); i += 2) left.push_back(sound->samples[i]);
      sound_end = sound->pts + Micros(std::int64_t(sound->samples.size() / 2) * 1'000'000 / 48'000);
    }
  }

  /// Until the clip ended or failed.
  void play(ClipWorker& worker, std::string_view clip) {
    SystemClock clock;
    while (worker.state() != ClipState::Ended && worker.state() != ClipState::Failed) {
      wait(worker, clock);
      worker.step(clock.monotonic());
      give(worker, clip);
      take(worker);
    }
    state = worker.state();
    info = worker.info();
    if (state == ClipState::Failed) error = worker.error();
  }

  void give(ClipWorker& worker, std::string_view clip) {
    while (const auto chunk = worker.wanted_chunk()) {
      ++chunks_given;
      worker.give_chunk(*chunk, clip.substr(*chunk * limits::kChunkBytes, limits::kChunkBytes));
    }
  }

  static void wait(const ClipWorker& worker, Clock& clock) {
    if (worker.wake_fd() < 0) return;
    constexpr Millis kLongest{1'000};
    const auto left = std::min<Monotonic::duration>(
        std::max(worker.deadline() - clock.monotonic(), Monotonic::duration{}), kLongest);
    pollfd ready{worker.wake_fd(), POLLIN, 0};
    ::poll(&ready, 1, int(std::chrono::ceil<Millis>(left).count()));
  }
};

}  // namespace bangtin
