// Canvas: pages drawn into a bitmap, without a window of their own: keys go in, a picture comes
// out. Drawn by the processor alone. Thread: one; one Canvas or Platform at a time.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "shared/base/result.h"
#include "shared/compose/bitmap.h"
#include "shared/ui/keys.h"
#include "shared/ui/theme.h"

namespace bangtin::ui {

class Canvas {
 public:
  /// `scale` as for apply_theme(). Errors: not_found (a font), unavailable.
  static Result<std::unique_ptr<Canvas>> open(Size size_px, float scale);
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  static constexpr float kScaleMin = kThemeScaleMin;
  static constexpr float kScaleMax = kThemeScaleMax;

  /// Another size; the fonts stay when the scale does. Errors: as open(); it is not usable then.
  Status resize(Size size_px, float scale);
  Size size_px() const;

  void press(Key key);
  void type(std::string_view utf8);

  /// Runs `page` until all input is taken and the picture is at rest; the picture, opaque. It is
  /// valid until the next call.
  const Bitmap& draw(const std::function<void()>& page);

 private:
  struct Parts;
  explicit Canvas(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace bangtin::ui
