// Zones of drawn layouts as a person writes and reads them, in percent: "main:0,10,65.5,80". Pure.
// Thread: any.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/protocol/layout_messages.h"

namespace bangtin {

/// A role, then left, top, width and height in percent of the canvas, with at most two decimals.
/// Errors: invalid "layout.zone_words" with the words that were not understood. What is understood
/// may still be refused by validate().
Result<DrawnZone> zone_from_words(std::string_view words);

/// "65.5" for 6550.
std::string percent_text(int share);
/// "65.5" or "65,5", 0 to 100; nothing on anything else.
std::optional<int> share_from_percent(std::string_view words);

}  // namespace bangtin
