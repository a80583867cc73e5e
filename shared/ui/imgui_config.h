// How Dear ImGui is built here; it includes this file itself (IMGUI_USER_CONFIG). Thread: the one
// that draws.
#pragma once

#include "shared/base/check.h"

/// A broken promise to Dear ImGui is a bug like any other.
#define IM_ASSERT(expression) CHECK(expression)

/// Characters beyond the basic plane; without it they become U+FFFD.
#define IMGUI_USE_WCHAR32
/// FreeType draws the letters: hinting and kerning as the compositor's.
#define IMGUI_ENABLE_FREETYPE
/// The hooks through which shared/ui's test driver sees each widget.
#define IMGUI_ENABLE_TEST_ENGINE
