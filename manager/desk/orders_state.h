// What the page of the boards knows of the glass of one board, and what it asks of it. Plain
// values. Thread: the window's.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>

#include "shared/base/ids.h"
#include "shared/compose/bitmap.h"
#include "shared/model/controls.h"
#include "shared/model/manifest.h"

namespace bangtin::desk {

/// Which part of a board the page tells about. The map is one where it has no room beside.
enum class BoardPart { Now, Controls, Place, Groups, Map };

/// The last picture from the glass of the board at hand.
struct GlassSight {
  BoardId board;
  std::int64_t number = 0;                ///< of the newest, which may be on its way; 0: none
  std::shared_ptr<const Bitmap> picture;  ///< the newest that came; null before
  Instant at{};                           ///< `picture` stood then
  std::shared_ptr<const Bitmap> fitted;   ///< the same in the room that there is
  std::string problem;                    ///< a sentence: why the newest is not here
};

/// Something is asked of the board at hand.
struct AskOfBoard {
  OrderKind kind = OrderKind::Picture;
  std::int64_t value = 0;
};
/// Where the hours of its sound and its panel are set.
struct OpenBoardHours {};
using OrderStep = std::variant<AskOfBoard, OpenBoardHours>;

}  // namespace bangtin::desk
