#include "shared/ui/platform.h"

#include <SDL.h>

#include <algorithm>
#include <atomic>
#include <clocale>
#include <optional>

#include "imgui.h"
#include "imgui_impl_sdl2.h"
#include "imgui_impl_sdlrenderer2.h"
#include "imgui_internal.h"
#include "shared/compose/bitmap.h"
#include "shared/ui/drawn_frame.h"
#include "shared/ui/input.h"
#include "shared/ui/sdl_display.h"
#include "shared/ui/sdl_error.h"
#include "shared/ui/sdl_textures.h"
#include "shared/ui/theme.h"

namespace bangtin::ui {
namespace {

/// Dear ImGui needs a frame to see an event and one to answer; what that opens needs one to be
/// drawn, one to be measured and one to come to its place.
constexpr int kFramesAfterEvent = 5;
constexpr std::size_t kDroppedFilesMax = 64;

constexpr float kZoomMin = 0.8F;
constexpr float kZoomMax = 2.0F;
constexpr float kZoomStep = 0.1F;

std::atomic<Uint32> wake_event{0};

/// What everything's size comes from.
struct Sizes {
  float zoom = 1.0F;     ///< the person's
  float display = 1.0F;  ///< display_scale() of the window's display
  float scale() const { return drawn_scale(zoom, display); }
};

/// SDL_WaitEventTimeout, but on a driver that cannot wait (offscreen, dummy) SDL looks a thousand
/// times a second: fifty times are enough where nobody types.
bool wait_event(SDL_Event& event, Millis timeout, bool driver_waits) {
  const int timeout_ms = int(std::max<Millis::rep>(0, timeout.count()));
  if (driver_waits) return SDL_WaitEventTimeout(&event, timeout_ms) != 0;
  constexpr int kSlice_ms = 20;
  for (int left_ms = timeout_ms;; left_ms -= kSlice_ms) {
    if (SDL_PollEvent(&event) != 0) return true;
    if (left_ms <= 0) return false;
    SDL_Delay(Uint32(std::min(left_ms, kSlice_ms)));
  }
}

void set_ground(SDL_Renderer* renderer) {
  const Rgb ground = rgb_of(Colour::Background);
  SDL_SetRenderDrawColor(renderer, Uint8(ground >> 16), Uint8(ground >> 8), Uint8(ground), 0xFF);
}

/// The processor draws, into memory that stays as it is between two pictures.
bool keeps_pixels(SDL_Renderer* renderer) {
  SDL_RendererInfo info{};
  return SDL_GetRendererInfo(renderer, &info) == 0 && (info.flags & SDL_RENDERER_SOFTWARE) != 0;
}

}  // namespace

struct Platform::Parts {
  ~Parts() {
    textures.reset();
    if (ImGui::GetCurrentContext() != nullptr) {
      if (ImGui::GetIO().BackendRendererUserData != nullptr) ImGui_ImplSDLRenderer2_Shutdown();
      if (ImGui::GetIO().BackendPlatformUserData != nullptr) ImGui_ImplSDL2_Shutdown();
      ImGui::DestroyContext();
    }
    if (renderer != nullptr) SDL_DestroyRenderer(renderer);
    if (window != nullptr) SDL_DestroyWindow(window);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
  }

  SDL_Window* window = nullptr;
  SDL_Renderer* renderer = nullptr;
  std::function<DisplayFacts()> display_facts;
  Sizes sizes;         ///< in force
  Sizes sizes_wanted;  ///< from the next picture on
  bool display_asked = false;
  int frames_due = kFramesAfterEvent;
  Millis holds{0};
  bool closed = false;
  bool driver_waits = true;
  std::vector<std::string> dropped;
  std::optional<SdlTextures> textures;
  DrawnFrame drawn;
  bool keeps_pixels = false;
  std::int64_t pixels_drawn = 0;
};

Platform::Platform(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Platform::~Platform() { wake_event.store(0); }

Result<std::unique_ptr<Platform>> Platform::open(const PlatformOptions& options) {
  // Both before the window: the title is UTF-8, and the input method shows its own candidates.
  std::setlocale(LC_ALL, "");
  std::setlocale(LC_NUMERIC, "C");
  SDL_SetHint(SDL_HINT_IME_SHOW_UI, "1");
  SDL_SetHint(SDL_HINT_IME_SUPPORT_EXTENDED_TEXT, "1");
  SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
  SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
  if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) return sdl_error("no display");
  auto parts = std::make_unique<Parts>();
  const std::string driver = SDL_GetCurrentVideoDriver();
  parts->driver_waits = !has_no_glass(driver);
  parts->display_facts = options.display_facts ? options.display_facts : [raw = parts.get()] {
    return sdl_display_facts(raw->window);
  };
  const Size size_px = opening_size_px(options.size_px, parts->display_facts());
  parts->window =
      SDL_CreateWindow(options.title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                       size_px.width_px, size_px.height_px, SDL_WINDOW_RESIZABLE);
  if (parts->window == nullptr) return sdl_error("no window");
  SDL_SetWindowMinimumSize(parts->window, std::min(1024, size_px.width_px),
                           std::min(600, size_px.height_px));
  parts->renderer = SDL_CreateRenderer(parts->window, -1, 0);
  if (parts->renderer == nullptr) {
    parts->renderer = SDL_CreateRenderer(parts->window, -1, SDL_RENDERER_SOFTWARE);
  }
  if (parts->renderer == nullptr) return sdl_error("no renderer");
  parts->keeps_pixels = keeps_pixels(parts->renderer);
  ImGui::CreateContext();
  forget_input();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigInputTextCursorBlink = false;  // A caret that blinks costs two pictures a second.
  parts->sizes = {std::clamp(options.zoom, kZoomMin, kZoomMax),
                  display_scale(parts->display_facts())};
  parts->sizes_wanted = parts->sizes;
  TRY(apply_theme(parts->sizes.scale()));
  ImGui_ImplSDL2_InitForSDLRenderer(parts->window, parts->renderer);
  ImGui_ImplSDLRenderer2_Init(parts->renderer);
  parts->textures.emplace(parts->renderer);
  if (wake_event.load() == 0) wake_event.store(SDL_RegisterEvents(1));
  SDL_EventState(SDL_DROPFILE, SDL_ENABLE);
  SDL_StartTextInput();
  return std::unique_ptr<Platform>(new Platform(std::move(parts)));
}

void Platform::request_redraw() {
  const Uint32 type = wake_event.load();
  if (type == 0) return;
  SDL_Event event{};
  event.type = type;
  SDL_PushEvent(&event);  // A full queue wakes the window anyway.
}

bool Platform::step(const Draw& draw, Millis wait_max) {
  const Millis wait = parts_->frames_due > 0 ? Millis(0) : std::min(parts_->holds, wait_max);
  SDL_Event event;
  if (wait_event(event, wait, parts_->driver_waits)) {
    do {
      take_event(&event);
    } while (SDL_PollEvent(&event) != 0);
    parts_->frames_due = kFramesAfterEvent;
  } else if (parts_->frames_due == 0 && wait == parts_->holds) {
    parts_->frames_due = 1;
  }
  if (parts_->frames_due > 0) {
    --parts_->frames_due;
    draw_frame(draw);
  }
  return !parts_->closed;
}

void Platform::take_event(const void* raw) {
  const SDL_Event& event = *static_cast<const SDL_Event*>(raw);
  switch (event.type) {
    case SDL_QUIT:
      parts_->closed = true;
      break;
    case SDL_DISPLAYEVENT:
      parts_->display_asked = true;
      break;
    case SDL_WINDOWEVENT:
      if (event.window.event == SDL_WINDOWEVENT_DISPLAY_CHANGED) parts_->display_asked = true;
      [[fallthrough]];
    case SDL_RENDER_TARGETS_RESET:
    case SDL_RENDER_DEVICE_RESET:
      forget_drawn();  // Something may have stood over it, or it has another size.
      break;
    case SDL_DROPFILE:
      if (parts_->dropped.size() < kDroppedFilesMax) parts_->dropped.emplace_back(event.drop.file);
      SDL_free(event.drop.file);
      return;
    case SDL_KEYDOWN:
      if ((event.key.keysym.mod & KMOD_CTRL) != 0) {
        const SDL_Keycode key = event.key.keysym.sym;
        const bool more = key == SDLK_EQUALS || key == SDLK_PLUS || key == SDLK_KP_PLUS;
        const bool less = key == SDLK_MINUS || key == SDLK_KP_MINUS;
        float& zoom = parts_->sizes_wanted.zoom;
        if (more || less) {
          zoom = std::clamp(zoom + (more ? kZoomStep : -kZoomStep), kZoomMin, kZoomMax);
        }
      }
      break;
    default:
      break;
  }
  feed(event);
}

void Platform::draw_frame(const Draw& draw) {
  if ((SDL_GetWindowFlags(parts_->window) & SDL_WINDOW_MINIMIZED) != 0) return;
  if (std::exchange(parts_->display_asked, false)) {
    parts_->sizes_wanted.display = display_scale(parts_->display_facts());
  }
  if (!take_sizes().ok()) parts_->sizes_wanted = parts_->sizes;
  settle(
      [] {
        ImGui_ImplSDLRenderer2_NewFrame();
        ImGui_ImplSDL2_NewFrame();
      },
      [&] { parts_->holds = draw(); });
  ImGui::Render();
  render();
}

/// What is new of the picture; the rest stands in the window already. A card keeps no picture once
/// it is shown: there another one is drawn as a whole.
void Platform::render() {
  ImDrawData& data = *ImGui::GetDrawData();
  Damage damage = parts_->drawn.take(data, parts_->textures->take_made());
  if (damage.empty()) return;
  if (!parts_->keeps_pixels) damage = {{0, 0, data.DisplaySize.x, data.DisplaySize.y}};
  for (const Box& place : damage) {
    const SDL_Rect rect{int(place.left), int(place.top), int(place.width()), int(place.height())};
    const ClippedTo clipped(data, place);
    set_ground(parts_->renderer);
    SDL_RenderFillRect(parts_->renderer, &rect);
    ImGui_ImplSDLRenderer2_RenderDrawData(&data);
    parts_->pixels_drawn += std::int64_t(rect.w) * rect.h;
  }
  SDL_RenderPresent(parts_->renderer);
}

bool Platform::at_rest() const { return parts_->frames_due == 0; }

void Platform::forget_drawn() { parts_->drawn.forget(); }

std::int64_t Platform::pixels_drawn() const { return parts_->pixels_drawn; }

std::vector<std::string> Platform::take_dropped_files() {
  return std::exchange(parts_->dropped, {});
}

Status Platform::save_shot(const std::filesystem::path& path) {
  ImDrawData* drawn = ImGui::GetDrawData();
  if (drawn == nullptr || !drawn->Valid) return Error{Code::Unavailable, "nothing drawn yet", ""};
  if (!parts_->keeps_pixels) {
    // After presenting the back buffer holds nothing certain: draw the last frame again.
    set_ground(parts_->renderer);
    SDL_RenderClear(parts_->renderer);
    ImGui_ImplSDLRenderer2_RenderDrawData(drawn);
  }
  Size size;
  SDL_GetRendererOutputSize(parts_->renderer, &size.width_px, &size.height_px);
  Bitmap bitmap(size);
  if (SDL_RenderReadPixels(parts_->renderer, nullptr, SDL_PIXELFORMAT_ARGB8888,
                           bitmap.pixels.data(), size.width_px * 4) != 0) {
    return sdl_error("no picture of the window");
  }
  for (std::uint32_t& pixel : bitmap.pixels) pixel |= 0xFF000000U;
  return write_png(path, bitmap);
}

Status Platform::set_zoom(float zoom) {
  parts_->sizes_wanted.zoom = std::clamp(zoom, kZoomMin, kZoomMax);
  return take_sizes();
}

/// The window stays as it is: one that grew with its letters could come to stand on the display
/// that it left, and go back and forth for ever.
Status Platform::take_sizes() {
  const float wanted = parts_->sizes_wanted.scale();
  if (wanted != scale()) {
    ImGui_ImplSDLRenderer2_DestroyFontsTexture();
    TRY(apply_theme(wanted));
    forget_drawn();
    parts_->frames_due = kFramesAfterEvent;
  }
  parts_->sizes = parts_->sizes_wanted;
  return {};
}

float Platform::zoom() const { return parts_->sizes.zoom; }

float Platform::scale() const { return parts_->sizes.scale(); }

}  // namespace bangtin::ui
