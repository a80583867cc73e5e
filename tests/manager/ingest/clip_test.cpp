#include "manager/ingest/clip.h"

#include <fcntl.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>

#include "shared/base/texts.h"
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

/// `name` begins with the name of the container.
struct Kind {
  const char* name;
  const char* arguments;
  bool sound;
  std::string container() const {
    const std::string all = name;
    return all.substr(0, all.find('_'));
  }
};

class EveryClipKind : public ClipIngest, public testing::WithParamInterface<Kind> {};

TEST_P(EveryClipKind, BecomesTheSignageProfile) {
  const std::string path = made("in." + GetParam().container(),
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
                    Kind{"mkv_h264", "-c:v libx264 -pix_fmt yuv420p -c:a aac", true},
                    Kind{"mov_h264", "-c:v libx264 -pix_fmt yuv420p -c:a aac", true},
                    Kind{"ts_h264", "-c:v libx264 -pix_fmt yuv420p -c:a aac", true},
                    Kind{"mp4_422", "-c:v libx264 -pix_fmt yuv422p -c:a aac", true},
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

/// How a camera was held: the four numbers of an MP4's matrix, and what stands in the corners then
/// (top left, top right, bottom left, bottom right) of a picture whose corners are Red, Green, Blue
/// and Yellow as it is coded. Source: ISO/IEC 14496-12, 6.2.2.
struct Turn {
  const char* name;
  std::array<int, 4> matrix;
  const char* corners;
};

class EveryTurn : public ClipIngest, public testing::WithParamInterface<Turn> {
 protected:
  /// Writes the matrix into the header of the only track.
  static void turn(const std::string& path, const std::array<int, 4>& matrix) {
    std::ifstream file(path, std::ios::binary);
    std::string bytes(std::istreambuf_iterator<char>(file), {});
    constexpr std::size_t kMatrixBehindName = 44;
    constexpr std::size_t kPlaces[] = {0, 4, 12, 16};
    const std::size_t at = bytes.find("tkhd") + kMatrixBehindName;
    ASSERT_LT(at + 20, bytes.size());
    for (std::size_t i = 0; i < 4; ++i) {
      const auto value = std::uint32_t(matrix[i]) << 16;
      for (std::size_t byte = 0; byte < 4; ++byte) {
        bytes[at + kPlaces[i] + byte] = char(value >> (24 - 8 * byte));
      }
    }
    std::ofstream(path, std::ios::binary) << bytes;
  }
  static char colour_name(const std::array<int, 3>& seen) {
    const bool red = seen[0] > 150, green = seen[1] > 150, blue = seen[2] > 150;
    if (red && green && !blue) return 'Y';
    if (red != green && red != blue) return 'R';
    if (green && !red && !blue) return 'G';
    return blue && !red && !green ? 'B' : '?';
  }
};

TEST_P(EveryTurn, StandsUprightWithEachColourInItsPlace) {
  const std::string corner = "-f lavfi -i color=";
  const std::string path =
      made("turned.mp4", corner + "0xff0000:s=160x90:r=25:d=1.2 " + corner +
                             "0x00ff00:s=160x90:r=25:d=1.2 " + corner +
                             "0x0000ff:s=160x90:r=25:d=1.2 " + corner +
                             "0xffff00:s=160x90:r=25:d=1.2 -filter_complex "
                             "'[0][1]hstack[top];[2][3]hstack[bottom];[top][bottom]vstack,"
                             "format=yuv420p' -c:v libx264");
  turn(path, GetParam().matrix);
  const auto clip = convert(path);
  ASSERT_TRUE(clip.ok()) << clip.error().message;
  expect_profile(*clip, false);
  const bool lies_on_its_side = GetParam().matrix[0] == 0;
  EXPECT_EQ(clip->size_px, (lies_on_its_side ? Size{180, 320} : Size{320, 180}));
  std::string corners;
  for (const int y : {clip->size_px.height_px / 4, clip->size_px.height_px * 3 / 4}) {
    for (const int x : {clip->size_px.width_px / 4, clip->size_px.width_px * 3 / 4}) {
      corners += colour_name(colour_at(clip->poster.jpeg, x, y));
    }
  }
  EXPECT_EQ(corners, GetParam().corners);
}

INSTANTIATE_TEST_SUITE_P(Ingest, EveryTurn,
                         testing::Values(Turn{"none", {1, 0, 0, 1}, "RGBY"},
                                         Turn{"clockwise", {0, 1, -1, 0}, "BRYG"},
                                         Turn{"upside_down", {-1, 0, 0, -1}, "YBGR"},
                                         Turn{"counter_clockwise", {0, -1, 1, 0}, "GYRB"},
                                         Turn{"mirrored", {-1, 0, 0, 1}, "GRYB"},
                                         Turn{"on_its_head", {1, 0, 0, -1}, "BYRG"},
                                         Turn{"mirrored_clockwise", {0, 1, 1, 0}, "RBGY"},
                                         Turn{"mirrored_counter", {0, -1, -1, 0}, "YGBR"}),
                         [](const testing::TestParamInfo<Turn>& turn) {
                           return std::string(turn.param.name);
                         });

TEST_F(ClipIngest, WeavesTheFieldsOfTelevisionIntoWholePictures) {
  const std::string path =
      made("tv.ts",
           "-f lavfi -i testsrc2=s=720x576:r=50:d=2 -vf tinterlace=interleave_top,setfield=tff "
           "-c:v mpeg2video -flags +ildct+ilme -top 1 -q:v 3 -an");
  // How many of 50 pictures FFmpeg's own detector finds combed.
  const auto combed = [](const std::string& file) {
    const std::string line =
        said_by("ffmpeg -nostdin -i '" + file + "' -vf idet -f null - 2>&1 | grep 'Multi frame'");
    const auto count_of = [&line](const char* order) {
      return std::atoi(line.c_str() + line.find(order) + 4);
    };
    EXPECT_NE(line.find("TFF:"), line.npos) << line;
    return count_of("TFF:") + count_of("BFF:");
  };
  ASSERT_GE(combed(path), 45);
  const auto clip = convert(path);
  ASSERT_TRUE(clip.ok()) << clip.error().message;
  expect_profile(*clip, false);
  EXPECT_EQ(stream_entry(out, "v:0", "nb_frames"), "50");
  EXPECT_LE(combed(out), 5) << "but for the fine stripes of the test picture";
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

/// A video with two sound tracks, AAC both, of which some are of a kind that nobody knows.
class SoundTracks : public ClipIngest {
 protected:
  std::string with_unknown(const std::vector<int>& tracks) {
    const std::string path = made("tracks.mp4", moving + beep + beep +
                                                    "-map 0 -map 1 -map 2 -pix_fmt yuv420p "
                                                    "-c:a aac");
    std::ifstream file(path, std::ios::binary);
    std::string bytes(std::istreambuf_iterator<char>(file), {});
    // "apac" is what newer phones add; without its box "esds" nothing else says what it is.
    std::size_t at = bytes.find("moov");
    for (int track = 0; track < 2; ++track) {
      const bool unknown = std::find(tracks.begin(), tracks.end(), track) != tracks.end();
      for (const auto& [name, other] : {std::pair("mp4a", "apac"), std::pair("esds", "xxxx")}) {
        at = bytes.find(name, at);
        CHECK(at != bytes.npos);
        if (unknown) bytes.replace(at, 4, other);
        at += 4;
      }
    }
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }
};

TEST_F(SoundTracks, AnUnknownOneBesideOneThatPlaysIsPassedOver) {
  for (const int unknown : {0, 1}) {
    SCOPED_TRACE(unknown);
    const std::string path = with_unknown({unknown});
    ASSERT_EQ(stream_entry(path, "a:" + std::to_string(unknown), "codec_name"), "unknown");
    ASSERT_EQ(stream_entry(path, "a:" + std::to_string(1 - unknown), "codec_name"), "aac");
    const auto clip = convert(path);
    ASSERT_TRUE(clip.ok()) << clip.error().message;
    expect_profile(*clip, true);
    EXPECT_NEAR(loudness(), -23, 1);
    EXPECT_FALSE(clip->sound_unknown);
  }
}

TEST_F(SoundTracks, OnlyUnknownOnesAreLeftOutAndThatIsSaid) {
  const auto clip = convert(with_unknown({0, 1}));
  ASSERT_TRUE(clip.ok()) << clip.error().message;
  expect_profile(*clip, false);
  EXPECT_TRUE(clip->sound_unknown);
  EXPECT_TRUE(has_text(kSoundLeftOut));
}

TEST_F(ClipIngest, LeavesSilenceOut) {
  const auto clip = convert(made("silent.mp4", moving + "-f lavfi -i anullsrc=d=2 -shortest "
                                                        "-pix_fmt yuv420p -c:a aac"));
  ASSERT_TRUE(clip.ok());
  expect_profile(*clip, false);
  EXPECT_FALSE(clip->sound_unknown) << "nobody misses it";
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
