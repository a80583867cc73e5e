// EventHub: which boards have their event stream open, and the way to each. The open stream is the
// sign that a board is online. Part of the HTTP adapter: the network thread opens and closes, the
// workers send and ask. Thread: any, all functions.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "manager/server/http.h"

namespace bangtin {

/// One open stream, seen from the hub. Thread: any; both functions return at once.
class StreamSink {
 public:
  virtual ~StreamSink() = default;
  virtual void send(std::string bytes) = 0;
  virtual void close() = 0;
};

class EventHub {
 public:
  /// The board's stream is open from now on; an older one is closed. A head that was announced
  /// after `seq` is sent at once, so none is lost between the answer and the opening.
  void open(const BoardId& board, const std::string& peer, std::int64_t seq,
            std::shared_ptr<StreamSink> sink);

  /// This stream is over; a newer one of the same board stays.
  void closed(const BoardId& board, const StreamSink* sink);

  /// A new head of a board, a generation or an order (0: none): to its stream, and remembered for
  /// one that is just opening.
  void announce(const BoardId& board, std::int64_t seq, std::int64_t generation,
                std::int64_t order = 0);

  /// Ends the stream of a board (it was revoked).
  void drop(const BoardId& board);

  bool online(const BoardId& board) const;
  /// Where the open stream of a board comes from; nothing when it has none.
  std::optional<std::string> peer_of(const BoardId& board) const;
  std::size_t streams() const;

 private:
  struct Stream {
    std::string peer;
    std::shared_ptr<StreamSink> sink;
  };
  struct Head {
    std::int64_t seq = 0;
    std::int64_t generation = 0;
    std::int64_t order = 0;
  };
  mutable std::mutex mutex_;
  std::unordered_map<BoardId, Stream> streams_;
  std::unordered_map<BoardId, Head> heads_;
};

}  // namespace bangtin
