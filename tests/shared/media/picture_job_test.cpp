#include "shared/media/picture_job.h"

#include <dirent.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <fstream>
#include <sstream>

#include "tests/fakes/paths.h"

namespace bangtin {
namespace {

PictureJobOptions good_worker() { return {program("bangtin-decode"), Millis(60'000)}; }
PictureJobOptions evil_worker(Millis timeout = Millis(60'000)) {
  return {program("bangtin-evil-worker"), timeout};
}

std::string picture_file(const std::string& name) {
  std::ifstream file(source_folder() / "tests/shared/decode/pictures" / name, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

Result<Picture> decode(const PictureJobOptions& options, std::string_view coded, int width,
                       int height) {
  SystemClock clock;
  return decode_picture(options, coded, width, height, clock);
}

Code code_of(const Result<Picture>& result) {
  EXPECT_FALSE(result.ok());
  return result.error().code;
}

int open_descriptors() {
  int count = 0;
  DIR* folder = ::opendir("/proc/self/fd");
  while (::readdir(folder) != nullptr) ++count;
  ::closedir(folder);
  return count;
}

int channel(std::uint32_t pixel, int shift) { return int(pixel >> shift & 0xff); }

void expect_near(std::uint32_t pixel, int red, int green, int blue) {
  EXPECT_EQ(channel(pixel, 24), 255);
  EXPECT_NEAR(channel(pixel, 16), red, 12);
  EXPECT_NEAR(channel(pixel, 8), green, 12);
  EXPECT_NEAR(channel(pixel, 0), blue, 12);
}

TEST(PictureJob, DecodesEveryUsualKindOfJpegToTheColoursInIt) {
  for (const char* name : {"rgb.jpg", "rgb444.jpg", "progressive.jpg"}) {
    SCOPED_TRACE(name);
    const auto picture = decode(good_worker(), picture_file(name), 64, 48);
    ASSERT_TRUE(picture.ok()) << picture.error().message;
    ASSERT_EQ(picture->pixels.size(), 64u * 48u);
    expect_near(picture->pixels[8 * 64 + 8], 230, 200, 32);
    expect_near(picture->pixels[40 * 64 + 56], 20, 40, 223);
  }
}

TEST(PictureJob, DecodesGreyAndCmykAndASinglePixel) {
  const auto grey = decode(good_worker(), picture_file("gray.jpg"), 64, 48);
  ASSERT_TRUE(grey.ok()) << grey.error().message;
  expect_near(grey->pixels[8 * 64 + 8], 230, 230, 230);
  const auto cmyk = decode(good_worker(), picture_file("cmyk.jpg"), 64, 48);
  ASSERT_TRUE(cmyk.ok()) << cmyk.error().message;
  expect_near(cmyk->pixels[8 * 64 + 8], 25, 55, 223);
  const auto one = decode(good_worker(), picture_file("one.jpg"), 1, 1);
  ASSERT_TRUE(one.ok()) << one.error().message;
  ASSERT_EQ(one->pixels.size(), 1u);
}

TEST(PictureJob, PremultipliesTransparentPictures) {
  const auto picture = decode(good_worker(), picture_file("rgba.png"), 64, 48);
  ASSERT_TRUE(picture.ok()) << picture.error().message;
  const std::uint32_t pixel = picture->pixels[8 * 64 + 8];
  EXPECT_EQ(channel(pixel, 24), 128);
  EXPECT_EQ(channel(pixel, 16), (230 * 128 + 127) / 255);
  EXPECT_EQ(channel(pixel, 8), (200 * 128 + 127) / 255);
}

TEST(PictureJob, GivesTheSamePixelsEachTime) {
  const auto first = decode(good_worker(), picture_file("rgb.jpg"), 64, 48);
  const auto second = decode(good_worker(), picture_file("rgb.jpg"), 64, 48);
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(first->pixels, second->pixels);
}

TEST(PictureJob, RefusesEveryTruncationOfAPicture) {
  const std::string whole = picture_file("rgb.jpg");
  for (std::size_t size = 1; size + 2 < whole.size(); size += 37) {
    EXPECT_FALSE(decode(good_worker(), whole.substr(0, size), 64, 48).ok()) << size;
  }
}

TEST(PictureJob, SurvivesFlippedBytesWithAPictureOrAnError) {
  const std::string whole = picture_file("progressive.jpg");
  for (std::size_t at = 2; at < whole.size(); at += 29) {
    std::string broken = whole;
    broken[at] = char(~broken[at]);
    const auto picture = decode(good_worker(), broken, 64, 48);
    if (picture.ok()) {
      EXPECT_EQ(picture->pixels.size(), 64u * 48u);
    }
  }
}

TEST(PictureJob, RefusesBytesThatAreNoPicture) {
  EXPECT_EQ(code_of(decode(good_worker(), "GIF89a no, thanks", 64, 48)), Code::Unsupported);
  EXPECT_EQ(code_of(decode(good_worker(), std::string(100'000, '\0'), 64, 48)), Code::Unsupported);
  EXPECT_EQ(code_of(decode(good_worker(), "\xff\xd8\xff rest is noise", 64, 48)), Code::Corrupt);
  EXPECT_EQ(code_of(decode(good_worker(), "", 64, 48)), Code::Invalid);
}

TEST(PictureJob, RefusesAPictureOfAnotherSizeThanWasPromised) {
  EXPECT_EQ(code_of(decode(good_worker(), picture_file("rgb.jpg"), 64, 47)), Code::Corrupt);
  EXPECT_EQ(code_of(decode(good_worker(), picture_file("rgb.jpg"), 48, 64)), Code::Corrupt);
}

TEST(PictureJob, RefusesAHeaderThatClaimsAHugePicture) {
  std::string huge = picture_file("rgb.jpg");
  const std::size_t frame = huge.find("\xff\xc0");
  ASSERT_NE(frame, std::string::npos);
  for (const std::size_t at : {5u, 6u, 7u, 8u}) huge[frame + at] = char(0xff);
  EXPECT_FALSE(decode(good_worker(), huge, 64, 48).ok());
  EXPECT_EQ(code_of(decode(good_worker(), huge, 65'535, 65'535)), Code::Invalid);
}

TEST(PictureJob, TurnsEveryEvilOfAWorkerIntoAnErrorOfThisPicture) {
  for (const char* order : {"exit", "crash", "nothing", "wrong magic", "wrong size", "swapped size",
                            "unknown status", "grow", "child with the memory mapped"}) {
    SCOPED_TRACE(order);
    EXPECT_FALSE(decode(evil_worker(), order, 8, 4).ok());
  }
}

TEST(PictureJob, TakesThePictureOfAWorkerThatDidItsDuty) {
  EXPECT_TRUE(decode(evil_worker(), "be good", 8, 4).ok());
  EXPECT_TRUE(decode(evil_worker(), "close and hang", 8, 4).ok());
}

TEST(PictureJob, KillsAWorkerThatHangsOnceItsTimeIsOver) {
  const Monotonic start{};
  for (const char* order : {"hang", "done and hang"}) {
    auto job = PictureJob::start(evil_worker(Millis(3'000)), order, 8, 4, start);
    ASSERT_TRUE(job.ok());
    EXPECT_FALSE(job->poll(start + Millis(2'999)).has_value());
    EXPECT_EQ(job->deadline(), start + Millis(3'000));
    const auto done = job->poll(start + Millis(3'000));
    ASSERT_TRUE(done.has_value());
    EXPECT_EQ(code_of(*done), Code::Unavailable);
  }
}

TEST(PictureJob, IsAnErrorWhenThereIsNoWorkerProgram) {
  EXPECT_EQ(code_of(decode({"/nonexistent/worker", Millis(1'000)}, "x", 8, 4)), Code::Unavailable);
}

TEST(PictureJob, LeavesNoDescriptorAndNoProcessBehind) {
  const int before = open_descriptors();
  for (int i = 0; i < 5; ++i) {
    (void)decode(good_worker(), picture_file("rgb.jpg"), 64, 48);
    (void)decode(evil_worker(), "crash", 8, 4);
    auto dropped = PictureJob::start(evil_worker(), "hang", 8, 4, Monotonic{});
    ASSERT_TRUE(dropped.ok());
  }
  EXPECT_EQ(open_descriptors(), before);
  EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1) << "a child is left";
}

}  // namespace
}  // namespace bangtin
