// GlassCanvas: the whole picture in memory, drawn from ready parts; knows what changed since the
// last time. Thread: that of the stage.
#pragma once

#include <optional>
#include <vector>

#include "player/glass/clip_deck.h"
#include "player/glass/clip_painter.h"
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

  /// Draws `frame` as of `now` over what was drawn last. All its parts are ready on the shelf. An
  /// empty zone that is not is night until it is: what it showed is no longer valid. Any other
  /// (a bug of the stage) keeps the pixels that stand in its zone. A clip's frame lies
  /// over its poster; until one is there, and when there is none to be had, the poster stands.
  Change draw(const Frame& frame, const Shelf& shelf, ClipDeck& clips, Instant now);

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
    std::uint64_t clip_run = 0;  ///< whose frame lies over the bitmap; 0: none does
    Micros clip_pts{};
  };
  void draw_part(const Part& part, Drawn& drawn, const BitmapPtr& bitmap, ClipDeck& clips,
                 Instant now, Change& change);
  std::optional<Rect> draw_clip(const Part& part, Drawn& drawn, ClipDeck& clips, Instant now);
  bool draw_ticker(const Part& part, Drawn& drawn, Instant now);

  Bitmap canvas_;
  ClipPainter painter_;
  GenerationPtr generation_;
  bool card_ = false;
  bool dark_ = false;
  std::uint32_t layout_ = 0;
  std::vector<Drawn> drawn_;
  bool moves_ = false;
};

}  // namespace bangtin
