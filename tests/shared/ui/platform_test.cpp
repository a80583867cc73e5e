// What the window draws: what is the same not again, of what changed the places alone, and the same
// pixels as a picture that is drawn as a whole. And how large: as the window's display needs it.
#include "shared/ui/platform.h"

#include <SDL.h>
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
  PlatformTest() { open({1024, 600}); }

  void open(Size size_px) {
    platform_.reset();
    platform_ = Platform::open({"test", size_px, 1.0F, [this] { return display_; }}).value();
  }
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

  /// Where the window stands and how large it is; SDL counts windows on.
  static Rect window_rect() {
    for (Uint32 id = 1; id < 1'000; ++id) {
      SDL_Window* const window = SDL_GetWindowFromID(id);
      if (window == nullptr) continue;
      Rect rect;
      SDL_GetWindowPosition(window, &rect.x_px, &rect.y_px);
      SDL_GetWindowSize(window, &rect.width_px, &rect.height_px);
      return rect;
    }
    ADD_FAILURE() << "no window";
    return {};
  }
  /// The window comes to stand on a display like this.
  void move_to(const DisplayFacts& display) {
    display_ = display;
    SDL_Event event{};
    event.type = SDL_WINDOWEVENT;
    event.window.event = SDL_WINDOWEVENT_DISPLAY_CHANGED;
    SDL_PushEvent(&event);
  }

  TempFolder folder_;
  DisplayFacts display_{"x11", 96, 0, {1920, 1053}};
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

const DisplayFacts kFine{"x11", 163.2F, 0, {3840, 2133}};    ///< 1.5
const DisplayFacts kFinest{"x11", 282.4F, 0, {3840, 2133}};  ///< 2

TEST_F(PlatformTest, EverythingIsDrawnAsLargeAsItsDisplayNeedsAndTheWindowStays) {
  settle();
  const std::string before = pixels();
  const Rect window = window_rect();
  move_to(kFine);
  EXPECT_GE(settle(), kWindowPixels);
  EXPECT_EQ(platform_->scale(), 1.5F);
  EXPECT_EQ(platform_->zoom(), 1.0F);
  EXPECT_NE(pixels(), before);
  EXPECT_EQ(window_rect(), window);
  const std::string now = pixels();
  EXPECT_EQ(now, pixels_of_a_whole_picture());
  EXPECT_EQ(settle(), 0) << "it comes to rest";

  move_to({"x11", 91.8F, 0, {1920, 1053}});
  settle();
  EXPECT_EQ(platform_->scale(), 1.0F);
  EXPECT_EQ(pixels(), before);
  EXPECT_EQ(window_rect(), window);
}

TEST_F(PlatformTest, ADisplayThatIsPluggedOrUnpluggedIsLookedAt) {
  settle();
  SDL_Event event{};
  event.type = SDL_DISPLAYEVENT;
  event.display.event = SDL_DISPLAYEVENT_DISCONNECTED;
  SDL_PushEvent(&event);
  EXPECT_EQ(settle(), 0) << "the same display";
  display_ = kFine;
  EXPECT_EQ(settle(), 0) << "nothing said that it is another";
  SDL_PushEvent(&event);
  EXPECT_GE(settle(), kWindowPixels);
  EXPECT_EQ(platform_->scale(), 1.5F);
}

TEST_F(PlatformTest, TheZoomStaysThePersonsOwnOnEveryDisplay) {
  const auto press = [](SDL_Keycode code) {
    SDL_Event event{};
    event.type = SDL_KEYDOWN;
    event.key.state = SDL_PRESSED;
    event.key.keysym.sym = code;
    event.key.keysym.mod = KMOD_LCTRL;
    SDL_PushEvent(&event);
  };
  ASSERT_TRUE(platform_->set_zoom(1.2F).ok());
  move_to(kFine);
  settle();
  EXPECT_FLOAT_EQ(platform_->zoom(), 1.2F);
  EXPECT_FLOAT_EQ(platform_->scale(), 1.8F);
  press(SDLK_PLUS);
  settle();
  EXPECT_FLOAT_EQ(platform_->zoom(), 1.3F);
  EXPECT_FLOAT_EQ(platform_->scale(), 1.95F);
  ASSERT_TRUE(platform_->set_zoom(9).ok());
  move_to(kFinest);
  settle();
  EXPECT_FLOAT_EQ(platform_->zoom(), 2.0F);
  EXPECT_FLOAT_EQ(platform_->scale(), 3.0F) << "as large as letters become";
  press(SDLK_PLUS);
  press(SDLK_MINUS);
  settle();
  EXPECT_FLOAT_EQ(platform_->zoom(), 1.9F) << "no press beyond the end counts";
  move_to({});
  settle();
  EXPECT_FLOAT_EQ(platform_->zoom(), 1.9F);
  EXPECT_FLOAT_EQ(platform_->scale(), 1.9F);
}

TEST_F(PlatformTest, TheWindowOpensAsLargeAsItsDisplayNeedsAndHasRoomFor) {
  display_ = kFine;
  open({1366, 768});
  EXPECT_EQ(platform_->scale(), 1.5F);
  EXPECT_EQ(window_rect().width_px, 2049);
  EXPECT_EQ(window_rect().height_px, 1152);
  display_ = {"x11", 96, 0, {1280, 690}};
  open({1366, 768});
  EXPECT_EQ(platform_->scale(), 1.0F);
  EXPECT_EQ(window_rect().width_px, 1280);
  EXPECT_EQ(window_rect().height_px, 690);
}

}  // namespace
}  // namespace bangtin::ui
