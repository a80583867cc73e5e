// What portals put around a story and nobody wants on a board: buttons, counters, ratings, notes of
// the portal's own programs, the agency's line before the text. Pure. Thread: any.
#pragma once

#include <string>
#include <string_view>

#include "shared/model/content.h"

namespace bangtin {

/// The lead without the portal's noise: lines of buttons ("A- A A+", "Chia sẻ", "Xem thêm", "Lượt
/// xem: 12", stars, rights that a visitor lacks), "(Chinhphu.vn) - " and "TTO - " before the text,
/// "[…]" and "./." behind it, what of that stands inside a line (line_noise.h), the title said
/// again; straight quotes as curved ones where they pair. What the rules do not know stays. Total;
/// clean text stays as it is.
std::string clean_lead(std::string_view lead, std::string_view title);

/// The title in one line, without " - Name of the portal" and a full stop behind it.
std::string clean_title(std::string_view title, std::string_view source);

/// Both, and every text within its bounds of limits.h.
Story clean_story(Story story);

}  // namespace bangtin
