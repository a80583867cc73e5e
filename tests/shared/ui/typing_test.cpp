// Vietnamese input methods correct a word by bursts of Backspaces and letters. These tests replay
// such bursts as SDL events: UniKey and EVKey send them so, also where X11 reports the Backspaces
// as one key held down.
#include <SDL.h>
#include <gtest/gtest.h>

#include <string>

#include "imgui.h"
#include "shared/ui/fields.h"
#include "shared/ui/input.h"
#include "shared/ui/platform.h"

namespace bangtin::ui {
namespace {

SDL_Event key_event(SDL_Keycode code, bool down, bool repeat, int modifiers = KMOD_NONE) {
  SDL_Event event{};
  event.type = down ? SDL_KEYDOWN : SDL_KEYUP;
  event.key.state = down ? SDL_PRESSED : SDL_RELEASED;
  event.key.repeat = repeat ? 1 : 0;
  event.key.keysym.sym = code;
  event.key.keysym.mod = Uint16(modifiers);
  return event;
}

SDL_Event words_event(const char* text) {
  SDL_Event event{};
  event.type = SDL_TEXTINPUT;
  SDL_strlcpy(event.text.text, text, sizeof event.text.text);
  return event;
}

SDL_Event preedit_event(const char* text) {
  SDL_Event event{};
  event.type = SDL_TEXTEDITING;
  SDL_strlcpy(event.edit.text, text, sizeof event.edit.text);
  return event;
}

/// One correction as X11 reports it: Backspaces without a release between them, then letters.
std::vector<SDL_Event> correction(int backspaces, const char* text) {
  std::vector<SDL_Event> events;
  for (int i = 0; i < backspaces; ++i) events.push_back(key_event(SDLK_BACKSPACE, true, i > 0));
  if (backspaces > 0) events.push_back(key_event(SDLK_BACKSPACE, false, false));
  events.push_back(words_event(text));
  return events;
}

/// A letter as a keyboard sends it: the key and its text.
std::vector<SDL_Event> letter(char c) {
  const char text[] = {c, 0};
  return {key_event(c, true, false), words_event(text), key_event(c, false, false)};
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
    text_field({.id = "second", .label = "Nơi gửi"}, second_);
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
  /// Frames that it takes, without rendering.
  int take(const std::vector<SDL_Event>& events) {
    for (const SDL_Event& event : events) feed(event);
    return settle([] { ImGui::GetIO().DeltaTime = 1.0F / 60; }, [this] { widgets(); });
  }
  void click(int y) {
    SDL_Event button{};
    button.button.button = SDL_BUTTON_LEFT;
    button.button.x = 300;
    button.button.y = y;
    SDL_Event release = button;
    button.type = SDL_MOUSEBUTTONDOWN;
    release.type = SDL_MOUSEBUTTONUP;
    push({button, release});
  }

  std::unique_ptr<Platform> platform_;
  std::string text_, second_;
  bool focus_wanted_ = false;
};

TEST_F(Typing, ABurstOfBackspacesAndLettersTakesOneFrame) {
  EXPECT_EQ(take({words_event("T"), words_event("i"), words_event("e"), words_event("e")}), 1);
  ASSERT_EQ(text_, "Tiee");
  EXPECT_EQ(take(correction(2, "ê")), 1);
  EXPECT_EQ(text_, "Tiê");
  EXPECT_EQ(take({words_event("n"), words_event("g")}), 1);
  EXPECT_EQ(take(correction(3, "ếng")), 1);
  EXPECT_EQ(text_, "Tiếng");
}

TEST_F(Typing, ARecordedSentenceOfTelexComesOutRight) {
  // "Tieengs Vieetj": each key as it came, and what UniKey answered to it.
  std::vector<SDL_Event> all;
  const auto add = [&](const std::vector<SDL_Event>& more) {
    all.insert(all.end(), more.begin(), more.end());
  };
  for (const char c : {'t', 'i', 'e'}) add(letter(c));
  add(correction(1, "ê"));
  for (const char c : {'n', 'g'}) add(letter(c));
  add(correction(3, "ếng"));
  for (const char c : {' ', 'v', 'i', 'e'}) add(letter(c));
  add(correction(1, "ê"));
  add(letter('t'));
  add(correction(2, "ệt"));
  EXPECT_EQ(take(all), 1);
  EXPECT_EQ(text_, "tiếng việt");
}

TEST_F(Typing, ARecordedSentenceOfVniByEvKeyComesOutRight) {
  // EVKey presses and releases each Backspace, and sends an empty letter first to stop suggestions.
  std::vector<SDL_Event> all;
  const auto add = [&](const std::vector<SDL_Event>& more) {
    all.insert(all.end(), more.begin(), more.end());
  };
  const auto evkey = [&](int backspaces, const char* text) {
    add({words_event("\u202F")});
    for (int i = 0; i <= backspaces; ++i) {
      add({key_event(SDLK_BACKSPACE, true, false), key_event(SDLK_BACKSPACE, false, false)});
    }
    add({key_event(SDLK_UNKNOWN, true, false), words_event(text),
         key_event(SDLK_UNKNOWN, false, false)});
  };
  for (const char c : {'d', 'i', 'e', 'n'}) add(letter(c));
  evkey(2, "ên");
  evkey(2, "ện");
  evkey(4, "điện");
  EXPECT_EQ(take(all), 1);
  EXPECT_EQ(text_, "điện");
}

TEST_F(Typing, AWholeSentenceTypedAsFastAsTheQueueTakesItComesOutRight) {
  push({words_event("Thoong baos")});
  push(correction(9, "ông báo"));
  push({words_event(" cuar xax")});
  push(correction(7, "ủa xã"));
  push(correction(2, "xã Tân Hưng"));
  step();
  EXPECT_EQ(text_, "Thông báo của xã Tân Hưng");
}

TEST_F(Typing, LettersAndArrowsKeepTheirOrder) {
  push({words_event("a"), key_event(SDLK_LEFT, true, false), key_event(SDLK_LEFT, false, false),
        words_event("b")});
  step();
  EXPECT_EQ(text_, "ba");
}

TEST_F(Typing, WhatIsTypedBehindTabGoesToTheNextField) {
  push({words_event("a"), key_event(SDLK_TAB, true, false), key_event(SDLK_TAB, false, false),
        words_event("b")});
  step();
  EXPECT_EQ(text_, "a");
  EXPECT_EQ(second_, "b");
  push({key_event(SDLK_TAB, true, false, KMOD_LSHIFT), key_event(SDLK_TAB, false, false),
        key_event(SDLK_END, true, false), words_event("c")});
  step();
  EXPECT_EQ(text_, "ac");
}

TEST_F(Typing, ACombiningMarkThatComesAloneJoinsTheLetterBeforeIt) {
  push({words_event("e"), words_event("\u0302"), words_event("\u0301"), words_event("n")});
  step();
  EXPECT_EQ(text_, "ến");
}

TEST_F(Typing, ShortcutsOfAKeyboardOfAnotherScriptAreThoseOfTheirPlaces) {
  push({words_event("một")});
  SDL_Event all = key_event(0x17A2, true, false, KMOD_LCTRL);
  all.key.keysym.scancode = SDL_SCANCODE_A;
  push({all, words_event("x")});
  step();
  EXPECT_EQ(text_, "x");
}

TEST_F(Typing, AClickActsWhereItsEventSaysWithoutAMoveBefore) {
  // The first click leaves the field, the second comes back to it.
  for (const int y : {500, 50}) {
    click(y);
    push({words_event("a")});
    step();
    EXPECT_EQ(text_, y == 50 ? "a" : "");
  }
}

TEST_F(Typing, ADragAsFastAsTheQueueTakesItEndsWhereTheMouseDid) {
  push({words_event("Kính gửi bà con")});
  step();
  SDL_Event press{}, way{}, release{};
  press.type = SDL_MOUSEBUTTONDOWN;
  press.button.button = SDL_BUTTON_LEFT;
  press.button.x = 300;
  press.button.y = 50;
  way.type = SDL_MOUSEMOTION;
  way.motion.x = 2;
  way.motion.y = 50;
  release = press;
  release.type = SDL_MOUSEBUTTONUP;
  release.button.x = 2;
  push({press, way, release, words_event("x")});
  step();
  EXPECT_EQ(text_, "x");
}

TEST_F(Typing, AWordThatAnInputMethodIsStillMakingGoesOnceToTheFieldThatIsLeft) {
  push({preedit_event("tiếng")});
  step();
  EXPECT_EQ(text_, "");
  click(500);
  step();
  EXPECT_EQ(text_, "tiếng");
  push({words_event("tiếng")});
  step();
  EXPECT_EQ(text_, "tiếng") << "nobody has the keyboard";
}

TEST_F(Typing, AWordInTheMakingIsTextWhenAnotherWindowGetsTheKeyboard) {
  push({preedit_event("tiếng")});
  SDL_Event lost{};
  lost.type = SDL_WINDOWEVENT;
  lost.window.event = SDL_WINDOWEVENT_FOCUS_LOST;
  push({lost, preedit_event("")});
  step();
  EXPECT_EQ(text_, "tiếng");
}

TEST_F(Typing, ALongWordInTheMakingComesWhole) {
  const std::string word(150, 'x');
  SDL_Event event{};
  event.type = SDL_TEXTEDITING_EXT;
  event.editExt.text = SDL_strdup(word.c_str());
  push({event, key_event(SDLK_HOME, true, false), words_event("a")});
  step();
  EXPECT_EQ(text_, "a" + word);
}

TEST_F(Typing, WhatIsCommittedTakesThePlaceOfThePreedit) {
  push({preedit_event("tiê"), preedit_event("tiếng"), words_event("tiếng"), preedit_event("")});
  step();
  EXPECT_EQ(text_, "tiếng");
}

}  // namespace
}  // namespace bangtin::ui
