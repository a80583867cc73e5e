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
  Size canvas_px;          ///< no size: offers wait for set_canvas()
  std::string program_version;
  std::string name;  ///< what the board is called; may be empty
};

class Pairing {
 public:
  /// Goes on with the offer of an earlier start when it came from the same address.
  explicit Pairing(PairingParts parts, Monotonic at);

  void handle(const TransportEvent& event, Monotonic at);
  void step(Monotonic at);
  Monotonic next_wake() const;

  /// The player tells the size of its canvas, or another one: the offer is for that.
  void set_canvas(Size canvas_px, Monotonic at);
  /// What the board is called, or called from now on: an open offer is asked for again with it.
  void set_name(const std::string& name, Monotonic at);
  /// Nothing more comes of what is under way.
  void stop() { exchange_.cancel(); }
  const std::string& server_url() const { return parts_.server_url; }

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
  void ask_anew(Monotonic at);
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
