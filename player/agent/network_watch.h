// NetworkWatch: gathers the facts of network.json while the set-up page asks for them: what is
// plugged in, and what comes of a question to the server. Thread: one at a time; stepped.
#pragma once

#include "player/agent/agent_files.h"
#include "player/agent/exchange.h"
#include "player/agent/network_links.h"

namespace bangtin {

class NetworkWatch {
 public:
  /// `links` may be null: then nothing is watched. All outlive it.
  NetworkWatch(Disk& board_disk, BoardClient& client, NetworkLinks* links);

  /// The page wants to know; `number` is BoardSetup::network_asked. The same number asks once.
  void ask(std::int64_t number, Monotonic at);
  /// The server that the client goes to; empty while there is none.
  void set_server(const std::string& url);

  void handle(const TransportEvent& event, Instant now, Monotonic at);
  void step(Monotonic at);
  Monotonic next_wake() const;

 private:
  void write();

  Disk& board_disk_;
  Exchange exchange_;
  NetworkLinks* links_;
  NetworkFacts facts_;
  std::string written_;
  Monotonic until_ = Monotonic::min();
  Monotonic look_at_ = Monotonic::max();
  Monotonic started_{};
};

/// What an answer to GET /v1/health, or its failure, says about the server. `now` is the board's
/// clock when the answer was complete, `took` the time since it was asked for.
void judge_health(const Result<Answer>& answer, Instant now, Millis took, NetworkFacts& facts);

}  // namespace bangtin
