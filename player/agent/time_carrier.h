// TimeCarrier: carries the player's question what time it is to the server and the signed answer
// back. It understands neither, and can make none. Thread: one at a time; stepped.
#pragma once

#include "player/agent/agent_files.h"
#include "player/agent/exchange.h"
#include "player/agent/retry.h"

namespace bangtin {

class TimeCarrier {
 public:
  TimeCarrier(Disk& board_disk, BoardClient& client, Random& random)
      : board_disk_(board_disk), random_(random), exchange_(client) {}

  /// The player may have asked something new; a new question is carried at once.
  void folder_changed();
  /// The server can be reached (again): what could not be carried is tried at once.
  void hurry() { retry_.now(); }
  void handle(const TransportEvent& event, Monotonic at);
  void step(Monotonic at);
  Monotonic next_wake() const;
  void stop() { exchange_.cancel(); }

 private:
  bool is_waiting() const { return !question_.nonce.empty() && question_ != answered_; }

  Disk& board_disk_;
  Random& random_;
  Exchange exchange_;
  Retry retry_;
  TimeQuestion question_;  ///< the newest
  TimeQuestion asked_;     ///< the one that is on its way
  TimeQuestion answered_;
};

}  // namespace bangtin
