#include "shared/protocol/glass_picture.h"

#include <gtest/gtest.h>

#include "shared/base/order_limits.h"
#include "tests/fakes/sample_glass.h"

namespace bangtin {
namespace {

GlassPicture about() { return {7, Instant(Millis(1'000)), {2, 1}}; }
std::string png() { return sample::png({2, 1}); }

TEST(GlassFile, SaysWhatThePictureIs) {
  const std::string bytes = glass_file(about(), png());
  const auto file = parse_glass_file(bytes);
  ASSERT_TRUE(file.ok()) << file.error().message;
  EXPECT_EQ(file->about, about());
  EXPECT_EQ(file->png, png());
}

TEST(GlassFile, RefusesWhatIsNoPictureOfThatSize) {
  GlassPicture other = about();
  other.size_px = {1, 2};
  GlassPicture large = about();
  large.size_px = {limits::kGlassSideMax_px + 1, 1};
  GlassPicture unnumbered = about();
  unnumbered.number = 0;
  std::string grey = png();
  grey[25] = 0;  // The kind of colour.
  std::string interlaced = png();
  interlaced[28] = 1;
  std::string lies = png();
  lies[33] = 0x7f;  // Of the length of the first IDAT.
  std::string text = png();
  text.replace(text.find("IDAT"), 4, "tEXt");
  const std::string end = png().substr(png().size() - 12);
  for (const std::string& bad :
       {std::string(), png(), std::string(10'000, 'x'), glass_file(about(), ""),
        glass_file(about(), "GIF89a"), glass_file(other, png()),
        glass_file(large, sample::png(large.size_px)), glass_file(unnumbered, png()),
        glass_file(about(), grey), glass_file(about(), interlaced), glass_file(about(), lies),
        glass_file(about(), text), glass_file(about(), png() + "x"),
        glass_file(about(), png() + end), glass_file(about(), png().substr(0, png().size() - 1)),
        glass_file(about(), png() + std::string(limits::kGlassPictureBytesMax, 'x'))}) {
    const auto file = parse_glass_file(bad);
    ASSERT_FALSE(file.ok()) << bad.substr(0, 60);
    EXPECT_EQ(file.error().code, Code::Invalid);
  }
}

}  // namespace
}  // namespace bangtin
