// OnePage: a Pager for items whose pages do not matter: all of the text on one. Thread: any.
#pragma once

#include "manager/core/pager.h"

namespace bangtin {

class OnePage final : public Pager {
 public:
  std::vector<Page> paginate(const ItemContent& content, Size) override {
    return {{0, int(content.body.size()), 40, Page::kNoMedia, Millis(9000)}};
  }
};

}  // namespace bangtin
