// Bitmaps among the widgets: what a board will show, as the compositor made it. Thread: the
// window's, inside a frame.
#pragma once

#include <memory>
#include <string_view>

#include "shared/compose/bitmap.h"

namespace bangtin::ui {

/// Draws a bitmap pixel by pixel with a frame around it, as a screen stands on a desk; true when it
/// was clicked. `label` is its name for those who do not see it. Scale it beforehand to
/// picture_room_px: nothing is scaled here.
bool picture(std::string_view id, std::string_view label,
             const std::shared_ptr<const Bitmap>& bitmap);

/// The pixels that a picture in this room of logical pixels may have, its frame left out.
Size picture_room_px(float width, float height);

/// Where bitmaps become textures; one at a time is active. Without one (in tests) pictures take
/// their room and stay empty.
class TextureStore {
 public:
  virtual ~TextureStore() = default;
  /// Lives until the bitmap is gone; null when the renderer has no room for it.
  virtual void* texture_of(const std::shared_ptr<const Bitmap>& bitmap) = 0;
  /// Of the active one; null without one.
  static void* active_texture_of(const std::shared_ptr<const Bitmap>& bitmap);
  /// Null ends it.
  static void activate(TextureStore* store);
};

}  // namespace bangtin::ui
