// The HTML of what residents read. Pure; every text is escaped by html.h. Thread: any.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/model/content.h"

namespace bangtin::resident {

struct PageView {
  ItemId id;
  ItemContent content;              ///< of the approved version
  std::vector<std::string> boards;  ///< that have it now, by name; may be empty
  std::string commune;
  std::string agency;  ///< of the commune; speaks where the content names none
  int utc_offset_minutes = 420;
};

std::string item_page(const PageView& view);

/// For whatever there is no item to show.
std::string message_page(std::string_view title, std::string_view sentence);

}  // namespace bangtin::resident
