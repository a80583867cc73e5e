// What SDL says of its last failure, as our error. Thread: that of SDL.
#pragma once

#include <SDL.h>

#include <string>

#include "shared/base/result.h"

namespace bangtin::ui {

inline Error sdl_error(const char* what) {
  return {Code::Unavailable, std::string(what) + ": " + SDL_GetError(), {}};
}

}  // namespace bangtin::ui
