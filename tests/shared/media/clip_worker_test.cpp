#include "shared/media/clip_worker.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/fakes/paths.h"
#include "tests/shared/media/clip_maker.h"
#include "tests/shared/media/watched_clip.h"

namespace bangtin {
namespace {

const std::filesystem::path kWorker = program("bangtin-decode");

ClipWorkerOptions patient(bool any_format = false, int threads = 1) {
  ClipWorkerOptions options;
  options.worker = kWorker;
  options.silence_max = Millis(60'000);
  options.threads = threads;
  options.any_format = any_format;
  return options;
}

std::string packed(const ClipFrame& frame) {
  std::string bytes;
  for (std::size_t plane = 0; plane < 3; ++plane) {
    const int width = plane == 0 ? frame.width_px : (frame.width_px + 1) / 2;
    const int height = plane == 0 ? frame.height_px : (frame.height_px + 1) / 2;
    for (int y = 0; y < height; ++y) {
      const auto* row = frame.plane[plane] + std::ptrdiff_t(y) * frame.stride_bytes[plane];
      bytes.append(reinterpret_cast<const char*>(row), std::size_t(width));
    }
  }
  return bytes;
}

struct Played : WatchedClip {
  std::string frames;  ///< all of them, packed
};

Played play(const std::string& clip, const ClipWorkerOptions& options, Micros from = Micros(0)) {
  Played run;
  run.on_frame = [&](const ClipFrame& frame) { run.frames += packed(frame); };
  auto worker =
      ClipWorker::start(options, std::int64_t(clip.size()), from, SystemClock().monotonic());
  EXPECT_TRUE(worker.ok());
  if (worker.ok()) run.play(**worker, clip);
  EXPECT_EQ(run.state, ClipState::Ended) << (run.error ? run.error->message : "");
  return run;
}

/// The largest difference of two bytes at the same place.
int difference(const std::string& one, const std::string& other) {
  if (one.size() != other.size()) return 256;
  int most = 0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    most = std::max(most, std::abs(int(std::uint8_t(one[i])) - int(std::uint8_t(other[i]))));
  }
  return most;
}

/// Of a tone: how often it rises from clearly below zero to clearly above, away from its ends.
double hertz_of(const std::vector<std::int16_t>& samples) {
  constexpr int kClearly = 1'000;
  int rises = 0;
  bool below = false;
  for (std::size_t i = samples.size() / 4; i < samples.size() * 3 / 4; ++i) {
    if (samples[i] < -kClearly) below = true;
    if (samples[i] <= kClearly || !below) continue;
    below = false;
    ++rises;
  }
  return rises / (double(samples.size()) / 2 / 48'000);
}

class ClipFiles : public ::testing::Test {
 protected:
  ClipMaker maker;
};

TEST_F(ClipFiles, GiveEveryFrameAsFfmpegDecodesItAndTheTone) {
  const std::string clip = maker.make(
      test_picture("322x242", 25, 2) + test_tone(440, 2) + kPlainH264 + "-c:a aac", "a.mp4");
  for (const int threads : {1, 3}) {
    SCOPED_TRACE(threads);
    const Played run = play(clip, patient(false, threads));
    ASSERT_TRUE(run.info.has_value());
    EXPECT_EQ(run.info->width_px, 322);
    EXPECT_EQ(run.info->height_px, 242);
    EXPECT_EQ(run.info->frame_interval, Millis(40));
    EXPECT_EQ(run.info->duration, Seconds(2));
    EXPECT_TRUE(run.info->has_sound);
    ASSERT_EQ(run.pts.size(), 50u);
    for (std::size_t i = 0; i < 50; ++i) EXPECT_EQ(run.pts[i], i * Micros(40'000));
    EXPECT_EQ(difference(run.frames, maker.reference("a.mp4")), 0);
    EXPECT_NEAR(double(run.left.size()), 96'000, 2'400);
    EXPECT_NEAR(hertz_of(run.left), 440, 5);
    EXPECT_LT(*run.sound_begin, Millis(30));
  }
}

TEST_F(ClipFiles, AreTurnedUprightAsTheirHeadersSay) {
  maker.make(test_picture("96x64", 10, 1) + kPlainH264, "plain.mp4");
  for (const char* degrees : {"90", "180", "270"}) {
    SCOPED_TRACE(degrees);
    const std::string clip = maker.make(
        "-i " + maker.path("plain.mp4") + " -c copy -metadata:s:v rotate=" + degrees, "turned.mp4");
    const Played run = play(clip, patient());
    EXPECT_EQ(run.info->width_px, std::string(degrees) == "180" ? 96 : 64);
    EXPECT_EQ(run.pts.size(), 10u);
    EXPECT_EQ(difference(run.frames, maker.reference("turned.mp4")), 0);
  }
}

TEST_F(ClipFiles, OfOtherDepthAndChromaBecomeEightBitFourTwoZero) {
  for (const char* format : {"yuv420p10le", "yuv422p", "yuv444p"}) {
    SCOPED_TRACE(format);
    const std::string clip = maker.make(
        test_picture("98x66", 10, 1) + "-c:v libx264 -threads 1 -pix_fmt " + format, "deep.mp4");
    const Played run = play(clip, patient());
    EXPECT_EQ(run.pts.size(), 10u);
    // Chroma is weighed in another way at edges: what counts is that nothing is shifted or tinted.
    const std::string reference = maker.reference("deep.mp4");
    ASSERT_EQ(run.frames.size(), reference.size());
    double sum = 0;
    for (std::size_t i = 0; i < reference.size(); ++i) {
      sum += std::abs(int(std::uint8_t(run.frames[i])) - int(std::uint8_t(reference[i])));
    }
    EXPECT_LT(sum / double(reference.size()), 1.5);
  }
}

TEST_F(ClipFiles, WithPixelsThatAreNotSquareAreWidened) {
  const std::string clip =
      maker.make(test_picture("96x64", 10, 1) + kPlainH264 + "-vf setsar=4/3", "wide.mp4");
  const Played run = play(clip, patient());
  EXPECT_EQ(run.info->width_px, 128);
  EXPECT_EQ(run.info->height_px, 64);
}

TEST_F(ClipFiles, KeepTheirColours) {
  struct Case {
    const char* size;
    const char* tags;
    ClipMatrix matrix;
    bool full;
    std::array<int, 3> planes;
  };
  // A patch of RGB 200, 50, 20 by the formulas of each standard.
  const Case cases[] = {
      {"64x48",
       "-vf scale=out_color_matrix=bt601:out_range=tv,format=yuv420p",
       ClipMatrix::Bt601,
       false,
       {94, 93, 196}},
      {"64x48",
       "-vf scale=out_color_matrix=bt709:out_range=tv,format=yuv420p -colorspace bt709",
       ClipMatrix::Bt709,
       false,
       {85, 100, 195}},
      {"64x48",
       "-vf scale=out_color_matrix=bt601:out_range=pc,format=yuv420p -color_range pc",
       ClipMatrix::Bt601,
       true,
       {91, 88, 205}},
      {"1280x720",
       "-vf scale=out_color_matrix=bt709:out_range=tv,format=yuv420p",
       ClipMatrix::Bt709,
       false,
       {85, 100, 195}},
  };
  for (const Case& each : cases) {
    SCOPED_TRACE(each.tags);
    const std::string clip =
        maker.make("-f lavfi -i color=0xc83214:r=10:d=0.3:s=" + std::string(each.size) +
                       ",format=rgb24 " + each.tags + " -c:v libx264 -preset ultrafast -threads 1",
                   "patch.mp4");
    int frames = 0;
    WatchedClip run;
    run.on_frame = [&](const ClipFrame& frame) {
      ++frames;
      EXPECT_EQ(frame.matrix, each.matrix);
      EXPECT_EQ(frame.full_range, each.full);
      for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_NEAR(frame.plane[i][10 * frame.stride_bytes[i] + 10], each.planes[i], 3) << i;
      }
    };
    auto worker = ClipWorker::start(patient(), std::int64_t(clip.size()), Micros(0),
                                    SystemClock().monotonic());
    ASSERT_TRUE(worker.ok());
    run.play(**worker, clip);
    EXPECT_EQ(frames, 3);
  }
}

TEST_F(ClipFiles, OfVariableRateKeepTheTimeOfEachFrame) {
  const std::string clip =
      maker.make(test_picture("64x48", 25, 2) +
                     "-vf \"select='eq(n,0)+eq(n,1)+eq(n,10)+eq(n,11)+eq(n,40)'\" "
                     "-vsync vfr " +
                     kPlainH264,
                 "vfr.mp4");
  const Played run = play(clip, patient());
  EXPECT_EQ(run.pts,
            (std::vector<Micros>{Millis(0), Millis(40), Millis(400), Millis(440), Millis(1'600)}));
  EXPECT_FALSE(run.info->has_sound);
  EXPECT_TRUE(run.left.empty());
}

TEST_F(ClipFiles, OfEveryCommonKindPlayWhereAnyIsAllowedAndAreRefusedElsewhere) {
  struct Case {
    const char* name;
    const char* codecs;
    bool sound;
  };
  const Case cases[] = {
      {"a.webm", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus", true},
      {"b.webm", "-c:v libaom-av1 -usage realtime -cpu-used 8 -c:a libopus", true},
      {"a.mkv", "-c:v libx264 -pix_fmt yuv420p -c:a ac3", true},
      {"a.avi", "-c:v mpeg4 -c:a mp3", true},
      {"a.ts", "-c:v mpeg2video -c:a mp2", true},
      {"b.ts", "-c:v libx264 -pix_fmt yuv420p -c:a aac", true},
      {"a.mpg", "-c:v mpeg2video -c:a mp2", true},
      {"a.flv", "-c:v flv -c:a mp3", true},
      {"a.wmv", "-c:v wmv2 -c:a wmav2", true},
      {"a.gif", "-an", false},
  };
  for (const Case& each : cases) {
    SCOPED_TRACE(std::string(each.name) + " " + each.codecs);
    const std::string clip =
        maker.make(test_picture("162x122", 25, 1) + test_tone(500, 1) + each.codecs, each.name);
    const Played run = play(clip, patient(true, 2));
    EXPECT_EQ(run.pts.size(), 25u);
    ASSERT_TRUE(run.info.has_value());
    EXPECT_EQ(run.info->width_px, 162);
    EXPECT_EQ(run.info->has_sound, each.sound);
    if (each.sound) {
      EXPECT_NEAR(hertz_of(run.left), 500, 25);
    }

    WatchedClip refused;
    auto worker = ClipWorker::start(patient(), std::int64_t(clip.size()), Micros(0),
                                    SystemClock().monotonic());
    ASSERT_TRUE(worker.ok());
    refused.play(**worker, clip);
    ASSERT_TRUE(refused.error.has_value());
    EXPECT_EQ(refused.error->code, Code::Unsupported);
    EXPECT_EQ(refused.error->key, "media.clip_unsupported");
  }
}

TEST_F(ClipFiles, BeginInTheMiddleWithPictureAndSound) {
  const std::string clip = maker.make(
      test_picture("64x48", 25, 4) + test_tone(440, 4) + kPlainH264 + "-g 50 -c:a aac", "long.mp4");
  const Played whole = play(clip, patient());
  const Played run = play(clip, patient(false, 2), Millis(2'700));
  ASSERT_EQ(run.pts.size(), 32u);
  EXPECT_EQ(run.pts.front(), Millis(2'720));
  EXPECT_EQ(run.pts.back(), whole.pts.back());
  EXPECT_EQ(run.frames, whole.frames.substr(whole.frames.size() - run.frames.size()));
  EXPECT_NEAR(double(run.sound_begin->count()), 2'700'000, 30'000);
  const Played after = play(clip, patient(), Seconds(100));
  EXPECT_TRUE(after.pts.empty());
}

TEST_F(ClipFiles, SaySoundOnlyWhenItIsWanted) {
  const std::string clip = maker.make(
      test_picture("64x48", 25, 1) + test_tone(440, 1) + kPlainH264 + "-c:a aac", "s.mp4");
  ClipWorkerOptions mute = patient();
  mute.sound = false;
  const Played run = play(clip, mute);
  EXPECT_FALSE(run.info->has_sound);
  EXPECT_EQ(run.pts.size(), 25u);
}

TEST_F(ClipFiles, StandStillWhileNobodyTakesTheirFramesAndSound) {
  const std::string clip = maker.make(
      test_picture("64x48", 25, 4) + test_tone(440, 4) + kPlainH264 + "-c:a aac", "w.mp4");
  SystemClock clock;
  auto worker =
      ClipWorker::start(patient(), std::int64_t(clip.size()), Micros(0), clock.monotonic());
  ASSERT_TRUE(worker.ok());
  WatchedClip run;
  ClipWorker& held = **worker;
  EXPECT_EQ(held.state(), ClipState::Opening);
  EXPECT_FALSE(held.is_ready());
  while (!held.is_ready()) {
    WatchedClip::wait(held, clock);
    held.step(clock.monotonic());
    run.give(held, clip);
  }
  EXPECT_EQ(held.state(), ClipState::Playing);
  EXPECT_EQ(held.front()->pts, Micros(0));
  // Once its queue is full it owes nothing, however long that lasts.
  while (held.deadline() != Monotonic::max()) {
    WatchedClip::wait(held, clock);
    held.step(clock.monotonic());
    run.give(held, clip);
  }
  held.step(clock.monotonic() + Seconds(1'000));
  EXPECT_EQ(held.state(), ClipState::Playing);
  EXPECT_EQ(*held.next_pts(), Millis(40));
  held.pop();
  EXPECT_EQ(held.front()->pts, Millis(40));
  run.play(held, clip);
  EXPECT_EQ(run.state, ClipState::Ended);
  EXPECT_EQ(run.pts.size(), 99u);
  EXPECT_NEAR(double(run.left.size()), 4 * 48'000, 2'400);
}

}  // namespace
}  // namespace bangtin
