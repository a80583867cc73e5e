#include "manager/ingest/ingest.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "manager/ingest/picture.h"
#include "shared/base/texts.h"
#include "tests/fakes/paths.h"
#include "tests/manager/ingest/pictures.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

const IngestOptions kOptions{program("bangtin-ingest"), limits::kIngestMax};

Result<NormalPicture> ingest(std::string_view bytes) { return ingest_picture(kOptions, bytes); }

std::string refusal_of(std::string_view bytes) {
  const auto picture = ingest(bytes);
  return picture ? "taken" : picture.error().key;
}

bool alike(const std::array<int, 3>& seen, const std::array<int, 3>& wanted, int tolerance = 12) {
  for (int i = 0; i < 3; ++i) {
    if (std::abs(seen[i] - wanted[i]) > tolerance) return false;
  }
  return true;
}

class EveryKind : public testing::TestWithParam<const char*> {};

TEST_P(EveryKind, BecomesAPlainJpegOfTheSameSizeAndColours) {
  const auto picture = ingest(two_halves(200, 120, GetParam()));
  ASSERT_TRUE(picture.ok()) << picture.error().message;
  const Seen seen = look(picture->jpeg);
  EXPECT_EQ(seen.width_px, 200);
  EXPECT_EQ(seen.height_px, 120);
  EXPECT_EQ(seen.bands, 3);
  EXPECT_FALSE(seen.has_metadata);
  EXPECT_EQ(picture->size_px, (Size{200, 120}));
  EXPECT_TRUE(alike(colour_at(picture->jpeg, 20, 60), {255, 0, 0}));
  EXPECT_TRUE(alike(colour_at(picture->jpeg, 180, 60), {0, 0, 255}));
}

INSTANTIATE_TEST_SUITE_P(Ingest, EveryKind,
                         testing::Values(".png", ".png[bitdepth=8,palette]", ".jpg[Q=95]",
                                         ".jpg[Q=95,interlace]", ".webp[lossless]", ".tif",
                                         ".tif[compression=lzw]", ".tif[tile,pyramid]", ".gif"));

TEST(Ingest, TakesHeic) {
  // libvips of Debian 12 reads and writes it by libheif; without that a phone's pictures are
  // refused.
  ASSERT_TRUE(can_write(".heic"));
  const auto picture = ingest(two_halves(128, 64, ".heic[Q=90]"));
  ASSERT_TRUE(picture.ok()) << picture.error().message;
  EXPECT_TRUE(alike(colour_at(picture->jpeg, 20, 30), {255, 0, 0}, 30));
}

TEST(Ingest, TurnsAPictureAsItsOrientationSays) {
  // Orientation 6: the camera was held upright; left is now on top.
  const auto picture = ingest(two_halves_turned(120, 80, 6));
  ASSERT_TRUE(picture.ok());
  EXPECT_EQ(picture->size_px, (Size{80, 120}));
  EXPECT_TRUE(alike(colour_at(picture->jpeg, 40, 10), {255, 0, 0}));
  EXPECT_TRUE(alike(colour_at(picture->jpeg, 40, 110), {0, 0, 255}));
  EXPECT_FALSE(look(picture->jpeg).has_metadata);
}

TEST(Ingest, LaysTransparentPartsOnWhite) {
  for (const char* kind : {".png", ".webp[lossless]"}) {
    const auto picture = ingest(see_through(40, 40, kind));
    ASSERT_TRUE(picture.ok()) << kind;
    EXPECT_TRUE(alike(colour_at(picture->jpeg, 20, 20), {255, 255, 255})) << kind;
  }
}

TEST(Ingest, BringsTheColoursOfAProfileToSrgb) {
  // This green of Display P3 lies on the edge of sRGB: more saturated numbers, not the same ones.
  const auto picture = ingest(with_profile(32, 32, {100, 200, 100}, "p3"));
  ASSERT_TRUE(picture.ok());
  const auto seen = colour_at(picture->jpeg, 16, 16);
  EXPECT_LT(seen[0], 80);
  EXPECT_GT(seen[1], 198);
}

TEST(Ingest, MeetsTheVeryColourOfADisplaysOrCamerasProfile) {
  // Reckoned by hand: to light, through the primaries of both, and back by the curve of sRGB.
  const auto p3 = ingest(with_profile(32, 32, {100, 200, 100}, "p3"));
  ASSERT_TRUE(p3.ok());
  EXPECT_TRUE(alike(colour_at(p3->jpeg, 16, 16), {45, 203, 86}, 5));
  const auto adobe = ingest(in_adobe_rgb(32, 32, {100, 200, 100}));
  ASSERT_TRUE(adobe.ok());
  EXPECT_TRUE(alike(colour_at(adobe->jpeg, 16, 16), {0, 201, 92}, 5));
  const auto grey = ingest(in_adobe_rgb(32, 32, {128, 128, 128}));
  ASSERT_TRUE(grey.ok());
  EXPECT_TRUE(alike(colour_at(grey->jpeg, 16, 16), {128, 128, 128}, 3)) << "greys stay grey";
}

TEST(Ingest, TurnsInksIntoColoursOfLight) {
  // What a press makes of full inks (as SWOP says): paper is white, black is nearly black.
  struct Ink {
    std::array<double, 4> ink;
    std::array<int, 3> wanted;
  };
  const Ink inks[] = {{{0, 0, 0, 0}, {255, 255, 255}},
                      {{0, 0, 0, 255}, {35, 31, 32}},
                      {{0, 255, 255, 0}, {237, 28, 36}},
                      {{255, 0, 0, 0}, {0, 174, 239}},
                      {{0, 0, 255, 0}, {255, 242, 0}}};
  for (const bool profile : {true, false}) {
    for (const Ink& one : inks) {
      const auto picture = ingest(of_ink(48, 48, one.ink, profile));
      ASSERT_TRUE(picture.ok()) << picture.error().message;
      const auto seen = colour_at(picture->jpeg, 24, 24);
      EXPECT_TRUE(alike(seen, one.wanted, 30))
          << profile << ": " << seen[0] << " " << seen[1] << " " << seen[2] << " for "
          << one.wanted[0] << " " << one.wanted[1] << " " << one.wanted[2];
      EXPECT_FALSE(look(picture->jpeg).has_metadata);
    }
  }
}

TEST(Ingest, RefusesAPictureThatMovesAndTakesOneOfASingleFrame) {
  for (const char* kind : {".gif", ".webp[lossless]"}) {
    EXPECT_EQ(refusal_of(moving(64, 48, 3, kind)), "ingest.animated") << kind;
    EXPECT_EQ(refusal_of(moving(64, 48, 1, kind)), "taken") << kind;
  }
}

TEST(Ingest, ShrinksTheLongSideToWhatABoardCanShow) {
  const auto picture = ingest(two_halves(5000, 1000, ".png"));
  ASSERT_TRUE(picture.ok());
  EXPECT_EQ(picture->size_px, (Size{3840, 768}));
}

TEST(Ingest, ShrinksAndTurnsInOneGo) {
  const auto picture = ingest(two_halves_turned(5000, 1000, 8));
  ASSERT_TRUE(picture.ok());
  EXPECT_EQ(picture->size_px, (Size{768, 3840}));
}

TEST(Ingest, RefusesAnEmptyFileInWords) {
  EXPECT_EQ(refusal_of(""), "ingest.empty");
  EXPECT_TRUE(has_text("ingest.empty"));
}

TEST(Ingest, RefusesWhatIsNoPictureWhateverItIsCalled) {
  EXPECT_EQ(refusal_of("just some text, renamed to photo.jpg"), "ingest.not_a_picture");
  EXPECT_EQ(refusal_of(std::string(100'000, '\0')), "ingest.not_a_picture");
}

TEST(Ingest, RefusesOtherKindsOfFileByTheirContent) {
  EXPECT_EQ(refusal_of("%PDF-1.7\n..."), "ingest.document");
  EXPECT_EQ(refusal_of("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), "ingest.unsupported");
  EXPECT_EQ(refusal_of(std::string("\0\0\0\x18"
                                   "ftypmp42",
                                   12)),
            "ingest.unsupported");
}

class CutOff : public testing::TestWithParam<const char*> {};

TEST_P(CutOff, IsRefusedAndNotShownGrey) {
  const std::string whole = two_halves(640, 480, GetParam());
  for (const double part : {0.05, 0.5, 0.9}) {
    const auto cut = static_cast<std::size_t>(static_cast<double>(whole.size()) * part);
    EXPECT_EQ(refusal_of(std::string_view(whole).substr(0, cut)), "ingest.truncated") << part;
  }
}

INSTANTIATE_TEST_SUITE_P(Ingest, CutOff,
                         testing::Values(".png", ".jpg[Q=95]", ".jpg[Q=95,interlace]",
                                         ".webp[lossless]", ".tif"));

TEST(Ingest, RefusesAPictureWithADamagedMiddle) {
  std::string bytes = two_halves(640, 480, ".png");
  for (std::size_t i = bytes.size() / 2; i < bytes.size() / 2 + 20; ++i) bytes[i] = '\x55';
  EXPECT_EQ(refusal_of(bytes), "ingest.truncated");
}

TEST(Ingest, RefusesAHugePictureByItsHeaderAlone) {
  EXPECT_EQ(refusal_of(png_header(100'000, 100'000)), "ingest.too_many_pixels");
  EXPECT_EQ(refusal_of(png_header(7'072, 7'072)), "ingest.too_many_pixels");
}

TEST(Ingest, RefusesAFileOverTheBound) {
  const std::string bytes(limits::kPictureUploadBytesMax + 1, '\xff');
  EXPECT_EQ(refusal_of(bytes), "ingest.too_large");
}

TEST(Ingest, StopsAWorkerThatTakesTooLong) {
  const auto picture =
      ingest_picture({program("bangtin-ingest"), 1ms}, two_halves(3000, 3000, ".png"));
  ASSERT_FALSE(picture.ok());
  EXPECT_EQ(picture.error().key, "ingest.failed");
}

TEST(Ingest, SaysThatTheWorkerCannotBeStarted) {
  const auto picture = ingest_picture({"/nowhere/bangtin-ingest", 1s}, "x");
  ASSERT_FALSE(picture.ok());
  EXPECT_EQ(picture.error().code, Code::Unavailable);
}

TEST(Ingest, TakesNoWordFromAWorkerThatDoesNotKeepTheForm) {
  // `cat` gives back what it was given: a hijacked worker could do no better.
  const IngestOptions parrot{"/bin/cat", 10s};
  const auto key_for = [&parrot](std::string_view answer) {
    const auto picture = ingest_picture(parrot, answer);
    return picture ? "taken" : picture.error().key;
  };
  EXPECT_EQ(key_for("no JSON\n"), "ingest.failed");
  EXPECT_EQ(key_for("{\"width\":10,\"height\":10}\nno JPEG"), "ingest.failed");
  EXPECT_EQ(key_for("{\"width\":99999,\"height\":10}\n\xff\xd8\xff..\xff\xd9"), "ingest.failed");
  EXPECT_EQ(key_for("{\"refused\":\"whatever\"}\n"), "ingest.failed");
  EXPECT_EQ(key_for("{\"refused\":\"truncated\"}\n"), "ingest.truncated");
  EXPECT_EQ(key_for("{\"width\":10,\"height\":10}\n\xff\xd8\xff..\xff\xd9"), "taken");
}

TEST(Ingest, HasASentenceInBothLanguagesForEachRefusal) {
  for (const Refusal refusal :
       {Refusal::Empty, Refusal::TooLarge, Refusal::NotAPicture, Refusal::Unsupported,
        Refusal::Truncated, Refusal::TooManyPixels, Refusal::Failed}) {
    EXPECT_TRUE(has_text(error_of(refusal).key)) << error_of(refusal).key;
    EXPECT_EQ(refusal_from_name(name_of(refusal)), refusal);
  }
}

}  // namespace
}  // namespace bangtin
