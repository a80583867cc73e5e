// Pager: the port through which page breaks are computed when an item is made. Thread: one.
#pragma once

#include <vector>

#include "shared/model/content.h"

namespace bangtin {

class Pager {
 public:
  virtual ~Pager() = default;
  /// The pages of this content in a zone of this size; never empty for content that validate()
  /// accepts.
  virtual std::vector<Page> paginate(const ItemContent& content, Size zone_px) = 0;
};

}  // namespace bangtin
