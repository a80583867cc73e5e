// What comes from keyboard, mouse and input method, in the order in which it came. A text field
// takes its part from one list, never from Dear ImGui's state of keys: UniKey and its like correct
// a word by a burst of Backspaces and letters, and order is all that such a burst has
// (docs/adr/0017). Thread: the window's; for the one current context.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/ui/keys.h"

union SDL_Event;

namespace bangtin::ui {

/// What a key does in a text field.
enum class EditKey {
  Left,
  Right,
  Up,
  Down,
  Home,
  End,
  PageUp,
  PageDown,
  Backspace,
  Delete,
  Enter,
  Cut,
  Copy,
  Paste,
  SelectAll,
  Undo,
  Redo,
  NextGap,  ///< Tab, where the field said that it has one
};

struct TextEvent {
  enum class Kind {
    Text,     ///< was typed or committed by an input method
    Preedit,  ///< the word that an input method is making, empty when it no longer is
    Key,
    Leave,  ///< the window lost the keyboard: what is being made ends
  };
  Kind kind = Kind::Text;
  std::string text;
  EditKey key = EditKey::Left;
  bool shift = false;
  bool ctrl = false;
};

/// What an event is to the field that has the keyboard; nothing: it is for the page. `lines`: it
/// takes Enter, Up and Down.
std::optional<TextEvent> text_event(const SDL_Event& event, bool lines);

/// Puts one event behind those that settle() has not given away yet; frees what an extended event
/// of an input method owns.
void feed(const SDL_Event& event);

// The same for those who have no window: events as SDL would report them.
int keycode_of(Key key);
/// `keycode` and `modifiers` are SDL's.
void feed_key(int keycode, bool down, int modifiers = 0, bool repeat = false);
void feed_text(std::string_view text);
void feed_preedit(std::string_view text);

/// One frame's widgets.
using DrawFrame = std::function<void()>;

/// Runs frames without rendering until all input was taken: what moves the keyboard to another
/// field (a click, Tab) first has its frames, then comes what was typed behind it. Ends in a frame
/// that waits to be rendered. `begin` prepares the backends for a frame. Returns the number of
/// frames run.
int settle(const DrawFrame& begin, const DrawFrame& draw);

/// Said in each frame by the field that has the keyboard; what came for it, in order.
std::vector<TextEvent> take_text_events(unsigned field, bool lines);

/// Said after that by the same field: Tab is for it as long as there is a gap behind its cursor.
/// What it is told in a frame is taken before the next Tab is given away.
void keep_tab(bool wanted);

/// The input method forgets the word that it is making: the field has it already.
void reset_input_method();

/// A new context begins: nothing of the last one's input is left.
void forget_input();

}  // namespace bangtin::ui
