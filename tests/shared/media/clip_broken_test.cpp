// Clips that are broken or mean harm, through the real worker: each is played or refused in words,
// and none hangs, crashes or fills the memory.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <cmath>

#include "tests/fakes/paths.h"
#include "tests/fakes/seeded_random.h"
#include "tests/shared/media/clip_maker.h"
#include "tests/shared/media/watched_clip.h"

namespace bangtin {
namespace {

ClipWorkerOptions patient(bool any_format = false) {
  ClipWorkerOptions options;
  options.worker = program("bangtin-decode");
  options.silence_max = Millis(60'000);
  options.any_format = any_format;
  return options;
}

WatchedClip play(const std::string& clip, const ClipWorkerOptions& options) {
  WatchedClip run;
  auto worker =
      ClipWorker::start(options, std::int64_t(clip.size()), Micros(0), SystemClock().monotonic());
  EXPECT_TRUE(worker.ok());
  if (worker.ok()) run.play(**worker, clip);
  return run;
}

/// The sentence that a clip is refused with; empty when it plays.
std::string refusal(const std::string& clip, bool any_format = false) {
  const WatchedClip run = play(clip, patient(any_format));
  return run.error ? run.error->key : "";
}

std::string big_endian(std::uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(char(value >> shift & 0xff));
  return bytes;
}

class BrokenClips : public ::testing::Test {
 protected:
  std::string small(const std::string& name = "small.mp4", const std::string& more = "") {
    return maker.make(
        test_picture("96x64", 25, 2) + test_tone(440, 2) + kPlainH264 + "-g 10 -c:a aac " + more,
        name);
  }
  ClipMaker maker;
};

TEST_F(BrokenClips, ThatAreNoneAreRefusedInWords) {
  EXPECT_EQ(refusal("#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n", true),
            "media.clip_unsupported");
  EXPECT_EQ(refusal("ffconcat version 1.0\nfile '/etc/passwd'\n", true), "media.clip_unsupported");
  EXPECT_EQ(refusal(std::string(3'000'000, '\0'), true), "media.clip_unsupported");
  EXPECT_EQ(refusal("x", true), "media.clip_unsupported");
  EXPECT_EQ(refusal(maker.make(test_tone(440, 1) + "-c:a aac", "sound.mp4")),
            "media.clip_no_picture");
}

TEST_F(BrokenClips, OfATechniqueThatIsNotForBoardsAreRefused) {
  const std::string clip =
      maker.make(test_picture("96x64", 25, 1) + "-c:v mpeg4 -pix_fmt yuv420p", "mpeg4.mp4");
  EXPECT_EQ(refusal(clip), "media.clip_unsupported");
  EXPECT_EQ(refusal(clip, true), "");
}

TEST_F(BrokenClips, ThatClaimHoursOrHugePicturesAreRefused) {
  const std::string hours = maker.make(
      test_picture("96x64", 25, 1) + "-vf \"setpts='if(lt(N,5),N/25/TB,36000/TB+N)'\" -vsync vfr " +
          kPlainH264 + "-video_track_timescale 1000",
      "hours.mp4");
  EXPECT_EQ(refusal(hours), "media.clip_too_long");
  std::string huge = small();
  const std::size_t entry = huge.find("avc1", huge.find("stsd"));
  ASSERT_NE(entry, std::string::npos);
  huge.replace(entry + 28, 4, {"\x1e\x00\x10\xe0", 4});  // 7680 x 4320
  EXPECT_EQ(refusal(huge), "media.clip_too_large");
}

TEST_F(BrokenClips, OfEightThousandPixelsAWidthAreRefusedAndTinyOnesPlay) {
  const std::string huge = maker.make(
      "-f lavfi -i color=red:s=7680x4320:r=1:d=1 -c:v libx264 -preset ultrafast", "huge.ts");
  EXPECT_NE(refusal(huge, true), "");
  const std::string tiny = maker.make(
      "-f lavfi -i color=red:s=2x2:r=10:d=1 -vf crop=1:1:exact=1 -c:v libvpx-vp9 -pix_fmt yuv420p",
      "tiny.webm");
  const WatchedClip run = play(tiny, patient(true));
  EXPECT_EQ(run.state, ClipState::Ended);
  EXPECT_EQ(run.pts.size(), 10u);
  EXPECT_EQ(run.info->width_px, 1);
}

TEST_F(BrokenClips, WithTenThousandStreamsAreRefused) {
  std::string clip = small();
  const std::size_t moov = clip.find("moov") - 4;
  const std::size_t track = clip.find("trak", moov) - 4;
  const auto size_at = [&](std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8 | std::uint8_t(clip[at + i]);
    return value;
  };
  const std::string one = clip.substr(track, size_at(track));
  std::string many;
  for (int i = 0; i < 10'000; ++i) many += one;
  clip.replace(moov, 4, big_endian(size_at(moov) + std::uint32_t(many.size())));
  clip.insert(track, many);
  EXPECT_NE(refusal(clip), "");
}

TEST_F(BrokenClips, ThatAreCutOffPlayAsFarAsTheyGo) {
  const std::string whole = small("cut.mp4", "-movflags +faststart");
  const WatchedClip half = play(whole.substr(0, whole.size() * 2 / 3), patient());
  EXPECT_EQ(half.state, ClipState::Ended);
  EXPECT_GT(half.pts.size(), 5u);
  EXPECT_LT(half.pts.size(), 50u);
  EXPECT_EQ(refusal(whole.substr(0, 60)), "media.clip_corrupt");
}

TEST_F(BrokenClips, GoOnAfterABrokenStretch) {
  std::string clip = small("hole.mp4", "-an -movflags +faststart");
  const std::size_t media = clip.find("mdat");
  const std::size_t length = clip.size() - media;
  for (std::size_t i = media + length / 2; i < media + length * 6 / 10; ++i) clip[i] = '\x55';
  const WatchedClip run = play(clip, patient());
  EXPECT_EQ(run.state, ClipState::Ended);
  EXPECT_GT(run.pts.size(), 25u);
  EXPECT_LT(run.pts.size(), 50u);
  EXPECT_GE(run.pts.back(), Millis(1'900));
}

class CorruptClips : public BrokenClips, public ::testing::WithParamInterface<const char*> {};

TEST_P(CorruptClips, NeverHangNorCrashTheirOwner) {
  const std::string name = GetParam();
  const bool board = name == "a.mp4";
  const std::string codecs = name == "a.mp4"    ? "-c:v libx264 -c:a aac -movflags +faststart"
                             : name == "a.webm" ? "-c:v libvpx-vp9 -deadline realtime -c:a libopus"
                             : name == "a.mkv"  ? "-c:v libx265 -x265-params log-level=0 -c:a mp3"
                             : name == "a.ts"   ? "-c:v mpeg2video -c:a mp2"
                                                : "-c:v mpeg4 -c:a mp3";
  const std::string whole = maker.make(
      test_picture("96x64", 25, 1) + test_tone(440, 1) + "-g 5 -pix_fmt yuv420p " + codecs, name);
  SeededRandom random(20261122);
  ClipWorkerOptions options = patient(!board);
  options.silence_max = Millis(20'000);
  int played = 0;
  constexpr int kVariants = 12;
  for (int variant = 0; variant < kVariants; ++variant) {
    SCOPED_TRACE(variant);
    std::string clip = whole;
    switch (variant % 4) {
      case 0:  // some bits
        for (int i = 0; i < 6; ++i) {
          clip[std::size_t(random.below(clip.size()))] ^= char(1 << random.below(8));
        }
        break;
      case 1:  // the header
        for (int i = 0; i < 5; ++i) {
          clip[std::size_t(random.below(std::min<std::size_t>(clip.size(), 2'000)))] =
              char(random.below(256));
        }
        break;
      case 2:
        clip.resize(1 + std::size_t(random.below(clip.size())));
        break;
      default:  // a piece cut out
        clip.erase(std::size_t(random.below(clip.size())), std::size_t(random.below(3'000)));
        break;
    }
    if (clip.empty()) continue;
    const WatchedClip run = play(clip, options);
    played += run.state == ClipState::Ended;
    if (!run.error) continue;
    // Refused in words, and never because the worker crashed.
    EXPECT_NE(run.error->key, "");
    EXPECT_NE(run.error->message, "the clip worker died");
    EXPECT_EQ(run.error->message.find("broke the rules"), std::string::npos) << run.error->message;
  }
  EXPECT_GT(played, 0);
}

INSTANTIATE_TEST_SUITE_P(All, CorruptClips,
                         ::testing::Values("a.mp4", "a.webm", "a.mkv", "a.ts", "a.avi"),
                         [](const auto& each) { return std::string(each.param).substr(2); });

/// Bytes of memory that the clip's source takes in this process.
std::int64_t source_bytes() {
  std::int64_t most = 0;
  for (const auto& each : std::filesystem::directory_iterator("/proc/self/fd")) {
    std::error_code failed;
    const auto target = std::filesystem::read_symlink(each.path(), failed);
    if (failed || target.string().find("bangtin-clip") == std::string::npos) continue;
    struct stat found {};
    if (::stat(each.path().c_str(), &found) == 0)
      most = std::max<std::int64_t>(most, found.st_blocks * 512);
  }
  return most;
}

TEST_F(BrokenClips, OfManyMegabytesNeverLieInMemoryAsAWhole) {
  const std::string clip = maker.make(
      test_picture("640x360", 25, 3) +
          "-vf noise=alls=100:allf=t -c:v libx264 -preset ultrafast -qp 2 -pix_fmt yuv420p",
      "large.mp4");
  ASSERT_GT(clip.size(), 24u << 20);
  std::int64_t most = 0;
  WatchedClip run;
  run.on_frame = [&](const ClipFrame&) { most = std::max(most, source_bytes()); };
  auto worker =
      ClipWorker::start(patient(), std::int64_t(clip.size()), Micros(0), SystemClock().monotonic());
  ASSERT_TRUE(worker.ok());
  run.play(**worker, clip);
  EXPECT_EQ(run.pts.size(), 75u);
  EXPECT_GT(most, 0);
  constexpr std::int64_t kPageBytes = 4'096;
  EXPECT_LE(most, std::int64_t(ClipWorker::kChunksKept * limits::kChunkBytes) + kPageBytes);
  EXPECT_LE(run.chunks_given, clip.size() / limits::kChunkBytes + 4);
}

}  // namespace
}  // namespace bangtin
