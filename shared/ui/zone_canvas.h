// A canvas with rectangles that a person draws with the mouse or moves by keys. Thread: the
// window's, inside a frame.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/ui/widgets.h"
#include "shared/ui/zone_geometry.h"

namespace bangtin::ui {

struct ZoneShape {
  std::string name;
  ZoneRect rect;
  Colour colour = Colour::Accent;
  bool selected = false;
  std::string fault;  ///< in words; empty: none
};

struct ZoneCanvas {
  std::string_view id;
  std::string_view label;
  const std::vector<ZoneShape>& shapes;
  float width = 0, height = 0;  ///< logical pixels
  bool editable = true;         ///< else a picture only
};

struct ZoneChange {
  std::size_t shape = 0;
  ZoneRect rect;
};

/// What a person did; one of them at most.
struct ZoneDeed {
  std::optional<std::size_t> pressed;  ///< a shape
  std::optional<ZoneChange> change;    ///< moved or drawn to another size
  std::optional<ZoneRect> drawn;       ///< on free ground
  std::optional<std::size_t> removed;
};

/// By mouse: a shape is moved by its inside, pulled by an edge or corner; edges stand where others
/// do, else on a grid of a hundredth (with Shift: anywhere). Escape before letting go leaves all as
/// it was. By keys, of the shape that is selected: arrows move it by a hundredth, Shift and arrows
/// change its size, Delete removes it, Enter selects the next.
ZoneDeed zone_canvas(const ZoneCanvas& canvas);

}  // namespace bangtin::ui
