// PlayerOrders: carries out what the office asks of this board, orders that OrderBook let through:
// a picture of the glass, the test card for some minutes, how loud and how bright, a new start.
// Thread: the glass's.
#pragma once

#include <optional>

#include "player/core/ports.h"
#include "player/folder_thread.h"
#include "player/glass/sdl_display.h"
#include "player/glass/sdl_sound.h"

namespace bangtin {

/// What it works on. All outlive it.
struct OrderTools {
  FolderThread& folder;
  SdlSound& sound;
  SdlDisplay& display;
  Dimmer* dimmer = nullptr;
  bool is_supervised = false;  ///< whoever started the player starts it again when it ends
};

/// The glass and its time at the moment of an order.
struct GlassMoment {
  Bitmap picture;  ///< as presented last; empty before the first
  Instant now{};
  Monotonic monotonic{};
  int utc_offset_minutes = 420;
};

class PlayerOrders {
 public:
  /// Sets what was set before the restart.
  PlayerOrders(OrderTools tools, const KeptControls& kept);

  void handle(const TakenOrder& taken, GlassMoment moment);
  void handle(const PictureKept& kept);

  /// What the board says of itself.
  const BoardControls& controls() const { return controls_; }
  /// The player is to end, and is started again.
  bool restarts() const { return restarts_; }

  // The test card.
  bool covers() const { return card_.has_value(); }
  const Bitmap& picture() const { return card_->picture; }
  /// Takes the card away when its time is over, draws it anew for another glass.
  void step(Monotonic monotonic);
  /// True once after it came, went or changed.
  bool take_changed() { return std::exchange(changed_, false); }
  Monotonic due() const { return card_ ? card_->until : Monotonic::max(); }

 private:
  struct TestCard {
    Monotonic until;
    std::string legend;
    Bitmap picture;
  };
  OrderResult carry_out(const BoardOrder& order, GlassMoment& moment);
  OrderResult show_card(std::chrono::minutes length, const GlassMoment& moment);
  OrderResult set_brightness(int percent);
  void answer(std::int64_t number, OrderResult result);

  OrderTools tools_;
  BoardControls controls_;
  std::optional<int> kept_brightness_percent_;  ///< also where there is no such light now
  std::optional<TestCard> card_;
  bool changed_ = false;
  bool restarts_ = false;
};

}  // namespace bangtin
