// Exchange: one signed request at a time whose whole answer is wanted. Thread: one at a time.
#pragma once

#include <optional>

#include "player/agent/board_client.h"

namespace bangtin {

/// An answer of any status, and the pin of the certificate it came over.
struct Answer {
  HttpResponse response;
  std::optional<Digest> seen_pin;
};

class Exchange {
 public:
  explicit Exchange(BoardClient& client) : client_(client) {}

  bool busy() const { return id_.has_value(); }
  bool can_start() const { return !busy() && client_.has_slot(); }
  /// CHECKs can_start(). Errors: full, unavailable.
  Status start(HttpRequest request);
  void cancel();

  /// The answer once it is complete; nothing for what belongs to others or is not the end.
  /// Errors: as the transport; unavailable for an answer over kAnswerBytesMax.
  std::optional<Result<Answer>> handle(const TransportEvent& event);

 private:
  BoardClient& client_;
  std::optional<RequestId> id_;
  Answer answer_;
};

}  // namespace bangtin
