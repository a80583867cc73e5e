#include "player/glass/sound_track.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace bangtin {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kPieceFrames = 960;  // 20 ms
constexpr Micros kPiece{20'000};

/// A sound card whose clock may run wrong, and what it was given.
class SimSound final : public SoundOut {
 public:
  bool is_open() override { return open; }
  Micros queued() override {
    return Micros(std::int64_t(std::llround((double(frames) - played) * 1e6 / kSoundRate_hz)));
  }
  void queue(std::span<const std::int16_t> samples) override {
    heard.insert(heard.end(), samples.begin(), samples.end());
    frames += std::int64_t(samples.size() / kSoundChannels);
  }
  void clear() override { played = double(frames); }
  void pass(Micros time) {
    played = std::min(played + double(time.count()) * rate_hz / 1e6, double(frames));
  }

  bool open = true;
  double rate_hz = kSoundRate_hz;
  double played = 0;
  std::int64_t frames = 0;
  std::vector<std::int16_t> heard;
};

/// A tone of 440 Hz in pieces.
struct Tone {
  std::size_t next = 0;
  std::size_t pieces = 1'000'000;

  std::optional<ClipSound> take() {
    if (next >= pieces) return std::nullopt;
    ClipSound sound;
    sound.pts = kPiece * std::int64_t(next);
    for (std::size_t i = 0; i < kPieceFrames; ++i) {
      const double at = double(next * kPieceFrames + i) / kSoundRate_hz;
      const auto value =
          std::int16_t(std::lround(8'000 * std::sin(2 * std::numbers::pi * 440 * at)));
      sound.samples.insert(sound.samples.end(), {value, value});
    }
    ++next;
    return sound;
  }
};

struct SoundWorld {
  SimSound out;
  Tone tone;
  SoundTrack track;

  void play(Micros from, Micros until, Micros step = Micros(10'000), bool audible = true) {
    for (Micros at = from; at < until; at += step) {
      track.feed(
          out, at, [&] { return tone.take(); }, audible);
      out.pass(step);
    }
  }
};

TEST(SoundTrack, KeepsTheCardFedAheadAndNoMore) {
  SoundWorld world;
  world.track.feed(
      world.out, Micros(0), [&] { return world.tone.take(); }, true);
  EXPECT_GE(world.out.queued(), SoundTrack::kAhead);
  EXPECT_LE(world.out.queued(), SoundTrack::kAhead + kPiece);
}

TEST(SoundTrack, GivesTheSamplesAsTheyAreWhileTheClocksAgree) {
  SoundWorld world;
  world.play(Micros(0), Micros(2s));
  Tone tone;
  std::vector<std::int16_t> wanted;
  while (wanted.size() < world.out.heard.size()) {
    const auto piece = tone.take();
    wanted.insert(wanted.end(), piece->samples.begin(), piece->samples.end());
  }
  EXPECT_EQ(world.out.heard, wanted);
}

TEST(SoundTrack, StaysWithinTwentyMillisecondsOverTenMinutesOfAWrongCard) {
  for (const double ppm : {-200.0, 200.0}) {
    SoundWorld world;
    world.out.rate_hz = kSoundRate_hz * (1 + ppm / 1e6);
    Micros worst{};
    for (Micros at{0}; at < 600s; at += 10ms) {
      world.track.feed(
          world.out, at, [&] { return world.tone.take(); }, true);
      world.out.pass(10ms);
      worst = std::max(worst, std::chrono::abs(world.track.error()));
    }
    EXPECT_LE(worst, Micros(20ms)) << ppm;
  }
}

TEST(SoundTrack, DrawsOutWithoutAClick) {
  SoundWorld world;
  world.out.rate_hz = kSoundRate_hz * 1.001;
  world.play(Micros(0), Micros(20s));
  int worst = 0;
  for (std::size_t i = 2; i < world.out.heard.size(); i += 2) {
    worst = std::max(worst, std::abs(world.out.heard[i] - world.out.heard[i - 2]));
  }
  EXPECT_LE(worst, 480) << "the tone itself rises by 460 at most";
}

TEST(SoundTrack, FillsWithSilenceWhatBeginsLater) {
  SoundWorld world;
  world.tone.next = 50;  // The sound begins after a second.
  world.play(Micros(0), Micros(500ms));
  ASSERT_GE(world.out.heard.size(), 48'000u);
  EXPECT_EQ(std::count(world.out.heard.begin(), world.out.heard.begin() + 96'000, 0), 96'000);
}

TEST(SoundTrack, LeavesOutWhatIsOver) {
  SoundWorld world;
  world.track.feed(
      world.out, Micros(1s), [&] { return world.tone.take(); }, true);
  EXPECT_LE(std::chrono::abs(world.track.error()), kPiece);
  EXPECT_LE(world.out.queued(), SoundTrack::kAhead + kPiece);
}

TEST(SoundTrack, UsesUpMutedSoundAtThePaceOfTheClip) {
  SoundWorld world;
  world.play(Micros(0), Micros(1s), Micros(10'000), false);
  EXPECT_TRUE(world.out.heard.empty());
  EXPECT_GE(world.tone.next, 50u);
  EXPECT_LE(world.tone.next, 60u);
}

TEST(SoundTrack, TakesTheSoundAlsoWithoutACard) {
  SoundWorld world;
  world.out.open = false;
  world.play(Micros(0), Micros(1s));
  EXPECT_TRUE(world.out.heard.empty());
  EXPECT_GE(world.tone.next, 50u);
}

TEST(Softened, IsTheSameSoundLower) {
  const std::vector<std::int16_t> sound = {32'767, -32'768, 100, -100, 1, 0};
  EXPECT_EQ(softened(sound, 100), sound);
  EXPECT_EQ(softened(sound, 50), (std::vector<std::int16_t>{16'383, -16'384, 50, -50, 0, 0}));
  EXPECT_EQ(softened(sound, 0), std::vector<std::int16_t>(6, 0));
}

}  // namespace
}  // namespace bangtin
