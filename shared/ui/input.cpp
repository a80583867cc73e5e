#include "shared/ui/input.h"

#include <SDL.h>

#include "imgui.h"
#include "imgui_impl_sdl2.h"
#include "imgui_internal.h"

namespace bangtin::ui {
namespace {

/// More frames than any burst needs: a program that floods the window does not stop it.
constexpr int kSettleFramesMax = 20'000;

}  // namespace

void feed(const SDL_Event& event) {
  if (event.type == SDL_KEYDOWN && event.key.repeat != 0) {
    SDL_Event release = event;
    release.type = SDL_KEYUP;
    release.key.state = SDL_RELEASED;
    release.key.repeat = 0;
    ImGui_ImplSDL2_ProcessEvent(&release);
  }
  if (event.type == SDL_MOUSEBUTTONDOWN || event.type == SDL_MOUSEBUTTONUP) {
    ImGui::GetIO().AddMousePosEvent(float(event.button.x), float(event.button.y));
  }
  ImGui_ImplSDL2_ProcessEvent(&event);
}

int settle(const DrawFrame& begin, const DrawFrame& draw) {
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  int frames = 0;
  do {
    begin();
    ImGui::NewFrame();
    draw();
    ImGui::EndFrame();
    ++frames;
  } while (context.InputEventsQueue.Size > 0 && frames < kSettleFramesMax);
  return frames;
}

}  // namespace bangtin::ui
