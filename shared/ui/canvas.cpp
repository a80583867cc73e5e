#include "shared/ui/canvas.h"

#include <SDL.h>

#include <optional>
#include <string>
#include <utility>

#include "imgui.h"
#include "imgui_impl_sdlrenderer2.h"
#include "imgui_internal.h"
#include "shared/ui/input.h"
#include "shared/ui/sdl_error.h"
#include "shared/ui/sdl_textures.h"
#include "shared/ui/theme.h"

namespace bangtin::ui {
namespace {

/// Dear ImGui needs a frame to see an event, one to answer and one to come to rest.
constexpr int kFramesToRest = 4;

ImGuiKey code_of(Key key) {
  switch (key) {
    case Key::Enter:
      return ImGuiKey_Enter;
    case Key::Escape:
      return ImGuiKey_Escape;
    case Key::Tab:
      return ImGuiKey_Tab;
    case Key::Backspace:
      return ImGuiKey_Backspace;
    case Key::Delete:
      return ImGuiKey_Delete;
    case Key::Left:
      return ImGuiKey_LeftArrow;
    case Key::Right:
      return ImGuiKey_RightArrow;
    case Key::Up:
      return ImGuiKey_UpArrow;
    case Key::Down:
      return ImGuiKey_DownArrow;
    case Key::Home:
      return ImGuiKey_Home;
    case Key::End:
      return ImGuiKey_End;
    case Key::F2:
      break;
  }
  return ImGuiKey_F2;
}

}  // namespace

bool pressed(Key key) { return ImGui::IsKeyPressed(code_of(key)); }

struct Canvas::Parts {
  ~Parts() {
    ImGui::SetCurrentContext(context);
    close_renderer();
    ImGui::DestroyContext(context);
  }
  void close_renderer() {
    textures.reset();
    if (ImGui::GetIO().BackendRendererUserData != nullptr) ImGui_ImplSDLRenderer2_Shutdown();
    if (renderer != nullptr) SDL_DestroyRenderer(std::exchange(renderer, nullptr));
    if (surface != nullptr) SDL_FreeSurface(std::exchange(surface, nullptr));
  }

  Bitmap bitmap;
  SDL_Surface* surface = nullptr;  ///< the bitmap's pixels
  SDL_Renderer* renderer = nullptr;
  std::optional<SdlTextures> textures;
  ImGuiContext* context = nullptr;
};

Canvas::Canvas(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Canvas::~Canvas() = default;

Result<std::unique_ptr<Canvas>> Canvas::open(Size size_px, float scale) {
  auto parts = std::make_unique<Parts>();
  parts->context = ImGui::CreateContext();
  ImGui::SetCurrentContext(parts->context);
  forget_input();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigInputTextCursorBlink = false;
  std::unique_ptr<Canvas> canvas(new Canvas(std::move(parts)));
  TRY(canvas->resize(size_px, scale));
  return canvas;
}

Status Canvas::resize(Size size_px, float scale) {
  Parts& parts = *parts_;
  parts.close_renderer();
  parts.bitmap = Bitmap(size_px, 0xff000000);
  parts.surface = SDL_CreateRGBSurfaceWithFormatFrom(parts.bitmap.pixels.data(), size_px.width_px,
                                                     size_px.height_px, 32, size_px.width_px * 4,
                                                     SDL_PIXELFORMAT_ARGB8888);
  if (parts.surface == nullptr) return sdl_error("no surface");
  parts.renderer = SDL_CreateSoftwareRenderer(parts.surface);
  if (parts.renderer == nullptr) return sdl_error("no renderer");
  ImGui::GetIO().DisplaySize = ImVec2(float(size_px.width_px), float(size_px.height_px));
  TRY(apply_theme(scale));
  ImGui_ImplSDLRenderer2_Init(parts.renderer);
  parts.textures.emplace(parts.renderer);
  return {};
}

Size Canvas::size_px() const { return parts_->bitmap.size; }

void Canvas::press(Key key) {
  feed_key(keycode_of(key), true);
  feed_key(keycode_of(key), false);
}

void Canvas::type(std::string_view utf8) { feed_text(utf8); }

const Bitmap& Canvas::draw(const std::function<void()>& page) {
  for (int i = 0; i < kFramesToRest; ++i) {
    settle(
        [] {
          ImGui_ImplSDLRenderer2_NewFrame();
          ImGui::GetIO().DeltaTime = 1.0F / 60;
        },
        page);
  }
  ImGui::Render();
  const Rgb ground = rgb_of(Colour::Background);
  SDL_SetRenderDrawColor(parts_->renderer, Uint8(ground >> 16), Uint8(ground >> 8), Uint8(ground),
                         0xFF);
  SDL_RenderClear(parts_->renderer);
  ImGui_ImplSDLRenderer2_RenderDrawData(ImGui::GetDrawData());
  SDL_RenderFlush(parts_->renderer);
  for (std::uint32_t& pixel : parts_->bitmap.pixels) pixel |= 0xff000000;
  return parts_->bitmap;
}

}  // namespace bangtin::ui
