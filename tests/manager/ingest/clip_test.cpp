#include "manager/ingest/clip.h"

#include <fcntl.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "tests/fakes/paths.h"
#include "tests/manager/ingest/clips.h"
#include "tests/manager/ingest/pictures.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

const IngestOptions kOptions{program("bangtin-ingest"), limits::kIngestMax};

class ClipIngest : public ::testing::Test {
 protected:
  std::string made(const std::string& name, const std::string& arguments) {
    const std::string path = folder.file(name);
    EXPECT_TRUE(ffmpeg(arguments, path)) << arguments;
    return path;
  }
  Result<NormalClip> convert(const std::string& path,
                             std::function<bool(const ClipProgress&)> watch = nullptr) {
    const Fd input = open_for(path, O_RDONLY);
    const Fd output = open_for(out, O_RDWR | O_CREAT | O_TRUNC);
    const FileProbe probe = TRY(probe_file(kOptions, input.get()));
    return convert_clip(
        kOptions, input.get(), output.get(), probe,
        watch ? watch : [](const ClipProgress&) { return true; });
  }
  /// In the profile from end to end.
  void expect_profile(const NormalClip& clip, bool sound) {
    EXPECT_EQ(stream_entry(out, "v:0", "codec_name,profile,pix_fmt"), "h264,High,yuv420p");
    EXPECT_EQ(stream_entry(out, "v:0", "color_range,color_space,color_transfer,color_primaries"),
              "tv,bt709,bt709,bt709");
    EXPECT_EQ(stream_entry(out, "v:0", "width"), std::to_string(clip.size_px.width_px));
    EXPECT_EQ(stream_entry(out, "v:0", "sample_aspect_ratio"), "1:1");
    EXPECT_EQ(stream_entry(out, "v:0", "r_frame_rate"), stream_entry(out, "v:0", "avg_frame_rate"));
    EXPECT_EQ(stream_entry(out, "a:0", "codec_name,profile,sample_rate,channels"),
              sound ? "aac,LC,48000,2" : "");
    EXPECT_EQ(clip.has_sound, sound);
    const double seconds = std::strtod(stream_entry(out, "v:0", "duration").c_str(), nullptr);
    EXPECT_NEAR(seconds, double(clip.duration.count()) / 1'000, 0.002);
    double last = 0;
    for (const double key : key_times(out)) {
      EXPECT_LE(key - last, 2.001);
      last = key;
    }
    EXPECT_LE(seconds - last, 2.001);
    std::ifstream file(out, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    EXPECT_LT(bytes.find("moov"), bytes.find("mdat")) << "the index comes first";
    EXPECT_EQ(clip.poster.size_px, clip.size_px);
    EXPECT_EQ(std::max(clip.thumbnail.size_px.width_px, clip.thumbnail.size_px.height_px),
              std::min(320, std::max(clip.size_px.width_px, clip.size_px.height_px)));
  }
  static double heard(const std::string& path, const std::string& what) {
    const std::string line =
        said_by("ffmpeg -nostdin -i '" + path +
                "' -map 0:a -af ebur128=framelog=verbose:peak=true -f null - 2>&1 | grep '" + what +
                "' | tail -1");
    return std::strtod(line.substr(line.find(':') + 1).c_str(), nullptr);
  }
  /// EBU R128, integrated, and the largest true peak.
  static double loudness_of(const std::string& path) { return heard(path, "I:"); }
  static double peak_of(const std::string& path) { return heard(path, "Peak:"); }
  double loudness() { return loudness_of(out); }

  TempFolder folder;
  const std::string out = folder.file("out.mp4");
  const std::string moving = "-f lavfi -i testsrc2=s=320x180:r=25:d=2 ";
  const std::string beep = "-f lavfi -i sine=f=440:d=2:sample_rate=44100 ";
};

struct Kind {
  const char* name;
  const char* arguments;
  bool sound;
};

class EveryClipKind : public ClipIngest, public testing::WithParamInterface<Kind> {};

TEST_P(EveryClipKind, BecomesTheSignageProfile) {
  const std::string path = made(std::string("in.") + GetParam().name,
                                moving + (GetParam().sound ? beep : "") + GetParam().arguments);
  const auto clip = convert(path);
  ASSERT_TRUE(clip.ok()) << clip.error().message;
  expect_profile(*clip, GetParam().sound);
  EXPECT_EQ(clip->size_px, (Size{320, 180}));
  EXPECT_NEAR(double(clip->duration.count()), 2'000, 45);
}

INSTANTIATE_TEST_SUITE_P(
    Ingest, EveryClipKind,
    testing::Values(Kind{"mp4", "-c:v libx264 -pix_fmt yuv420p -c:a aac", true},
                    Kind{"mov",
                         "-c:v libx265 -x265-params log-level=none -pix_fmt yuv420p10le "
                         "-tag:v hvc1 -c:a alac",
                         true},
                    Kind{"webm", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus",
                         true},
                    Kind{"ts", "-c:v mpeg2video -q:v 4 -c:a mp2", true},
                    Kind{"mpg", "-c:v mpeg1video -q:v 4 -c:a mp2", true},
                    Kind{"avi", "-c:v mpeg4 -bf 2 -c:a libmp3lame", true},
                    Kind{"flv", "-c:v flv1 -c:a libmp3lame", true},
                    Kind{"wmv", "-c:v wmv2 -c:a wmav2", true},
                    Kind{"mkv", "-c:v ffv1 -pix_fmt yuv422p10le", false},
                    Kind{"3gp", "-c:v libx264 -pix_fmt yuv444p", false}),
    [](const testing::TestParamInfo<Kind>& kind) { return std::string(kind.param.name); });

TEST_F(ClipIngest, RepeatsAShortGifOrWebpUntilItCanBeSeen) {
  const auto webp =
      convert(made("in.webp", "-f lavfi -i testsrc2=s=160x120:r=10:d=2 -r 10 -loop 0"));
  ASSERT_TRUE(webp.ok()) << webp.error().message;
  expect_profile(*webp, false);
  EXPECT_NEAR(double(webp->duration.count()), 4'000, 250);
  const auto clip = convert(made("in.gif", "-f lavfi -i testsrc2=s=160x120:r=10:d=0.5"));
  ASSERT_TRUE(clip.ok()) << clip.error().message;
  expect_profile(*clip, false);
  EXPECT_EQ(clip->duration, 3s);
}

TEST_F(ClipIngest, TurnsUprightAndKeepsColours) {
  const std::string lying =
      made("lying.mp4",
           "-f lavfi -i color=red:s=160x180:r=25:d=1.2 -f lavfi -i color=blue:s=160x180:r=25:d=1.2 "
           "-filter_complex hstack,format=yuv420p -c:v libx264");
  const auto clip =
      convert(made("turned.mp4", "-i '" + lying + "' -c copy -metadata:s:v rotate=90"));
  ASSERT_TRUE(clip.ok()) << clip.error().message;
  expect_profile(*clip, false);
  EXPECT_EQ(clip->size_px, (Size{180, 320}));
  const auto top = colour_at(clip->poster.jpeg, 90, 60);
  const auto bottom = colour_at(clip->poster.jpeg, 90, 260);
  // The picture is turned by 90 degrees: what was on the left is on top or at the bottom.
  EXPECT_NE(top[0] > 200, bottom[0] > 200);
  EXPECT_NE(top[2] > 200, bottom[2] > 200);
}

TEST_F(ClipIngest, MakesOddSizesEvenAndPixelsSquare) {
  const auto odd = convert(
      made("odd.mkv", "-f lavfi -i testsrc=s=321x181:r=25:d=1.2 -c:v libx264 -pix_fmt yuv444p"));
  ASSERT_TRUE(odd.ok());
  EXPECT_EQ(odd->size_px, (Size{322, 182}));
  const auto wide = convert(made("wide.mp4", moving + "-vf setsar=4/3 -pix_fmt yuv420p"));
  ASSERT_TRUE(wide.ok());
  expect_profile(*wide, false);
  EXPECT_EQ(wide->size_px, (Size{426, 180}));
}

TEST_F(ClipIngest, MakesTheRateConstantAndAtMostThirty) {
  const auto fast = convert(
      made("fast.mp4", "-f lavfi -i testsrc2=s=320x180:r=60:d=2 -c:v libx264 -pix_fmt yuv420p"));
  ASSERT_TRUE(fast.ok());
  EXPECT_EQ(stream_entry(out, "v:0", "avg_frame_rate,nb_frames"), "30/1,60");
  const auto uneven = convert(made(
      "uneven.mkv", moving + "-vf \"select='mod(n,3)+lt(n,20)'\" -vsync vfr -pix_fmt yuv420p"));
  ASSERT_TRUE(uneven.ok()) << uneven.error().message;
  expect_profile(*uneven, false);
  EXPECT_EQ(stream_entry(out, "v:0", "avg_frame_rate"), "25/1");
}

TEST_F(ClipIngest, BringsTheSoundToItsLevel) {
  for (const char* volume : {"-20dB", "18dB"}) {
    const auto clip = convert(made(
        "loud.mp4",
        moving + "-f lavfi -i sine=f=440:d=2 -pix_fmt yuv420p -af volume=" + volume + " -c:a aac"));
    ASSERT_TRUE(clip.ok());
    EXPECT_NEAR(loudness(), -23, 1) << volume;
  }
}

TEST_F(ClipIngest, BringsAQuietSoundWithClicksToItsLevelAndHoldsItsPeaks) {
  // What a phone records far from the loudspeaker: quiet, and somebody touches the microphone.
  const std::string path =
      made("quiet.mov",
           moving +
               "-f lavfi -i \"anoisesrc=c=pink:a=0.1:d=2:r=48000:seed=5[noise];"
               "aevalsrc='if(lt(mod(t,0.5),0.0001),0.97,0)':s=48000:d=2[clicks];"
               "[noise][clicks]amix=inputs=2:normalize=0[out0]\" -pix_fmt yuv420p -c:a pcm_s16le");
  ASSERT_LT(loudness_of(path), -27);
  ASSERT_GT(peak_of(path), -1);
  const auto clip = convert(path);
  ASSERT_TRUE(clip.ok());
  expect_profile(*clip, true);
  EXPECT_NEAR(loudness(), -23, 1);
  EXPECT_LE(peak_of(out), -1);
}

TEST_F(ClipIngest, DoesNotLiftAHissIntoANoise) {
  const std::string path =
      made("hiss.mov", moving +
                           "-f lavfi -i anoisesrc=d=2:a=0.002:seed=3:r=48000 -pix_fmt yuv420p "
                           "-c:a pcm_s24le");
  const double before = loudness_of(path);
  ASSERT_LT(before, -50);
  ASSERT_GT(before, -60) << "it can still be heard";
  const auto clip = convert(path);
  ASSERT_TRUE(clip.ok());
  EXPECT_TRUE(clip->has_sound);
  EXPECT_NEAR(loudness(), before + 20, 1.5);
}

TEST_F(ClipIngest, LeavesSilenceOut) {
  const auto clip = convert(made("silent.mp4", moving + "-f lavfi -i anullsrc=d=2 -shortest "
                                                        "-pix_fmt yuv420p -c:a aac"));
  ASSERT_TRUE(clip.ok());
  expect_profile(*clip, false);
}

TEST_F(ClipIngest, CopiesWhatIsInTheProfile) {
  const auto first = convert(made("in.mp4", moving + beep + "-pix_fmt yuv420p -c:a aac"));
  ASSERT_TRUE(first.ok());
  EXPECT_FALSE(first->copied) << "a key frame every 250 pictures is none of the profile";
  std::filesystem::copy_file(out, folder.file("again.mp4"));
  const std::string before = said_by("ffmpeg -v error -i '" + out + "' -map 0:v -f md5 -");
  const auto second = convert(folder.file("again.mp4"));
  ASSERT_TRUE(second.ok());
  EXPECT_TRUE(second->copied);
  expect_profile(*second, true);
  EXPECT_EQ(said_by("ffmpeg -v error -i '" + out + "' -map 0:v -f md5 -"), before);
}

TEST_F(ClipIngest, CopiesPicturesAndMakesOnlyTheirSoundAnew) {
  const auto first = convert(made("in.mp4", moving + "-pix_fmt yuv420p"));
  ASSERT_TRUE(first.ok());
  const std::string loud = folder.file("loud.mp4");
  ASSERT_TRUE(ffmpeg(
      "-i '" + out + "' -f lavfi -i sine=f=440:d=2 -af volume=18dB -c:v copy -c:a aac", loud));
  const auto second = convert(loud);
  ASSERT_TRUE(second.ok());
  EXPECT_TRUE(second->copied);
  expect_profile(*second, true);
  EXPECT_NEAR(loudness(), -23, 1);
}

TEST_F(ClipIngest, BringsHdrDownToWhatEveryScreenShows) {
  const auto clip =
      convert(made("hdr.mov",
                   "-f lavfi -i color=0x808080:s=320x180:r=25:d=1.2 -c:v libx265 -x265-params "
                   "log-level=none:colorprim=bt2020:transfer=arib-std-b67:colormatrix=bt2020nc "
                   "-pix_fmt yuv420p10le -tag:v hvc1"));
  ASSERT_TRUE(clip.ok()) << clip.error().message;
  expect_profile(*clip, false);
  const auto grey = colour_at(clip->poster.jpeg, 100, 100);
  EXPECT_GT(grey[1], 70);
  EXPECT_LT(grey[1], 230);
  EXPECT_LT(std::abs(grey[0] - grey[2]), 12);
}

TEST_F(ClipIngest, ChoosesAPosterThatIsNotBlack) {
  const auto clip =
      convert(made("dark.mp4",
                   "-f lavfi -i color=black:s=320x180:r=25:d=2 -f lavfi -i "
                   "testsrc2=s=320x180:r=25:d=1 -filter_complex \"[0][1]concat,format=yuv420p\""));
  ASSERT_TRUE(clip.ok());
  const auto seen = colour_at(clip->poster.jpeg, 40, 40);
  EXPECT_GT(seen[0] + seen[1] + seen[2], 60);
}

TEST_F(ClipIngest, TellsHowFarItIsAndEndsWhenToldTo) {
  const std::string path = made("in.mp4", moving + "-pix_fmt yuv420p");
  int last = -1;
  const auto clip = convert(path, [&last](const ClipProgress& progress) {
    EXPECT_GE(progress.permille, last);
    last = progress.permille;
    return true;
  });
  ASSERT_TRUE(clip.ok());
  EXPECT_GT(last, 500);
  const auto stopped = convert(path, [](const ClipProgress&) { return false; });
  ASSERT_FALSE(stopped.ok());
  EXPECT_EQ(stopped.error().key, "ingest.clip_cancelled");
}

}  // namespace
}  // namespace bangtin
