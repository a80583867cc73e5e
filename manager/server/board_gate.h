// BoardGate: is this request truly this board's, and new? Checks the signature, the counter (once
// each, also across a restart) and notes what a copied key gives away. Thread: the quick worker's.
// Source: docs/PROTOCOL.md "Signed requests".
#pragma once

#include <deque>
#include <map>
#include <optional>

#include "manager/server/http.h"
#include "manager/store/office.h"
#include "shared/protocol/request_signature.h"

namespace bangtin {

class BoardGate {
 public:
  /// Where a revoked board or a copied key calls from is noted of each board this seldom: whoever
  /// has it can change the place as he likes.
  static constexpr auto kNotedEvery = std::chrono::hours(1);

  explicit BoardGate(Office& office) : office_(office) {}

  /// The key that signed, whether or not it is a board's. Errors: denied (no or a wrong signature).
  static Result<PublicKey> signer_of(const Request& request);

  /// The board behind a signed request, its counter taken. One that is revoked and still calls is
  /// noted. Errors: denied (signature, unknown,
  /// revoked), conflict with key "board.replayed".
  Result<BoardRecord> board_of(const Request& request, Instant now);

  /// A key that is no board yet (pairing): its counter is taken, in memory only. Errors: as above.
  Result<PublicKey> new_key_of(const Request& request);

  /// The board was paired anew: its counters begin where the store says.
  void forget(const BoardId& board);

  /// A stream of this board from `peer` took the place of one from another address.
  void note_replaced(const BoardId& board, const std::string& other, const std::string& peer,
                     Instant now);

 private:
  struct Watch {
    BoardId board;
    CounterWindow window;
    std::int64_t floor = 0;  ///< counters up to it were taken before this start
    std::int64_t noted = 0;  ///< what the store would start with after a crash
    std::deque<Instant> replays;
    std::deque<Instant> replacements;
    std::string peer;  ///< the last request that was taken came from there
    std::optional<Instant> copy_noted_at;
  };
  struct TurnedAway {
    std::string peer;
    Instant noted_at{};
  };
  Result<Watch*> watch_of(const PublicKey& key, const BoardId& board);
  Status take(Watch& watch, std::int64_t counter, const std::string& peer, Instant now);
  Status note_copied(Watch& watch, const std::string& peers, Instant now);
  void note_turned_away(const PublicKey& key, const std::string& peer, Instant now);

  Office& office_;
  std::map<PublicKey, Watch> boards_;
  std::map<PublicKey, CounterWindow> new_keys_;
  std::map<PublicKey, TurnedAway> turned_away_;  ///< revoked ones: what was noted of them last
};

}  // namespace bangtin
