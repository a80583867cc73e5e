// ClipPainter: pictures of a clip onto the canvas, converted and scaled in one pass. The only file
// pair of the player that meets libswscale. Thread: that of the stage.
#pragma once

#include <memory>

#include "shared/compose/bitmap.h"
#include "shared/media/clip_worker.h"

namespace bangtin {

class ClipPainter {
 public:
  ClipPainter();
  ~ClipPainter();
  ClipPainter(ClipPainter&&) noexcept;
  ClipPainter& operator=(ClipPainter&&) noexcept;

  /// Fills `area` of the canvas with the picture; fast where its width is even (clip_rect). False
  /// when it cannot be drawn (no memory): the canvas stays. Range: `area` is not empty and lies
  /// inside the canvas.
  bool paint(const ClipFrame& frame, Bitmap& canvas, Rect area);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bangtin
