// All items of the server as a client holds them: asked for in pieces, and later only for what
// changed. Thread: one.
#pragma once

#include <list>
#include <map>
#include <string>
#include <vector>

#include "shared/protocol/item_messages.h"

namespace bangtin {

class ItemMirror {
 public:
  /// What the next piece is asked with; empty: all from the beginning.
  const std::string& mark() const { return mark_; }
  /// Takes a piece in. False when it is the last and the mirror has not as many items as the
  /// server: it is empty then, and all is to be asked for anew.
  bool take(ItemsPiece piece);
  /// The newest change first.
  std::vector<ItemRecord> newest_first() const;
  std::size_t size() const { return items_.size(); }
  void clear();

 private:
  using Items = std::list<ItemRecord>;
  Items items_;  ///< the newest change first
  std::map<ItemId, Items::iterator> by_id_;
  std::string mark_;
};

}  // namespace bangtin
