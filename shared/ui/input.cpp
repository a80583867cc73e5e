#include "shared/ui/input.h"

#include <SDL.h>

#include <deque>
#include <utility>

#include "imgui.h"
#include "imgui_impl_sdl2.h"
#include "imgui_internal.h"

namespace bangtin::ui {
namespace {

/// More frames than any burst needs: a program that floods the window does not stop it.
constexpr int kSettleFramesMax = 20'000;
/// Until the keyboard is where a click or Tab moves it: one frame asks for it, one has it, and the
/// field says so at its end.
constexpr int kFramesToAnswer = 3;

/// An event with its words: those of SDL live only until the next one.
struct Pending {
  SDL_Event event{};
  std::string words;
};

struct Input {
  std::deque<Pending> pending;
  std::vector<TextEvent> given;  ///< in this frame
  unsigned field = 0;            ///< that has the keyboard
  bool lines = false;
  bool keeps_tab = false;
  int claimed_in = -1;  ///< the frame in which it said so
  int rest = 0;         ///< frames to run before a field is given more
  unsigned nav_id = 0;  ///< what had the keyboard in the last frame
};
Input input;

std::optional<EditKey> key_of(SDL_Keycode code, bool lines) {
  switch (code) {
    case SDLK_LEFT:
      return EditKey::Left;
    case SDLK_RIGHT:
      return EditKey::Right;
    case SDLK_HOME:
      return EditKey::Home;
    case SDLK_END:
      return EditKey::End;
    case SDLK_BACKSPACE:
      return EditKey::Backspace;
    case SDLK_DELETE:
      return EditKey::Delete;
    default:
      break;
  }
  if (!lines) return std::nullopt;
  switch (code) {
    case SDLK_UP:
      return EditKey::Up;
    case SDLK_DOWN:
      return EditKey::Down;
    case SDLK_PAGEUP:
      return EditKey::PageUp;
    case SDLK_PAGEDOWN:
      return EditKey::PageDown;
    case SDLK_RETURN:
    case SDLK_KP_ENTER:
      return EditKey::Enter;
    default:
      return std::nullopt;
  }
}

/// What Ctrl makes of a letter. Keyboards of other scripts have theirs in the same places.
std::optional<EditKey> command_of(const SDL_Keysym& key, bool shift) {
  const auto is = [&](SDL_Keycode letter, SDL_Scancode place) {
    return key.sym == letter || (key.sym > 0x7F && key.scancode == place);
  };
  if (is(SDLK_x, SDL_SCANCODE_X)) return EditKey::Cut;
  if (is(SDLK_c, SDL_SCANCODE_C) || key.sym == SDLK_INSERT) return EditKey::Copy;
  if (is(SDLK_v, SDL_SCANCODE_V)) return EditKey::Paste;
  if (is(SDLK_a, SDL_SCANCODE_A)) return EditKey::SelectAll;
  if (is(SDLK_z, SDL_SCANCODE_Z)) return shift ? EditKey::Redo : EditKey::Undo;
  if (is(SDLK_y, SDL_SCANCODE_Y)) return EditKey::Redo;
  return std::nullopt;
}

std::optional<TextEvent> key_event(const SDL_Keysym& key, bool lines) {
  TextEvent event;
  event.kind = TextEvent::Kind::Key;
  event.shift = (key.mod & KMOD_SHIFT) != 0;
  event.ctrl = (key.mod & KMOD_CTRL) != 0;
  // Alt belongs to the desktop; with Ctrl it is AltGr, which types letters.
  if ((key.mod & (KMOD_ALT | KMOD_GUI)) != 0) return std::nullopt;
  std::optional<EditKey> known = event.ctrl ? command_of(key, event.shift) : std::nullopt;
  if (event.shift && !event.ctrl && key.sym == SDLK_INSERT) known = EditKey::Paste;
  if (event.shift && !event.ctrl && key.sym == SDLK_DELETE) known = EditKey::Cut;
  const bool enter = key.sym == SDLK_RETURN || key.sym == SDLK_KP_ENTER;
  if (!known && !(event.ctrl && enter)) known = key_of(key.sym, lines);
  if (!known) return std::nullopt;
  event.key = *known;
  return event;
}

/// A key whose letter comes as text of its own: it says nothing more. Programs that type for a
/// person have keys without a name.
bool is_letter(const SDL_Keysym& key) {
  if (key.sym == SDLK_UNKNOWN) return true;
  const bool plain = (key.mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI)) == 0;
  const bool printed =
      key.sym >= SDLK_SPACE && (key.sym & SDLK_SCANCODE_MASK) == 0 && key.sym != SDLK_DELETE;
  return plain && printed;
}

bool is_modifier(SDL_Keycode code) {
  return (code >= SDLK_LCTRL && code <= SDLK_RGUI) || code == SDLK_CAPSLOCK ||
         code == SDLK_NUMLOCKCLEAR || code == SDLK_MODE;
}

/// What may move the keyboard to another field.
bool moves_keyboard(const SDL_Event& event) {
  if (event.type == SDL_KEYDOWN) return !is_modifier(event.key.keysym.sym);
  return event.type == SDL_MOUSEBUTTONDOWN || event.type == SDL_MOUSEBUTTONUP;
}

/// To Dear ImGui. Text is for fields only. A mouse button acts where its own event says: the
/// backend asks the desktop for the place of the mouse, and a display without a window manager
/// answers for another place of the window.
void give_to_page(const SDL_Event& event) {
  if (event.type == SDL_TEXTINPUT || event.type == SDL_TEXTEDITING) return;
  if (event.type == SDL_MOUSEBUTTONDOWN || event.type == SDL_MOUSEBUTTONUP) {
    ImGui::GetIO().AddMousePosEvent(float(event.button.x), float(event.button.y));
  }
  ImGui_ImplSDL2_ProcessEvent(&event);
}

bool is_plain_tab(const SDL_Event& event) {
  constexpr int kModifiers = KMOD_SHIFT | KMOD_CTRL | KMOD_ALT | KMOD_GUI;
  return event.type == SDL_KEYDOWN && event.key.keysym.sym == SDLK_TAB &&
         (event.key.keysym.mod & kModifiers) == 0;
}

std::optional<TextEvent> for_field(const Pending& pending) {
  if (input.keeps_tab && is_plain_tab(pending.event)) {
    TextEvent event;
    event.kind = TextEvent::Kind::Key;
    event.key = EditKey::NextGap;
    return event;
  }
  std::optional<TextEvent> event = text_event(pending.event, input.lines);
  if (event) event->text = pending.words;
  return event;
}

/// Gives what is pending to the field or the page, up to what must wait for a later frame.
void give_out() {
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  input.given.clear();
  if (context.InputEventsQueue.Size > 0) return;
  if (input.rest > 0) {
    --input.rest;
    return;
  }
  const bool in_field =
      input.field != 0 && context.ActiveId == input.field && input.claimed_in == context.FrameCount;
  while (!input.pending.empty()) {
    const Pending& next = input.pending.front();
    const SDL_Event& event = next.event;
    if (in_field) {
      // Whose it is shows when the field has seen what came before.
      if (is_plain_tab(event) && !input.given.empty()) return;
      if (std::optional<TextEvent> taken = for_field(next)) {
        input.given.push_back(std::move(*taken));
        if (event.type == SDL_WINDOWEVENT) give_to_page(event);
        input.pending.pop_front();
        continue;
      }
      if (event.type == SDL_KEYDOWN && is_letter(event.key.keysym)) {
        input.pending.pop_front();
        continue;
      }
      // The field first sees what came before.
      if (moves_keyboard(event) && !input.given.empty()) return;
    }
    const bool moves = moves_keyboard(event);
    give_to_page(event);
    input.pending.pop_front();
    if (!moves) continue;
    input.rest = kFramesToAnswer;
    return;
  }
}

}  // namespace

std::optional<TextEvent> text_event(const SDL_Event& event, bool lines) {
  TextEvent taken;
  switch (event.type) {
    case SDL_TEXTINPUT:
      taken.kind = TextEvent::Kind::Text;
      taken.text = event.text.text;
      return taken;
    case SDL_TEXTEDITING:
      taken.kind = TextEvent::Kind::Preedit;
      taken.text = event.edit.text;
      return taken;
    case SDL_KEYDOWN:
      return key_event(event.key.keysym, lines);
    case SDL_WINDOWEVENT:
      if (event.window.event != SDL_WINDOWEVENT_FOCUS_LOST) return std::nullopt;
      taken.kind = TextEvent::Kind::Leave;
      return taken;
    default:
      return std::nullopt;
  }
}

void feed(const SDL_Event& event) {
  Pending pending{event, {}};
  switch (event.type) {
    case SDL_TEXTEDITING_EXT:
      pending.event.type = SDL_TEXTEDITING;
      pending.event.edit.text[0] = '\0';
      if (event.editExt.text != nullptr) pending.words = event.editExt.text;
      SDL_free(event.editExt.text);
      break;
    case SDL_TEXTEDITING:
      pending.words = event.edit.text;
      break;
    case SDL_TEXTINPUT:
      pending.words = event.text.text;
      break;
    default:
      break;
  }
  input.pending.push_back(std::move(pending));
}

int keycode_of(Key key) {
  switch (key) {
    case Key::Enter:
      return SDLK_RETURN;
    case Key::Escape:
      return SDLK_ESCAPE;
    case Key::Tab:
      return SDLK_TAB;
    case Key::Backspace:
      return SDLK_BACKSPACE;
    case Key::Delete:
      return SDLK_DELETE;
    case Key::Left:
      return SDLK_LEFT;
    case Key::Right:
      return SDLK_RIGHT;
    case Key::Up:
      return SDLK_UP;
    case Key::Down:
      return SDLK_DOWN;
    case Key::Home:
      return SDLK_HOME;
    case Key::F2:
      return SDLK_F2;
    case Key::End:
      break;
  }
  return SDLK_END;
}

void feed_key(int keycode, bool down, int modifiers, bool repeat) {
  SDL_Event event{};
  event.type = down ? SDL_KEYDOWN : SDL_KEYUP;
  event.key.state = down ? SDL_PRESSED : SDL_RELEASED;
  event.key.repeat = repeat ? 1 : 0;
  event.key.keysym.sym = keycode;
  event.key.keysym.scancode = SDL_GetScancodeFromKey(keycode);
  event.key.keysym.mod = Uint16(modifiers);
  feed(event);
}

void feed_text(std::string_view text) {
  Pending pending{};
  pending.event.type = SDL_TEXTINPUT;
  pending.words = text;
  input.pending.push_back(std::move(pending));
}

void feed_preedit(std::string_view text) {
  Pending pending{};
  pending.event.type = SDL_TEXTEDITING;
  pending.words = text;
  input.pending.push_back(std::move(pending));
}

/// What had the keyboard is no more (another page, a row that went): Tab begins anew. Dear ImGui
/// would look for it for ever.
static void leave_what_is_gone(ImGuiContext& context) {
  const bool gone = context.NavId != 0 && !context.NavIdIsAlive && context.NavId == input.nav_id;
  if (gone) {
    context.NavId = 0;
    context.NavDisableHighlight = true;
  }
  input.nav_id = context.NavId;
}

int settle(const DrawFrame& begin, const DrawFrame& draw) {
  ImGuiContext& context = *ImGui::GetCurrentContext();
  int frames = 0;
  do {
    begin();
    give_out();
    ImGui::NewFrame();
    draw();
    ImGui::EndFrame();
    leave_what_is_gone(context);
    ++frames;
  } while ((context.InputEventsQueue.Size > 0 || !input.pending.empty()) &&
           frames < kSettleFramesMax);
  return frames;
}

std::vector<TextEvent> take_text_events(unsigned field, bool lines) {
  const bool mine = input.field == field;
  input.field = field;
  input.lines = lines;
  input.keeps_tab = false;
  input.claimed_in = ImGui::GetFrameCount();
  return mine ? std::exchange(input.given, {}) : std::vector<TextEvent>();
}

void keep_tab(bool wanted) { input.keeps_tab = wanted; }

void reset_input_method() {
  if (SDL_IsTextInputActive() == SDL_FALSE) return;
  SDL_StopTextInput();
  SDL_StartTextInput();
}

void forget_input() { input = {}; }

}  // namespace bangtin::ui
