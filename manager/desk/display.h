// How the window looks to whoever sits at this PC: language, colours, size. Thread: the window's.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "shared/base/texts.h"
#include "shared/ui/colours.h"

namespace bangtin::desk {

struct Display {
  Language language = Language::Vietnamese;
  ui::ColourSet colours = ui::ColourSet::Light;
  int scale_percent = 100;  ///< the person's own, on top of what the monitor needs
  bool operator==(const Display&) const = default;
};

inline constexpr int kScaleMinPercent = 80;
inline constexpr int kScaleMaxPercent = 200;
inline constexpr int kScaleStepPercent = 10;

/// What this PC keeps of it, as canonical JSON. Pure.
std::string display_bytes(const Display& display);
/// What is missing in the bytes or odd stays as usual: that keeps nobody from his work. Pure.
Display display_from(std::string_view bytes);

/// Language and colours of what is drawn from the next frame on. The size is the platform's.
void put_in_force(const Display& display);

// What a page asks for.
struct ShowDisplay {
  bool shown = false;
};
struct SetDisplay {
  Display display;
};
using DisplayStep = std::variant<ShowDisplay, SetDisplay>;

}  // namespace bangtin::desk
