// Files that are no good: each is refused in words, soon, or made into a clip; none ends the child.
#include <fcntl.h>
#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "manager/ingest/child.h"
#include "manager/ingest/clip.h"
#include "shared/base/texts.h"
#include "tests/fakes/paths.h"
#include "tests/manager/ingest/clips.h"

namespace bangtin {
namespace {

const IngestOptions kOptions{program("bangtin-ingest"), limits::kIngestMax};

class BadClip : public ::testing::Test {
 protected:
  std::string made(const std::string& name, const std::string& arguments) {
    const std::string path = folder.file(name);
    EXPECT_TRUE(ffmpeg(arguments, path)) << arguments;
    return path;
  }
  std::string written(const std::string& name, const std::string& bytes) {
    std::ofstream(folder.file(name), std::ios::binary) << bytes;
    return folder.file(name);
  }
  static std::string bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  /// The key of the refusal, which has a sentence; "taken" otherwise.
  std::string refusal_of(const std::string& path) {
    const Fd input = open_for(path, O_RDONLY);
    const Fd output = open_for(folder.file("out.mp4"), O_RDWR | O_CREAT | O_TRUNC);
    const auto probe = probe_file(kOptions, input.get());
    if (!probe) return worded(probe.error());
    if (probe->kind == FileProbe::Kind::Picture) return "picture";
    const auto clip = convert_clip(kOptions, input.get(), output.get(), *probe,
                                   [](const ClipProgress&) { return true; });
    return clip ? "taken" : worded(clip.error());
  }
  static std::string worded(const Error& error) {
    EXPECT_TRUE(has_text(error.key)) << error.key;
    return error.key;
  }
  std::string good() {
    return made("good.mp4",
                "-f lavfi -i testsrc2=s=160x90:r=25:d=2 -f lavfi -i sine=d=2 "
                "-pix_fmt yuv420p -c:a aac");
  }

  TempFolder folder;
};

TEST_F(BadClip, EmptyOrNoVideoAtAll) {
  EXPECT_EQ(refusal_of(written("a.mp4", "")), "ingest.clip_empty");
  EXPECT_EQ(refusal_of(written("b.mp4", "just some text, renamed")), "ingest.clip_not_video");
  EXPECT_EQ(refusal_of(written("c.mp4", std::string(100'000, '\0'))), "ingest.clip_not_video");
  EXPECT_EQ(refusal_of(written("d.mp4", "%PDF-1.7\nno video")), "ingest.clip_not_video");
  EXPECT_EQ(refusal_of(made("e.mp3", "-f lavfi -i sine=d=2")), "ingest.clip_no_picture");
  EXPECT_EQ(refusal_of(made("f.m4a", "-f lavfi -i sine=d=2 -c:a aac")), "ingest.clip_no_picture");
  EXPECT_EQ(refusal_of(made("g.png", "-f lavfi -i testsrc2 -frames:v 1")), "picture");
}

TEST_F(BadClip, ListsOfOtherFilesOpenNothing) {
  EXPECT_EQ(refusal_of(written("list.mp4",
                               "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:9\n"
                               "#EXTINF:9.0,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n")),
            "ingest.clip_playlist");
  EXPECT_EQ(refusal_of(written("concat.mp4", "ffconcat version 1.0\nfile /etc/passwd\n")),
            "ingest.clip_playlist");
  EXPECT_EQ(refusal_of(written("page.mp4",
                               "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nc=IN IP4 "
                               "127.0.0.1\r\nt=0 0\r\nm=video 9 RTP/AVP 96\r\n")),
            "ingest.clip_playlist");
}

TEST_F(BadClip, CutOffFiles) {
  const std::string bytes = bytes_of(good());
  const auto cut = [&](std::size_t percent) {
    return refusal_of(written("cut.mp4", bytes.substr(0, bytes.size() * percent / 100)));
  };
  EXPECT_EQ(cut(90), "ingest.clip_truncated") << "its index is at the end";
  EXPECT_EQ(cut(1), "ingest.clip_truncated");
  const std::string index_first = bytes_of(
      made("first.mp4", "-i '" + folder.file("good.mp4") + "' -c copy -movflags +faststart"));
  EXPECT_EQ(refusal_of(written("first_cut.mp4", index_first.substr(0, index_first.size() / 3))),
            "ingest.clip_truncated");
}

TEST_F(BadClip, LengthsAndSizesThatNoBoardShows) {
  const std::string colour = "-f lavfi -i color=red:";
  const std::string small = "-c:v libx264 -pix_fmt yuv420p";
  EXPECT_EQ(refusal_of(made("hours.mp4", colour + "s=64x64:r=1/1800:d=36000 " + small)),
            "ingest.clip_too_long");
  EXPECT_EQ(refusal_of(made("blink.mp4", colour + "s=64x64:r=25:d=0.4 " + small)),
            "ingest.clip_too_short");
  EXPECT_EQ(refusal_of(made("8k.avi", colour + "s=7680x4320:r=1:d=2 -c:v mjpeg")),
            "ingest.clip_too_many_pixels");
  EXPECT_EQ(
      refusal_of(made(
          "dot.avi", "-f rawvideo -pix_fmt gray -s 1x1 -r 25 -i /dev/zero -frames:v 50 -c:v ffv1")),
      "ingest.clip_too_small");
}

TEST_F(BadClip, AHeaderThatLiesOfTenHoursHarmsNobody) {
  // The film's and each track's own word of its length, not that of its frames.
  std::string bytes = bytes_of(good());
  const auto put = [&bytes](std::size_t at, std::uint32_t number) {
    for (std::size_t i = 0; i < 4; ++i) bytes[at + i] = char(number >> (24 - 8 * i));
  };
  std::size_t found = 0;
  // Where the 32 bits of the duration stand behind the name of the box (version 0).
  const std::pair<const char*, std::size_t> boxes[] = {{"mvhd", 20}, {"mdhd", 20}, {"tkhd", 24}};
  for (const auto& [box, offset] : boxes) {
    for (auto at = bytes.find(box); at != bytes.npos; at = bytes.find(box, at + 1)) {
      put(at + offset, std::string(box) == "mdhd" ? 12'800u * 36'000 : 1'000u * 36'000);
      ++found;
    }
  }
  ASSERT_EQ(found, 5u) << "one film, two tracks";
  const std::string outcome = refusal_of(written("liar.mp4", bytes));
  EXPECT_TRUE(outcome == "ingest.clip_too_long" || outcome == "taken") << outcome;
}

TEST_F(BadClip, TenThousandStreams) {
  std::string bytes = bytes_of(good());
  const std::size_t index = bytes.find("moov") - 4;
  const std::size_t track = bytes.find("trak", index) - 4;
  const auto number_at = [&bytes](std::size_t at) {
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i) number = number << 8 | std::uint8_t(bytes[at + i]);
    return number;
  };
  const std::string copy = bytes.substr(track, number_at(track));
  std::string many;
  for (int i = 0; i < 10'000; ++i) many += copy;
  const auto size = std::uint32_t(number_at(index) + many.size());
  bytes.insert(track, many);
  for (std::size_t i = 0; i < 4; ++i) bytes[index + i] = char(size >> (24 - 8 * i));
  EXPECT_EQ(refusal_of(written("many.mp4", bytes)), "ingest.clip_too_many_streams");
}

TEST_F(BadClip, ProtectedFiles) {
  EXPECT_EQ(refusal_of(made("locked.mp4",
                            "-f lavfi -i testsrc2=s=160x90:r=25:d=2 -pix_fmt yuv420p "
                            "-encryption_scheme cenc-aes-ctr -encryption_key "
                            "76a6c65c5ea762046bd749a2e632ccbb -encryption_kid "
                            "a7e61c373e219033c21091fa607bf3b8")),
            "ingest.clip_encrypted");
}

TEST_F(BadClip, DamagedFilesAreMadeGoodOrRefused) {
  std::mt19937 random(7);
  const std::string good_bytes = bytes_of(good());
  for (int variant = 0; variant < 8; ++variant) {
    std::string bytes = good_bytes;
    const int flips = 1 << (variant + 2);
    for (int i = 0; i < flips; ++i) bytes[random() % bytes.size()] ^= char(1 << (random() % 8));
    const std::string outcome = refusal_of(written("flipped.mp4", bytes));
    EXPECT_TRUE(outcome == "taken" || outcome.starts_with("ingest.clip_")) << outcome;
  }
}

TEST_F(BadClip, AChildThatComputesBeyondItsBoundIsEnded) {
  const Fd input = open_for(
      made("long.mp4", "-f lavfi -i testsrc2=s=1280x720:r=25:d=20 -preset ultrafast"), O_RDONLY);
  const Fd output = open_for(folder.file("out.mp4"), O_RDWR | O_CREAT | O_TRUNC);
  auto child = Child::start(kOptions.program, {"convert", "1"}, input.get(), output.get());
  ASSERT_TRUE(child.ok());
  const auto said =
      read_to_end(*child, SystemClock().monotonic() + limits::kConvertSilenceMax, 1 << 20);
  ASSERT_TRUE(said.has_value());
  EXPECT_NE(said->find("permille"), said->npos) << "it had begun";
  EXPECT_EQ(said->find("width"), said->npos) << "and was not done";
}

TEST_F(BadClip, AChildThatCannotBeStartedIsToldApart) {
  const Fd input = open_for(good(), O_RDONLY);
  const auto probe = probe_file({"/nonexistent/bangtin-ingest", limits::kIngestMax}, input.get());
  ASSERT_FALSE(probe.ok());
  EXPECT_EQ(probe.error().code, Code::Unavailable);
}

}  // namespace
}  // namespace bangtin
