#include "shared/ui/sdl_display.h"

#include <SDL.h>

#include <algorithm>
#include <cstdlib>

namespace bangtin::ui {
namespace {

/// Xft.dpi of the X server; 0: none. SDL reads it only where the server knows of no displays. The
/// library is the one that SDL has loaded; its header's macros (Status ...) would hurt ours.
float xft_dpi() {
  void* const x11 = SDL_LoadObject("libX11.so.6");
  if (x11 == nullptr) return 0;
  const auto open = reinterpret_cast<void* (*)(const char*)>(SDL_LoadFunction(x11, "XOpenDisplay"));
  const auto close = reinterpret_cast<int (*)(void*)>(SDL_LoadFunction(x11, "XCloseDisplay"));
  const auto setting = reinterpret_cast<char* (*)(void*, const char*, const char*)>(
      SDL_LoadFunction(x11, "XGetDefault"));
  float dpi = 0;
  void* const server = open && close && setting ? open(nullptr) : nullptr;
  if (server != nullptr) {
    if (const char* told = setting(server, "Xft", "dpi")) dpi = std::strtof(told, nullptr);
    close(server);
  }
  SDL_UnloadObject(x11);
  return dpi;
}

}  // namespace

bool has_no_glass(std::string_view driver) { return driver == "offscreen" || driver == "dummy"; }

DisplayFacts sdl_display_facts(SDL_Window* window) {
  DisplayFacts facts;
  facts.driver = SDL_GetCurrentVideoDriver();
  if (has_no_glass(facts.driver)) return facts;
  const int display = window == nullptr ? 0 : std::max(0, SDL_GetWindowDisplayIndex(window));
  if (SDL_GetDisplayDPI(display, &facts.dpi, nullptr, nullptr) != 0) facts.dpi = 0;
  if (facts.driver == "x11") facts.desktop_dpi = xft_dpi();
  SDL_Rect room{};
  // Panels that belong to another display may leave nothing.
  if (SDL_GetDisplayUsableBounds(display, &room) != 0 || room.w <= 0 || room.h <= 0) {
    if (SDL_GetDisplayBounds(display, &room) != 0) room = {};
  }
  facts.usable_px = {room.w, room.h};
  return facts;
}

}  // namespace bangtin::ui
