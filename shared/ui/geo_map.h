// A map with marks on it. Thread: the window's, inside a frame.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/model/commune_map.h"
#include "shared/ui/widgets.h"

namespace bangtin::ui {

/// What stands on the map: told apart by its icon and by its colour.
struct MapMark {
  GeoPoint place;
  Mark status;
  std::string name;
  std::string tip;  ///< shown while the mouse is on it
  bool selected = false;
};

struct GeoMap {
  std::string_view id;
  std::string_view label;
  const CommuneMap* map = nullptr;  ///< null: only the marks
  std::vector<MapMark> marks;       ///< the most important first: its name finds room first
  std::string_view north;           ///< the letter of the arrow
  float height = 0;                 ///< logical pixels
  bool picks = false;               ///< a place is asked for, not a mark
};

struct MapPress {
  std::optional<std::size_t> mark;
  GeoPoint place;
};

/// Draws it as wide as the room. Gives what was pressed: a mark, or while it picks a place.
std::optional<MapPress> geo_map(const GeoMap& view);

/// Whether a place is inside of what is drawn for this map and these marks.
bool is_on_map(const GeoMap& view, const GeoPoint& place);

}  // namespace bangtin::ui
