// Items on their way to whoever holds all of them (docs/PROTOCOL.md). Thread: any; pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/protocol/messages.h"

namespace bangtin {

/// A piece of all items, or of what changed since the one before; the oldest change first.
struct ItemsPiece {
  std::vector<ItemRecord> items;
  std::string mark;        ///< what the next piece is asked with; opaque, never empty
  bool more = false;       ///< there is a next piece right now
  bool anew = false;       ///< it begins from the beginning: what was told before counts no more
  std::int64_t count = 0;  ///< of all items there are
};

Json to_json(const ItemsPiece& piece);
Status from_json(const Json& json, ItemsPiece& out);

}  // namespace bangtin
