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
/// How much paler than its colour the ground of a stretch is, so that words can be read on it.
inline constexpr float kFilledPale = 0.78F;
inline constexpr float kShadedPale = 0.72F;

enum class StretchLook { Filled, Hollow, Blank, Shaded };

struct TimelineStretch {
  float begin = 0;  ///< hours, 0-24
  float end = 0;
  std::string words;  ///< an icon before them is seen where they have no room
  std::string tip;    ///< shown while the mouse is on it
  Colour colour = Colour::Accent;
  StretchLook look = StretchLook::Filled;
  bool selected = false;
};

/// Hours that a person may draw to others with the mouse: by one end, or as a whole.
struct TimelineHandle {
  float begin = 0;  ///< hours, 0-24
  float end = 0;
  bool outlined = false;  ///< drawn by a person and not kept yet
};

struct TimelineLane {
  std::string id;
  std::string name;
  std::string note;  ///< below the name, muted
  std::vector<TimelineStretch> stretches;
  bool thin = false;  ///< times of rest: lower, and laid over all lanes as a shade; no press
  std::vector<TimelineHandle> handles;  ///< the first one under the mouse is taken
};

struct TimelineNow {
  float hour = 0;
  std::string words;
};

struct TimelinePress {
  std::size_t lane = 0;
  std::size_t stretch = 0;
};

/// A handle that was let go at other hours: in quarters of an hour, with Shift in five minutes, or
/// at an end of any stretch that is near. Escape before that leaves all as it was.
struct TimelineDrop {
  std::size_t lane = 0;
  std::size_t handle = 0;
  float begin = 0;
  float end = 0;
};

/// What a person did; one of them at most.
struct TimelineDeed {
  std::optional<TimelinePress> press;
  std::optional<TimelineDrop> drop;
};

/// Draws the lanes below an axis of hours, with a line at `now`. As wide as the room.
TimelineDeed timeline(const std::vector<TimelineLane>& lanes,
                      const std::optional<TimelineNow>& now);

/// Its height in logical pixels.
float timeline_height(const std::vector<TimelineLane>& lanes);

}  // namespace bangtin::ui
