// Vietnamese input methods correct a word by bursts of Backspaces and letters. These tests replay
// such bursts as SDL events and show that each of the two fixes in shared/ui/input is needed.
#include <SDL.h>
#include <gtest/gtest.h>

#include <string>

#include "imgui.h"
#include "imgui_impl_sdl2.h"
#include "imgui_internal.h"
#include "shared/ui/fields.h"
#include "shared/ui/input.h"
#include "shared/ui/platform.h"

namespace bangtin::ui {
namespace {

SDL_Event key_event(SDL_Keycode code, bool down, bool repeat) {
  SDL_Event event{};
  event.type = down ? SDL_KEYDOWN : SDL_KEYUP;
  event.key.state = down ? SDL_PRESSED : SDL_RELEASED;
  event.key.repeat = repeat ? 1 : 0;
  event.key.keysym.sym = code;
  return event;
}

SDL_Event text_event(const char* text) {
  SDL_Event event{};
  event.type = SDL_TEXTINPUT;
  SDL_strlcpy(event.text.text, text, sizeof event.text.text);
  return event;
}

/// One correction as X11 reports it: Backspaces without a release between them, then letters.
std::vector<SDL_Event> correction(int backspaces, const char* text) {
  std::vector<SDL_Event> events;
  for (int i = 0; i < backspaces; ++i) events.push_back(key_event(SDLK_BACKSPACE, true, i > 0));
  if (backspaces > 0) events.push_back(key_event(SDLK_BACKSPACE, false, false));
  events.push_back(text_event(text));
  return events;
}

class Typing : public testing::Test {
 protected:
  Typing() {
    SDL_SetHint(SDL_HINT_RENDER_DRIVER, "software");
    auto opened = Platform::open({"typing", {800, 600}, 1.0F});
    EXPECT_TRUE(opened.ok()) << (opened.ok() ? "" : opened.error().message);
    platform_ = std::move(opened).value();
    for (int i = 0; i < 4; ++i) step();
    focus_wanted_ = true;
    for (int i = 0; i < 4; ++i) step();
  }

  void widgets() {
    begin_screen(false);
    if (focus_wanted_) ImGui::SetKeyboardFocusHere();
    focus_wanted_ = false;
    text_field({.id = "title", .label = "Tiêu đề"}, text_);
    end_screen();
  }
  void step() {
    platform_->step(
        [this] {
          widgets();
          return Millis(0);
        },
        Millis(0));
  }
  void push(const std::vector<SDL_Event>& events) {
    for (SDL_Event event : events) ASSERT_EQ(SDL_PushEvent(&event), 1);
  }
  void one_bare_frame() {
    ImGui::GetIO().DeltaTime = 1.0F / 60;
    ImGui::NewFrame();
    widgets();
    ImGui::EndFrame();
  }

  std::unique_ptr<Platform> platform_;
  std::string text_;
  bool focus_wanted_ = false;
};

TEST_F(Typing, ABurstOfBackspacesAndLettersInOneFrameIsTakenWholeInThatFrame) {
  push({text_event("T"), text_event("i"), text_event("e"), text_event("e")});
  step();
  ASSERT_EQ(text_, "Tiee");
  push(correction(2, "ê"));
  step();
  EXPECT_EQ(text_, "Tiê");
  push({text_event("n"), text_event("g")});
  push(correction(3, "ếng"));
  step();
  EXPECT_EQ(text_, "Tiếng");
}

TEST_F(Typing, AWholeSentenceTypedAsFastAsTheQueueTakesItComesOutRight) {
  push({text_event("Thoong baos")});
  push(correction(9, "ông báo"));
  push({text_event(" cuar xax")});
  push(correction(7, "ủa xã"));
  push(correction(2, "xã Tân Hưng"));
  step();
  EXPECT_EQ(text_, "Thông báo của xã Tân Hưng");
}

TEST_F(Typing, LettersAndArrowsKeepTheirOrder) {
  push({text_event("a"), key_event(SDLK_LEFT, true, false), key_event(SDLK_LEFT, false, false),
        text_event("b")});
  step();
  EXPECT_EQ(text_, "ba");
}

TEST_F(Typing, ACombiningMarkThatComesAloneJoinsTheLetterBeforeIt) {
  push({text_event("e"), text_event("\u0302"), text_event("\u0301"), text_event("n")});
  step();
  EXPECT_EQ(text_, "ến");
}

TEST_F(Typing, WithoutTheReleaseOfRepeatedKeysBackspacesAreLost) {
  text_.clear();
  push({text_event("Tieeng")});
  step();
  ASSERT_EQ(text_, "Tieeng");
  for (const SDL_Event& event : correction(4, "êng")) ImGui_ImplSDL2_ProcessEvent(&event);
  settle([] { ImGui::GetIO().DeltaTime = 1.0F / 60; }, [this] { widgets(); });
  EXPECT_EQ(text_, "Tieenêng") << "only the first Backspace is taken";
}

TEST_F(Typing, WithoutSettlingABurstNeedsManyRenderedFrames) {
  push({text_event("Tieeng")});
  step();
  for (const SDL_Event& event : correction(4, "êng")) feed(event);
  one_bare_frame();
  EXPECT_NE(text_, "Tiêng");
  int frames = 1;
  while (ImGui::GetCurrentContext()->InputEventsQueue.Size > 0 && frames < 100) {
    one_bare_frame();
    ++frames;
  }
  EXPECT_EQ(text_, "Tiêng") << "nothing is lost, it only comes late";
  EXPECT_GE(frames, 5);
}

TEST_F(Typing, AClickActsWhereItsEventSaysWithoutAMoveBefore) {
  // The first click leaves the field, the second comes back to it.
  for (const int y : {500, 50}) {
    SDL_Event button{};
    button.button.button = SDL_BUTTON_LEFT;
    button.button.x = 300;
    button.button.y = y;
    SDL_Event release = button;
    button.type = SDL_MOUSEBUTTONDOWN;
    release.type = SDL_MOUSEBUTTONUP;
    push({button, release});
    step();
    push({text_event("a")});
    step();
    EXPECT_EQ(text_, y == 50 ? "a" : "");
  }
}

TEST_F(Typing, AWordThatAnInputMethodIsStillMakingGoesToTheFieldThatIsLeft) {
  SDL_Event editing{};
  editing.type = SDL_TEXTEDITING;
  SDL_strlcpy(editing.edit.text, "tiếng", sizeof editing.edit.text);
  push({editing});
  step();
  EXPECT_EQ(text_, "");
  SDL_Event press{};
  press.type = SDL_MOUSEBUTTONDOWN;
  press.button.button = SDL_BUTTON_LEFT;
  push({press});
  step();
  EXPECT_EQ(text_, "tiếng");
}

}  // namespace
}  // namespace bangtin::ui
