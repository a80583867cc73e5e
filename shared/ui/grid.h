// Long lists and grids of small pictures: only what can be seen is drawn, however many there are.
// Thread: the window's, inside a frame.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "shared/compose/bitmap.h"
#include "shared/ui/widgets.h"

namespace bangtin::ui {

/// Rows of the height of list_row: calls `draw` for those in sight.
void list_rows(std::size_t count, const std::function<void(std::size_t)>& draw);

/// A small picture with its name and a status below.
struct Tile {
  std::string id;
  std::string title;
  Mark status;
  std::shared_ptr<const Bitmap> picture;  ///< null: `icon` stands there
  const char* icon = "";
  std::string corner;  ///< written into the picture, such as "1:05"
  bool selected = false;
};

/// In as many columns as the room has; the number of the one that was pressed. `tile_of` is called
/// for those in sight.
std::optional<std::size_t> tiles(std::size_t count,
                                 const std::function<Tile(std::size_t)>& tile_of);

}  // namespace bangtin::ui
