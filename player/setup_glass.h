// SetupGlass: the set-up pages on the glass of a running player: keys in, deeds to the folder's
// thread, pictures out. Nothing of Dear ImGui exists before it opens or after it closed.
// Thread: the glass's.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "player/folder_thread.h"
#include "player/glass/sdl_display.h"
#include "player/setup/setup.h"
#include "shared/base/texts.h"
#include "shared/compose/fonts.h"
#include "shared/ui/canvas.h"

namespace bangtin {

class SetupGlass {
 public:
  /// Both outlive this. `server_given`: as for Setup.
  SetupGlass(FolderThread& folder, SdlDisplay& display, bool server_given, Monotonic at);

  void handle(SetupSeen seen, Monotonic at);
  void handle(const PinAnswer& answer, Monotonic at);
  void take_keys(const std::vector<KeyStroke>& keys, Monotonic at);
  /// What has run out; then draws what changed. `ready`: the glass has its first picture, so that a
  /// page may lie over it.
  void step(Monotonic at, bool ready);
  Monotonic next_wake(Monotonic at) const { return setup_.next_wake(at); }

  bool is_open() const { return canvas_ != nullptr || setup_.covers() || setup_.prompts(); }
  /// A page stands instead of the picture.
  bool covers() const { return canvas_ != nullptr && setup_.covers(); }
  /// The prompt lies over the picture.
  bool prompts() const { return canvas_ != nullptr && setup_.prompts(); }
  /// What is to be presented; not empty while it covers or prompts.
  const Bitmap& picture() const { return picture_; }

  /// True once after the picture changed, was opened or closed.
  bool take_changed() { return std::exchange(changed_, false); }
  /// True once after the canvas got another place or size.
  bool take_placed() { return std::exchange(placed_, false); }
  /// True once after another language was chosen: the card's words change too.
  bool take_reworded() { return std::exchange(reworded_, false); }

 private:
  void follow();
  bool prepare();
  void draw(Monotonic at);

  FolderThread& folder_;
  SdlDisplay& display_;
  Setup setup_;
  Placement placement_;
  std::string language_ = "vi";
  std::unique_ptr<ui::Canvas> canvas_;
  std::shared_ptr<Fonts> fonts_;  ///< of the test card, while it is open
  float scale_ = 0;               ///< of the canvas
  Bitmap picture_;
  bool stale_ = false;
  bool changed_ = false;
  bool placed_ = false;
  bool reworded_ = false;
};

/// The language that a technician chose.
Language language_of(const BoardSetup& setup);

/// The prompt in the middle of a copy of the picture.
Bitmap laid_over(const Bitmap& picture, const Bitmap& prompt);

}  // namespace bangtin
