// A list whose order a person sets: by dragging a row, by keys, or by buttons. Thread: the
// window's, inside a frame.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/ui/widgets.h"

namespace bangtin::ui {

struct OrderRow {
  std::string title;
  Mark status;
  std::string aside;   ///< at the right of the status, muted
  std::string key;     ///< of what it stands for: a row that is dragged stays that one
  bool stays = false;  ///< it moves, but is not taken out
};

/// Names of the buttons of a row, for their tips.
struct OrderWords {
  std::string_view up, down, remove;
};

/// A row and its place afterwards.
struct OrderMove {
  std::size_t from = 0;
  std::size_t to = 0;
  bool operator==(const OrderMove&) const = default;
};

/// What a person did; one of them at most.
struct OrderDeed {
  std::optional<OrderMove> move;
  std::optional<std::size_t> removed;
};

/// Rows "ID.0", "ID.1" ... with their numbers and the buttons "ID.0.up", ".down", ".remove". A row
/// that is dragged shows the line where it will stand; Escape before it is let go leaves all as it
/// was. Rows may change meanwhile: what was taken by the mouse is what moves. Alt+Up and Alt+Down
/// move the row that has the keyboard, Delete takes it out.
OrderDeed order_list(std::string_view id, const std::vector<OrderRow>& rows,
                     const OrderWords& words);

}  // namespace bangtin::ui
