// HeadStream: the event stream of the board, kept open. Tells when there may be something new.
// Thread: one at a time; stepped.
#pragma once

#include <optional>
#include <string>

#include "player/agent/board_client.h"
#include "player/agent/retry.h"
#include "shared/net/sse_parser.h"

namespace bangtin {

class HeadStream {
 public:
  HeadStream(BoardClient& client, Random& random) : client_(client), random_(random) {}

  void handle(const TransportEvent& event, Monotonic at);
  /// Connects when that is due; ends a stream that was silent for kStreamSilenceMax.
  void step(Monotonic at);
  Monotonic next_wake() const;
  void stop();
  /// What keeps it away may be over: tries again at once.
  void hurry();

  /// Why a look at the selection is due.
  struct News {
    bool asked = false;           ///< (re)connected, or refused: ask what holds
    std::int64_t generation = 0;  ///< the newest that was announced, 0 if none
    std::int64_t order = 0;       ///< likewise
  };
  std::optional<News> take_news();
  bool connected() const { return connected_at_.has_value(); }

 private:
  void lost(Monotonic at, std::optional<Seconds> retry_after = std::nullopt);
  void take(const SseEvent& event);

  BoardClient& client_;
  Random& random_;
  Retry retry_;
  std::optional<RequestId> id_;
  std::optional<Monotonic> connected_at_;
  Monotonic heard_at_{};
  SseParser parser_;
  std::string last_id_;
  std::optional<News> news_;
};

}  // namespace bangtin
