// An order to a board, as the server signs it and the board judges it (docs/adr/0016): an envelope
// as all metadata has it, by the key that stands for the freshness of all metadata, over
// {"_type": "order", "board", "number", "expires", "order", "value"}; no role of TUF has that type.
// Thread: any; pure.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/ids.h"
#include "shared/base/order_limits.h"
#include "shared/crypto/ed25519.h"
#include "shared/model/controls.h"
#include "shared/model/manifest.h"
#include "shared/trust/checks.h"
#include "shared/trust/metadata.h"
#include "shared/trust/parse.h"

namespace bangtin {

struct BoardOrder {
  BoardId board;
  std::int64_t number = 0;  ///< rises from order to order of one board
  Instant expires{};
  OrderKind kind = OrderKind::Picture;
  std::int64_t value = 0;
};

/// Errors: the signer's.
Result<std::string> sign_order(const BoardOrder& order, const Signer& online);

/// Names the keys that may sign orders under `root`: numbers that were seen of others say nothing.
std::string order_signer(const tuf::Root& root);

/// Each thing that a board refuses, by name. As with BoardGuard, only the tests build a judge with
/// one missing.
enum class OrderGuard {
  RightKey,    ///< signed by nobody whom the root names for it
  IsOrder,     ///< something else that the same key signed
  RightBoard,  ///< for another board
  Rising,      ///< used before, or older than one that was
  InTime,      ///< its time is over
  ShortLived,  ///< made to be kept
  InRange,     ///< asks for what cannot be set
};

struct AllOrderGuards {
  static constexpr bool on(OrderGuard) { return true; }
};

/// What an order is judged by.
struct OrderCourt {
  tuf::Root root;          ///< that the board believes in
  BoardId board;           ///< itself
  std::int64_t taken = 0;  ///< the highest number that it took from this root's signer
  Instant now{};           ///< that it believes
};

namespace board_order {

/// The members of a signed part. Errors: invalid.
Result<BoardOrder> read(const Json& said);

}  // namespace board_order

/// The order in an envelope. Errors: invalid (its form, another type, out of range), denied (not
/// signed rightly, another board's, over, or too long), conflict (not newer than what was taken).
template <class Guards = AllOrderGuards>
Result<BoardOrder> judge_order(std::string_view bytes, const OrderCourt& court,
                               Guards guards = {}) {
  if (bytes.size() > limits::kOrderBytesMax) return tuf::malformed("an order that is too long");
  const tuf::Envelope envelope = TRY(tuf::parse_envelope(bytes));
  TRY(tuf::check_signatures_unique(tuf::AllGuards{}, envelope));
  const auto role = court.root.roles.find(tuf::kTimestampRole);
  if (role == court.root.roles.end()) return tuf::malformed("a root without a timestamp role");
  const Status right =
      tuf::check_threshold(tuf::AllGuards{}, envelope, court.root.keys, role->second);
  if (!right && guards.on(OrderGuard::RightKey)) return right.error();
  const Json& said = envelope.signed_part;
  if (TRY(said.string_at("_type")) != "order" && guards.on(OrderGuard::IsOrder)) {
    return tuf::malformed("not an order");
  }
  BoardOrder order = TRY(board_order::read(said));
  if (order.board != court.board && guards.on(OrderGuard::RightBoard)) {
    return tuf::denied("an order to another board");
  }
  if (order.number <= court.taken && guards.on(OrderGuard::Rising)) {
    return tuf::conflict("order " + std::to_string(order.number) + " after " +
                         std::to_string(court.taken));
  }
  if (order.expires <= court.now && guards.on(OrderGuard::InTime)) {
    return tuf::denied("expired at " + to_iso8601(order.expires));
  }
  if (order.expires > court.now + limits::kOrderHoldsMax && guards.on(OrderGuard::ShortLived)) {
    return tuf::denied("it would count until " + to_iso8601(order.expires));
  }
  if (!is_order_value(order.kind, order.value) && guards.on(OrderGuard::InRange)) {
    return tuf::malformed("a value out of range");
  }
  return order;
}

}  // namespace bangtin
