// The HTML of what residents read. Pure; every text is escaped by html.h. Thread: any.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/model/content.h"

namespace bangtin::resident {

/// The field that no person sees: who fills it in is a program.
inline constexpr const char* kTrapField = "website";

/// What a form that was not taken held, and why not.
struct FeedbackForm {
  std::string words;
  std::string contact;
  std::string problem;  ///< a sentence; empty at first
};

struct PageView {
  ItemId id;
  ItemContent content;              ///< of the approved version
  std::vector<std::string> boards;  ///< that have it now, by name; may be empty
  std::string commune;
  std::string agency;  ///< of the commune; speaks where the content names none
  int utc_offset_minutes = 420;
  std::optional<Instant> rests_until{};  ///< while the state mourns and it plays nowhere
};

std::string item_page(const PageView& view, const FeedbackForm& form = {});

/// After a form was taken: the code that names it, and the way back to the item.
std::string thanks_page(const ItemId& id, std::string_view code);

/// For whatever there is no item to show.
std::string message_page(std::string_view title, std::string_view sentence);

}  // namespace bangtin::resident
