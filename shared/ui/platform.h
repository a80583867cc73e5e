// The window: SDL2 with its own renderer (no OpenGL of ours: it fails over Remote Desktop), input,
// clipboard, input method, pictures of itself. Draws only when something changed.
// Thread: one, except request_redraw.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/model/content.h"
#include "shared/ui/display_scale.h"

namespace bangtin::ui {

struct PlatformOptions {
  std::string title;
  Size size_px{1366, 768};  ///< at 96 dots an inch: see opening_size_px()
  float zoom = 1.0F;        ///< of everything, 0.8-2, on top of what the display needs
  /// Of the window's display, at opening and whenever it may be another; empty: as SDL says.
  std::function<DisplayFacts()> display_facts{};
};

class Platform {
 public:
  /// Draws one frame's widgets; returns how long they stay true when nothing happens.
  using Draw = std::function<Millis()>;

  /// Errors: unavailable (no display), not_found (a font).
  static Result<std::unique_ptr<Platform>> open(const PlatformOptions& options);
  ~Platform();

  /// Waits for input, a wake, or the end of what the last picture holds (at most `wait_max`), then
  /// draws when needed. False once the person closed the window.
  bool step(const Draw& draw, Millis wait_max);

  /// Wakes `step` soon. Thread: any, while a Platform is open.
  static void request_redraw();

  /// Files dropped onto the window since the last call.
  std::vector<std::string> take_dropped_files();

  /// True once nothing is to be drawn until something happens: all is measured and in its place.
  bool at_rest() const;

  /// What stands in the window is drawn anew as a whole with the next picture.
  void forget_drawn();

  /// Pixels that were drawn since the window was opened: a picture that is the same costs none, and
  /// where the processor draws, another one costs those of the places that differ.
  std::int64_t pixels_drawn() const;

  /// Writes what stands in the window as PNG. Errors: as write_png; unavailable.
  Status save_shot(const std::filesystem::path& path);

  /// The person's own: sizes everything anew. Range: kept within 0.8-2. No display changes it.
  Status set_zoom(float zoom);
  float zoom() const;
  /// What is drawn with: the zoom on the display where the window stands now. A move to another
  /// display changes it, and neither the window's size nor its place.
  float scale() const;

 private:
  struct Parts;
  explicit Platform(std::unique_ptr<Parts> parts);
  void take_event(const void* event);
  void draw_frame(const Draw& draw);
  Status take_sizes();
  void render();

  std::unique_ptr<Parts> parts_;
};

}  // namespace bangtin::ui
