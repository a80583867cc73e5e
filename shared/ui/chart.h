// Charts of a page: columns through time, rows by kind. A bar's words and number stand beside it or
// are shown while the mouse is on it; its colour says nothing. Thread: the window's, inside a
// frame.
#pragma once

#include <string>
#include <vector>

#include "shared/ui/widgets.h"

namespace bangtin::ui {

/// A line across the columns. Shares are of the height, 0-1.
struct ChartMark {
  float share = 0;
  std::string words;
};

struct ChartColumn {
  std::string label;  ///< below; left out where its neighbour's leaves no room
  std::string value;  ///< above, where all columns have room for theirs
  std::string tip;    ///< while the mouse is on it
  float share = 0;
};

struct ChartRow {
  std::string name;
  std::string value;  ///< right of the bar
  float share = 0;    ///< of the room for bars, 0-1
};

/// As wide as the room and `height` logical pixels high, labels included.
void column_chart(const std::vector<ChartColumn>& columns, const std::vector<ChartMark>& marks,
                  float height);

/// As wide as the room. Names that are too long end in "…" and are whole in the tip.
void row_chart(const std::vector<ChartRow>& rows);

}  // namespace bangtin::ui
