// GlassCanvas: the whole picture in memory, drawn from ready parts; knows what changed since the
// last time. Thread: that of the stage.
#pragma once

#include <vector>

#include "player/glass/shelf.h"

namespace bangtin {

class GlassCanvas {
 public:
  /// What draw() changed. Both empty: the glass stands as it is.
  struct Change {
    std::vector<Rect> damage;
    std::vector<std::uint32_t> zones;  ///< whose content was drawn, as indexes of the layout
    bool scene = false;                ///< more than the motion of a ticker
  };

  /// Draws `frame` as of `now` over what was drawn last. All its parts are ready on the shelf: one
  /// that is not (a bug of the stage) keeps the pixels that stand in its zone.
  Change draw(const Frame& frame, const Shelf& shelf, Instant now);

  /// As compose_scene() gives it.
  const Bitmap& bitmap() const { return canvas_; }

  /// True when what was drawn last moves by itself.
  bool moves() const { return moves_; }

 private:
  struct Drawn {
    Rect rect_px;
    PartKey key;
    BitmapPtr bitmap;
    int ticker_x_px = 0;
  };
  void draw_part(const Part& part, Drawn& drawn, const BitmapPtr& bitmap, Instant now,
                 Change& change);
  bool draw_ticker(const Part& part, Drawn& drawn, Instant now);

  Bitmap canvas_;
  GenerationPtr generation_;
  bool card_ = false;
  std::uint32_t layout_ = 0;
  std::vector<Drawn> drawn_;
  bool moves_ = false;
};

}  // namespace bangtin
