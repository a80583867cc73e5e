// OrderBook: which orders a board takes, and what it remembers of them over restarts: the highest
// number, how loud and how bright it is set, how many pictures it sent today, and what became of
// the newest orders. In `controls.json` of the player's own folder. Thread: that of its disk.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/protocol/board_order.h"
#include "shared/protocol/messages.h"
#include "shared/storage/disk.h"

namespace bangtin {

/// What `controls.json` holds.
struct KeptControls {
  std::string signer;      ///< order_signer() that `taken` is of
  std::int64_t taken = 0;  ///< highest number
  int volume_percent = 100;
  std::optional<int> brightness_percent;  ///< nothing: never set from here
  Instant picture_at{};                   ///< when the last one was taken
  int pictures_today = 0;                 ///< of the day of picture_at, in UTC
  std::vector<OrderAnswer> answers;       ///< the newest last
};

/// What stands in an empty book when nothing (readable) is kept.
KeptControls read_kept_controls(Disk& own_disk);

/// An order that a board takes.
struct TakenOrder {
  BoardOrder order;
  bool too_often = false;  ///< of a picture: only to be answered so
};

/// What became of an order, and what is set since.
struct OrderDone {
  OrderAnswer answer;
  int volume_percent = 100;
  std::optional<int> brightness_percent;
};

class OrderBook {
 public:
  /// `own_disk` outlives this.
  explicit OrderBook(Disk& own_disk) : disk_(own_disk), kept_(read_kept_controls(own_disk)) {}

  const KeptControls& kept() const { return kept_; }

  /// The orders of `orders.json` that are to be carried out, in their order; each is noted durably
  /// before it is given, so that none is ever given twice. What does not hold is passed over.
  /// `court` says all but what was taken.
  std::vector<TakenOrder> take(std::string_view file, OrderCourt court);

  /// Errors: full, unavailable; it counts all the same while the program runs.
  Status note(const OrderDone& done);

 private:
  Status keep(const KeptControls& kept);

  Disk& disk_;
  KeptControls kept_;
};

}  // namespace bangtin
