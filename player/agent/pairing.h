// Pairing: from a new board to a pinned server. Asks for an offer, shows its code and six words on
// the card, polls until a person decided, checks the sealed answer. Thread: one at a time; stepped.
#pragma once

#include <optional>
#include <string>

#include "player/agent/agent_files.h"
#include "player/agent/exchange.h"
#include "player/agent/retry.h"

namespace bangtin {

/// What pairing needs. All references outlive it.
struct PairingParts {
  Disk& own_disk;
  Disk& board_disk;
  BoardClient& client;
  const KeyPair& key;
  Random& random;
  std::string server_url;  ///< canonical
  Size canvas_px;
  std::string program_version;
};

class Pairing {
 public:
  /// Goes on with the offer of an earlier start when it came from the same address.
  explicit Pairing(PairingParts parts, Monotonic at);

  void handle(const TransportEvent& event, Monotonic at);
  void step(Monotonic at);
  Monotonic next_wake() const;

  /// True once server.json and pin.json are durable and the card is gone.
  bool done() const { return done_; }

 private:
  void ask_offer(Monotonic at);
  void ask_answer(Monotonic at);
  void take_offer(const Answer& answer, Monotonic at);
  void take_answer(const Answer& answer, Monotonic at);
  Status take_accepted(const std::string& envelope);
  Status finish(const BoardPin& pin);
  void drop_offer();
  void troubled(const Error& error, Monotonic at,
                std::optional<Seconds> retry_after = std::nullopt);
  void show();

  PairingParts parts_;
  Exchange exchange_;
  Retry retry_;
  std::optional<PendingOffer> pending_;
  Monotonic offer_ends_{};
  std::string problem_;
  std::string card_;  ///< as written last
  bool done_ = false;
};

}  // namespace bangtin
