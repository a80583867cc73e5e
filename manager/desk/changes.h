// What an approver has to look at anew: how the version that waits differs from the one that was
// approved before. Pure. Thread: any.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/protocol/messages.h"

namespace bangtin::desk {

/// One field in words; of long texts only the part that changed, with a few words around it.
struct Change {
  std::string field;
  std::string before;
  std::string now;
  bool operator==(const Change&) const = default;
};

/// In the order of the form; empty when both say the same. Boards are named as `boards` know them.
std::vector<Change> changes_between(const ItemContent& before, const ItemContent& now,
                                    int utc_offset_minutes,
                                    const std::vector<BoardRecord>& boards = {});

/// The words in which two texts differ, with up to three equal words at either side and "…" for
/// what is left out. Both texts are UTF-8.
struct ChangedPart {
  std::string before;
  std::string now;
};
ChangedPart changed_part(std::string_view before, std::string_view now);

}  // namespace bangtin::desk
