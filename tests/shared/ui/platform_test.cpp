// What the window draws: what is the same not again, of what changed the places alone, and the same
// pixels as a picture that is drawn as a whole.
#include "shared/ui/platform.h"

#include <gtest/gtest.h>

#include "shared/base/files.h"
#include "shared/ui/fields.h"
#include "shared/ui/pictures.h"
#include "tests/fakes/temp_folder.h"

namespace bangtin::ui {
namespace {

constexpr std::int64_t kWindowPixels = 1024 * 600;

class PlatformTest : public testing::Test {
 protected:
  PlatformTest() { platform_ = Platform::open({"test", {1024, 600}, 1.0F}).value(); }

  void draw() {
    begin_screen(false);
    begin_card("left", 400, 0);
    heading("Thông báo");
    words(words_);
    text_field({.id = "title", .label = "Tiêu đề"}, title_);
    text_area({.id = "body", .label = "Nội dung"}, body_, 120);
    end_card();
    beside();
    begin_card("right", 0, 0);
    ui::picture("picture", "Hình", picture_);
    paragraph("Kính gửi bà con! Sáng thứ bảy tiêm chủng tại Trạm Y tế.");
    end_card();
    end_screen();
  }
  /// Pictures until nothing moves; the pixels that they drew.
  std::int64_t settle() {
    const std::int64_t before = platform_->pixels_drawn();
    Platform::request_redraw();
    do {
      EXPECT_TRUE(platform_->step(
          [this] {
            draw();
            return Millis(60'000);
          },
          Millis(0)));
    } while (!platform_->at_rest());
    return platform_->pixels_drawn() - before;
  }
  /// Of what stands in the window.
  std::string pixels() {
    const auto file = folder_.path() / "window.png";
    EXPECT_TRUE(platform_->save_shot(file).ok());
    return files::read_all(file, 64u << 20).value();
  }
  std::string pixels_of_a_whole_picture() {
    platform_->forget_drawn();
    EXPECT_GE(settle(), kWindowPixels);
    return pixels();
  }

  TempFolder folder_;
  std::unique_ptr<Platform> platform_;
  std::string words_ = "Một", title_ = "Cắt điện", body_ = "Từ 7 giờ 30";
  std::shared_ptr<const Bitmap> picture_ =
      std::make_shared<const Bitmap>(Size{200, 100}, 0xFF2266AA);
};

TEST_F(PlatformTest, APictureThatIsTheSameIsNotDrawnAgain) {
  EXPECT_FALSE(platform_->at_rest()) << "nothing was measured yet";
  EXPECT_GE(settle(), kWindowPixels);
  EXPECT_EQ(settle(), 0);
}

TEST_F(PlatformTest, OfWhatChangedItsPlaceAloneIsDrawnAndNothingElseIsOther) {
  settle();
  words_ = "Một hai ba";
  EXPECT_LT(settle(), kWindowPixels / 20);
  std::string now = pixels();
  EXPECT_EQ(now, pixels_of_a_whole_picture());
  title_ = "Cắt điện ấp Phước Lộc";
  EXPECT_LT(settle(), kWindowPixels / 10);
  now = pixels();
  EXPECT_EQ(now, pixels_of_a_whole_picture());
  words_ = "Bốn";
  body_ += "\nđến 11 giờ";
  picture_ = std::make_shared<const Bitmap>(Size{200, 100}, 0xFFAA6622);
  const std::int64_t drawn = settle();
  EXPECT_LT(drawn, kWindowPixels / 4);
  EXPECT_GE(drawn, 200 * 100);
  now = pixels();
  EXPECT_EQ(now, pixels_of_a_whole_picture());
}

/// The new one may stand where the old one stood in memory.
TEST_F(PlatformTest, AnotherPictureOfTheSameSizeIsDrawn) {
  settle();
  for (const std::uint32_t colour : {0xFFAA6622U, 0xFF22AA66U, 0xFF6622AAU}) {
    picture_.reset();
    picture_ = std::make_shared<const Bitmap>(Size{200, 100}, colour);
    EXPECT_GE(settle(), 200 * 100);
    const std::string now = pixels();
    EXPECT_EQ(now, pixels_of_a_whole_picture());
  }
}

TEST_F(PlatformTest, WhatShrinksLeavesNothingBehind) {
  settle();
  words_ = "Một câu dài hơn hẳn, sẽ phải ngắn lại";
  settle();
  words_ = "Một";
  settle();
  const std::string now = pixels();
  EXPECT_EQ(now, pixels_of_a_whole_picture());
}

}  // namespace
}  // namespace bangtin::ui
