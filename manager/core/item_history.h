// What an item has gone through, out of what the log has of it. Pure. Thread: any.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/base/json.h"
#include "shared/protocol/history_messages.h"

namespace bangtin {

/// An event about an item, as it is stored.
struct ItemEvent {
  Instant at{};
  std::string kind;  ///< "item.approved", ...
  std::string who;   ///< login
  std::string name;  ///< of that person; empty: nobody here has that login
  Json body;
};

/// How the item stands by now.
struct ItemAir {
  bool published = false;               ///< it is in a playlist that is up
  std::optional<Instant> public_since;  ///< its first selection for a board
  /// Of the version that may play; none: nothing may.
  std::optional<Instant> valid_from, valid_until;
  std::optional<Span> rest;  ///< rest_of() that version
};

/// `events` in the order of the log, the newest ones of the item; those of other kinds than
/// ItemDeed has are passed over. What one person saved in a row is one step.
ItemHistory item_history(const std::vector<ItemEvent>& events, const ItemAir& air, Instant now);

}  // namespace bangtin
