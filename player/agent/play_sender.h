// PlaySender: takes the player's spool into the play log and the log to the server, batch by batch.
// Thread: one at a time; stepped.
#pragma once

#include "player/agent/exchange.h"
#include "player/agent/play_log.h"
#include "player/agent/retry.h"

namespace bangtin {

class PlaySender {
 public:
  /// All outlive the sender.
  PlaySender(PlayLog& log, BoardClient& client, Random& random)
      : log_(log), client_(client), random_(random), exchange_(client) {}

  /// The spool may hold more.
  void spool_changed(Monotonic at);
  void handle(const TransportEvent& event, Monotonic at);
  void step(Monotonic at, bool may_send);
  Monotonic next_wake() const;
  void stop() { exchange_.cancel(); }

  /// A key of assets/lang/agent.*.json, empty when well.
  std::string problem() const;

 private:
  void drain(Monotonic at);
  void send(Monotonic at);
  void take(const Answer& answer, Monotonic at);

  PlayLog& log_;
  BoardClient& client_;
  Random& random_;
  Exchange exchange_;
  Retry spool_retry_;
  Retry send_retry_;
  bool spool_waits_ = true;
  std::int64_t sent_up_to_ = 0;
  std::string spool_problem_;
  std::string send_problem_;
};

}  // namespace bangtin
