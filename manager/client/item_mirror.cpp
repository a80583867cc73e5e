#include "manager/client/item_mirror.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace bangtin {

bool ItemMirror::take(ItemsPiece piece) {
  if (piece.anew) clear();
  std::ranges::move(piece.items, std::back_inserter(changed_));
  mark_ = std::move(piece.mark);
  if (piece.more) return true;
  settle();
  if (std::ssize(*all_) == piece.count) return true;
  clear();
  return false;
}

/// Of an item that changed more than once the last counts.
void ItemMirror::settle() {
  if (changed_.empty()) return;
  std::vector<ItemRecord> all;
  all.reserve(all_->size() + changed_.size());
  std::set<ItemId> changed;
  for (auto item = changed_.rbegin(); item != changed_.rend(); ++item) {
    if (changed.insert(item->id).second) all.push_back(std::move(*item));
  }
  for (const ItemRecord& item : *all_) {
    if (!changed.contains(item.id)) all.push_back(item);
  }
  changed_ = {};
  all_ = std::make_shared<const std::vector<ItemRecord>>(std::move(all));
}

void ItemMirror::clear() {
  all_ = std::make_shared<const std::vector<ItemRecord>>();
  changed_ = {};
  mark_.clear();
}

}  // namespace bangtin
