#include "player/glass/sdl_display.h"

#include <SDL.h>
#include <SDL_syswm.h>
#undef Status  // X11 takes these names for macros.
#undef None

#include <algorithm>
#include <vector>

#include "player/glass/placement.h"
#include "shared/base/log.h"
#include "shared/compose/palette.h"

namespace bangtin {
namespace {

constexpr Size kOffscreenSize{1920, 1080};

Error sdl_error(const char* what) {
  return {Code::Unavailable, std::string(what) + ": " + SDL_GetError(), {}};
}

struct FreeSurface {
  void operator()(SDL_Surface* surface) const { SDL_FreeSurface(surface); }
};
struct DestroyWindow {
  void operator()(SDL_Window* window) const { SDL_DestroyWindow(window); }
};

bool is_bare() { return SDL_strcasecmp(SDL_GetCurrentVideoDriver(), "kmsdrm") == 0; }

/// A desktop takes the window surface as it is: through GL it costs three times the processor where
/// there is no GPU. Without a desktop SDL has no surface but through GL ES; the window is made for
/// that from the start, since one that SDL must make anew for it stays black (2.26). Before there
/// is a window.
Uint32 choose_surface() {
  if (!is_bare()) {
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    return 0;
  }
  SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "opengles2");
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 2);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
  return SDL_WINDOW_OPENGL;
}

bool start_video() {
  SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
  SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
  SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
  if (SDL_Init(SDL_INIT_VIDEO) == 0) return true;
  if (SDL_getenv("SDL_VIDEODRIVER") != nullptr) return false;
  log::info("glass", "no screen found, drawing without one", {{"reason", SDL_GetError()}});
  SDL_setenv("SDL_VIDEODRIVER", "offscreen", 1);
  return SDL_Init(SDL_INIT_VIDEO) == 0;
}

KeyName name_of(const SDL_Keysym& key) {
  switch (key.sym) {
    case SDLK_RETURN:
    case SDLK_KP_ENTER:
      return KeyName::Enter;
    case SDLK_ESCAPE:
      return KeyName::Escape;
    case SDLK_TAB:
      return (key.mod & KMOD_SHIFT) != 0 ? KeyName::BackTab : KeyName::Tab;
    case SDLK_BACKSPACE:
      return KeyName::Backspace;
    case SDLK_DELETE:
      return KeyName::Delete;
    case SDLK_LEFT:
      return KeyName::Left;
    case SDLK_RIGHT:
      return KeyName::Right;
    case SDLK_UP:
      return KeyName::Up;
    case SDLK_DOWN:
      return KeyName::Down;
    case SDLK_HOME:
      return KeyName::Home;
    case SDLK_END:
      return KeyName::End;
    case SDLK_F2:
      return KeyName::F2;
    case SDLK_F10:
      return KeyName::F10;
    default:
      return KeyName::None;
  }
}

void take_key(const SDL_Event& event, std::vector<KeyStroke>& keys) {
  if (event.type == SDL_TEXTINPUT) {
    keys.push_back({KeyName::Text, event.text.text});
  } else if (event.type == SDL_KEYDOWN) {
    // Ctrl-Alt-F2 and the like are meant for something else, which a board does not have.
    constexpr Uint16 kElsewhere = KMOD_CTRL | KMOD_ALT | KMOD_GUI;
    if ((event.key.keysym.mod & kElsewhere) != 0) return;
    const KeyName name = name_of(event.key.keysym);
    if (name != KeyName::None) keys.push_back({name, {}});
  }
}

bool has_screen() {
  const std::string driver = SDL_GetCurrentVideoDriver();
  return driver != "offscreen" && driver != "dummy";
}

}  // namespace

struct SdlDisplay::State {
  std::unique_ptr<SDL_Window, DestroyWindow> window;
  bool windowed = false;
  int event_fd = -1;
  Placement placement;
  ~State() {
    window.reset();
    SDL_Quit();
  }
};

SdlDisplay::SdlDisplay(std::unique_ptr<State> state) : state_(std::move(state)) {}
SdlDisplay::~SdlDisplay() = default;

Result<std::unique_ptr<SdlDisplay>> SdlDisplay::open(const SdlDisplayOptions& options) {
  if (!start_video()) return sdl_error("open the screen");
  const Uint32 surface_flags = choose_surface();
  auto state = std::make_unique<State>();
  state->windowed = options.windowed;
  SDL_Rect screen{0, 0, kOffscreenSize.width_px, kOffscreenSize.height_px};
  if (has_screen() && SDL_GetDisplayBounds(0, &screen) != 0) return sdl_error("size of the screen");
  const Size size = options.size_px.value_or(Size{screen.w, screen.h});
  // A full screen is a bare window over all of it: no mode is switched, nothing waits for a window
  // manager that may not be there.
  Uint32 flags = options.windowed ? SDL_WINDOW_SHOWN : SDL_WINDOW_BORDERLESS;
  if (!options.windowed && !options.size_px) flags |= SDL_WINDOW_ALWAYS_ON_TOP;
  const int place = options.windowed ? int(SDL_WINDOWPOS_CENTERED) : 0;
  state->window.reset(SDL_CreateWindow("Bảng Tin", options.windowed ? place : screen.x,
                                       options.windowed ? place : screen.y, size.width_px,
                                       size.height_px, flags | surface_flags));
  if (!state->window) return sdl_error("open the window");
  if (!options.windowed) SDL_ShowCursor(SDL_DISABLE);
  if (SDL_GetWindowSurface(state->window.get()) == nullptr) return sdl_error("window surface");
  SDL_SysWMinfo info;
  SDL_VERSION(&info.version);
  if (SDL_GetWindowWMInfo(state->window.get(), &info) == SDL_TRUE &&
      info.subsystem == SDL_SYSWM_X11) {
    state->event_fd = ConnectionNumber(info.info.x11.display);
  }
  return std::unique_ptr<SdlDisplay>(new SdlDisplay(std::move(state)));
}

Size SdlDisplay::glass_px() const {
  Size size;
  SDL_GetWindowSize(state_->window.get(), &size.width_px, &size.height_px);
  return size;
}

Size SdlDisplay::size_px() const { return canvas_size(state_->placement, glass_px()); }

void SdlDisplay::place(const Placement& placement) { state_->placement = placement; }

const Placement& SdlDisplay::placement() const { return state_->placement; }

int SdlDisplay::refresh_hz() const {
  SDL_DisplayMode mode;
  return has_screen() && SDL_GetCurrentDisplayMode(0, &mode) == 0 ? mode.refresh_rate : 0;
}

Status SdlDisplay::present_placed(const PixelView& canvas, std::span<const Rect> damage) {
  SDL_Surface* surface = SDL_GetWindowSurface(state_->window.get());
  if (surface == nullptr) return sdl_error("window surface");
  const Size glass{surface->w, surface->h};
  const Size room = canvas_size(state_->placement, glass);
  const Rect all{0, 0, room.width_px, room.height_px};
  Bitmap scaled;
  PixelView view = canvas;
  if (canvas.size_px != room) {
    Bitmap source(canvas.size_px);
    std::copy_n(canvas.pixels, source.pixels.size(), source.pixels.begin());
    const Bitmap fit = scale_to_fit(source, room);
    scaled = Bitmap(room, palette::kNight);
    blit(scaled, fit, (room.width_px - fit.width()) / 2, (room.height_px - fit.height()) / 2);
    view = {scaled.pixels.data(), room};
    damage = std::span(&all, 1);
  }
  std::vector<SDL_Rect> changed;
  const bool whole = damage.size() == 1 && damage[0] == all;
  if (whole) {  // The free edges are drawn with it.
    SDL_FillRect(surface, nullptr, SDL_MapRGB(surface->format, 0, 0, 0));
    changed.push_back({0, 0, surface->w, surface->h});
  }
  const Rotation rotation = bounded(state_->placement, glass).rotation;
  for (const Rect& rect : damage) {
    Bitmap part = turned(view, rect, rotation);
    const Rect to = on_glass(state_->placement, glass, rect);
    const std::unique_ptr<SDL_Surface, FreeSurface> source(
        SDL_CreateRGBSurfaceWithFormatFrom(part.pixels.data(), part.width(), part.height(), 32,
                                           part.width() * 4, SDL_PIXELFORMAT_RGB888));
    SDL_Rect place{to.x_px, to.y_px, to.width_px, to.height_px};
    if (!source || SDL_BlitSurface(source.get(), nullptr, surface, &place) != 0) {
      return sdl_error("draw");
    }
    if (!whole) changed.push_back({to.x_px, to.y_px, to.width_px, to.height_px});
  }
  if (SDL_UpdateWindowSurfaceRects(state_->window.get(), changed.data(), int(changed.size())) !=
      0) {
    return sdl_error("present");
  }
  return {};
}

Status SdlDisplay::present(const PixelView& canvas, std::span<const Rect> damage) {
  if (state_->placement != Placement{}) return present_placed(canvas, damage);
  // Taken anew each time: SDL makes another one when the window changes.
  SDL_Surface* surface = SDL_GetWindowSurface(state_->window.get());
  if (surface == nullptr) return sdl_error("window surface");
  const std::unique_ptr<SDL_Surface, FreeSurface> source(SDL_CreateRGBSurfaceWithFormatFrom(
      const_cast<std::uint32_t*>(canvas.pixels), canvas.size_px.width_px, canvas.size_px.height_px,
      32, canvas.size_px.width_px * 4, SDL_PIXELFORMAT_RGB888));
  if (!source) return sdl_error("canvas");
  std::vector<SDL_Rect> changed;
  if (surface->w == canvas.size_px.width_px && surface->h == canvas.size_px.height_px) {
    for (const Rect& rect : damage) {
      changed.push_back({rect.x_px, rect.y_px, rect.width_px, rect.height_px});
      SDL_Rect to = changed.back();
      if (SDL_BlitSurface(source.get(), &changed.back(), surface, &to) != 0) {
        return sdl_error("draw");
      }
    }
  } else {
    const Size fit = fitted(canvas.size_px, {surface->w, surface->h});
    SDL_Rect to{(surface->w - fit.width_px) / 2, (surface->h - fit.height_px) / 2, fit.width_px,
                fit.height_px};
    const Color bars = palette::kNight;
    SDL_FillRect(surface, nullptr,
                 SDL_MapRGB(surface->format, Uint8(bars >> 16), Uint8(bars >> 8), Uint8(bars)));
    if (SDL_BlitScaled(source.get(), nullptr, surface, &to) != 0) return sdl_error("draw");
    changed.push_back({0, 0, surface->w, surface->h});
  }
  if (SDL_UpdateWindowSurfaceRects(state_->window.get(), changed.data(), int(changed.size())) !=
      0) {
    return sdl_error("present");
  }
  return {};
}

DisplayEvents SdlDisplay::take_events() {
  DisplayEvents events;
  SDL_Event event;
  while (SDL_PollEvent(&event) != 0) {
    if (event.type == SDL_WINDOWEVENT) {
      const Uint8 kind = event.window.event;
      events.exposed = events.exposed || kind == SDL_WINDOWEVENT_EXPOSED ||
                       kind == SDL_WINDOWEVENT_SHOWN || kind == SDL_WINDOWEVENT_SIZE_CHANGED ||
                       kind == SDL_WINDOWEVENT_RESTORED;
    }
    take_key(event, events.keys);
    if (!state_->windowed) continue;  // On a square no key leads out.
    events.closed = events.closed || event.type == SDL_QUIT;
    events.escaped =
        events.escaped || (event.type == SDL_KEYDOWN && event.key.keysym.sym == SDLK_ESCAPE);
  }
  return events;
}

int SdlDisplay::event_fd() const { return state_->event_fd; }

}  // namespace bangtin
