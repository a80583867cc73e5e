#include "manager/client/item_mirror.h"

#include <utility>

namespace bangtin {

bool ItemMirror::take(ItemsPiece piece) {
  if (piece.anew) clear();
  for (ItemRecord& item : piece.items) {
    if (const auto held = by_id_.find(item.id); held != by_id_.end()) items_.erase(held->second);
    items_.push_front(std::move(item));
    by_id_[items_.front().id] = items_.begin();
  }
  mark_ = std::move(piece.mark);
  if (piece.more || std::ssize(items_) == piece.count) return true;
  clear();
  return false;
}

std::vector<ItemRecord> ItemMirror::newest_first() const { return {items_.begin(), items_.end()}; }

void ItemMirror::clear() {
  items_.clear();
  by_id_.clear();
  mark_.clear();
}

}  // namespace bangtin
