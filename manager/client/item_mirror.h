// All items of the server as a client holds them: asked for in pieces, and later only for what
// changed. Thread: one; what all() gave may be read on any.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "shared/protocol/item_messages.h"

namespace bangtin {

/// The newest change first. Shared, since a commune has thousands; never null.
using SharedItems = std::shared_ptr<const std::vector<ItemRecord>>;

class ItemMirror {
 public:
  /// What the next piece is asked with; empty: all from the beginning.
  const std::string& mark() const { return mark_; }
  /// Takes a piece in. False when it is the last and the mirror has not as many items as the
  /// server: it is empty then, and all is to be asked for anew.
  bool take(ItemsPiece piece);
  /// Up to the last whole round of pieces; the same object until an item changes.
  const SharedItems& all() const { return all_; }
  /// Also of a round that is not whole yet.
  std::size_t size() const { return all_->size() + changed_.size(); }
  void clear();

 private:
  void settle();

  SharedItems all_ = std::make_shared<const std::vector<ItemRecord>>();
  std::vector<ItemRecord> changed_;  ///< of this round, the newest last
  std::string mark_;
};

}  // namespace bangtin
