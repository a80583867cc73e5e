// A day as lanes of stretches from 00:00 to 24:00. Thread: the window's, inside a frame.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/ui/widgets.h"

namespace bangtin::ui {

/// Filled: it plays. Hollow: it would, but something else does. Blank: nothing is there. Shaded: a
/// time of rest.
enum class StretchLook { Filled, Hollow, Blank, Shaded };

struct TimelineStretch {
  float begin = 0;  ///< hours, 0-24
  float end = 0;
  std::string words;
  std::string tip;  ///< shown while the mouse is on it
  Colour colour = colour::kAccent;
  StretchLook look = StretchLook::Filled;
  bool selected = false;
};

struct TimelineLane {
  std::string id;
  std::string name;
  std::string note;  ///< below the name, muted
  std::vector<TimelineStretch> stretches;
  bool thin = false;  ///< times of rest: lower, and laid over all lanes as a shade; no press
};

struct TimelineNow {
  float hour = 0;
  std::string words;
};

struct TimelinePress {
  std::size_t lane = 0;
  std::size_t stretch = 0;
};

/// Draws the lanes below an axis of hours, with a line at `now`. Gives the stretch that was
/// pressed. As wide as the room.
std::optional<TimelinePress> timeline(const std::vector<TimelineLane>& lanes,
                                      const std::optional<TimelineNow>& now);

/// Its height in logical pixels.
float timeline_height(const std::vector<TimelineLane>& lanes);

}  // namespace bangtin::ui
