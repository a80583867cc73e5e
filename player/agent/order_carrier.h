// OrderCarrier: carries orders of the office to the player and the picture of the glass back. It
// understands neither, can make none, and decides nothing. Thread: one at a time; stepped.
#pragma once

#include "player/agent/agent_files.h"
#include "player/agent/exchange.h"
#include "player/agent/retry.h"

namespace bangtin {

class OrderCarrier {
 public:
  /// All outlive it. `own_disk` keeps which picture was sent.
  OrderCarrier(Disk& own_disk, Disk& board_disk, BoardClient& client, Random& random);

  /// There is an order of this number, or there may be some: they are asked for at once.
  void announced(std::int64_t number);
  void ask();
  /// The player may have put a picture there.
  void folder_changed();
  void handle(const TransportEvent& event, Monotonic at);
  void step(Monotonic at);
  Monotonic next_wake() const;
  void stop();

 private:
  void take_orders(const Result<Answer>& answer, Monotonic at);
  void take_sent(const Result<Answer>& answer, Monotonic at);
  void send(Monotonic at);
  void note_sent(std::int64_t number);

  Disk& own_disk_;
  Disk& board_disk_;
  Random& random_;
  Exchange orders_;
  Retry orders_retry_;
  bool wanted_ = false;         ///< asked for what is there, and not answered yet
  bool wanted_again_ = false;   ///< since that was sent
  std::int64_t announced_ = 0;  ///< highest number that was heard of
  Exchange picture_;
  Retry picture_retry_;
  std::int64_t there_ = 0;    ///< number of the picture in the folder, 0 if none
  std::int64_t sending_ = 0;  ///< of the one that is on its way
  std::int64_t sent_ = 0;     ///< the highest that the office has, or does not want
};

}  // namespace bangtin
