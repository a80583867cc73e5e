// SdlDisplay: the window of the player, on SDL's surface path: no GL without a GPU, only what
// changed is copied. The only file pair that meets SDL. Thread: the one that opened it.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "player/core/keys.h"
#include "player/core/ports.h"
#include "shared/compose/bitmap.h"
#include "shared/model/board_setup.h"

namespace bangtin {

struct SdlDisplayOptions {
  std::optional<Size> size_px;  ///< else the whole screen
  bool windowed = false;        ///< on a desk: with a frame, Escape and the close button end it
};

/// What happened to the window since the last look.
struct DisplayEvents {
  bool exposed = false;  ///< all of it has to be presented again
  bool closed = false;   ///< only when windowed
  bool escaped = false;  ///< the same by the Escape key
  std::vector<KeyStroke> keys;
};

class SdlDisplay final : public Display {
 public:
  /// With a screen, that; without one (no X, no KMS) SDL's offscreen driver, 1920x1080 unless told
  /// otherwise. Errors: unavailable.
  static Result<std::unique_ptr<SdlDisplay>> open(const SdlDisplayOptions& options);
  ~SdlDisplay() override;
  SdlDisplay(const SdlDisplay&) = delete;
  SdlDisplay& operator=(const SdlDisplay&) = delete;

  /// The canvas that fills what the placement leaves of the glass.
  Size size_px() const override;
  /// Where canvases stand from now on. The next one has to be presented as a whole.
  void place(const Placement& placement);
  const Placement& placement() const;
  /// The whole glass, whatever stands on it.
  Size glass_px() const;
  /// Pictures a second that the screen draws, 0 when nobody knows.
  int refresh_hz() const;
  /// A canvas of another size than the window is scaled to fit, whole.
  Status present(const PixelView& canvas, std::span<const Rect> damage) override;

  DisplayEvents take_events();
  /// Readable when there may be events; -1 when the driver has no such thing.
  int event_fd() const;

 private:
  struct State;
  explicit SdlDisplay(std::unique_ptr<State> state);
  Status present_placed(const PixelView& canvas, std::span<const Rect> damage);
  std::unique_ptr<State> state_;
};

}  // namespace bangtin
