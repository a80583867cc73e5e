// The Pager port over the house's compositor: the same text engine that the player draws with.
// Thread: one (the fonts belong to it).
#pragma once

#include <memory>

#include "manager/core/pager.h"
#include "shared/compose/fonts.h"

namespace bangtin {

class ComposePager final : public Pager {
 public:
  explicit ComposePager(std::shared_ptr<Fonts> fonts) : fonts_(std::move(fonts)) {}
  std::vector<Page> paginate(const ItemContent& content, Size zone_px) override;

 private:
  std::shared_ptr<Fonts> fonts_;
};

}  // namespace bangtin
