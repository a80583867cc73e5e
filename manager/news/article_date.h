// The date of an article among the words of its page. Pure. Thread: any.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/base/clock.h"

namespace bangtin {

struct FoundDate {
  std::string words;          ///< the page's own
  std::optional<Instant> at;  ///< nothing when they leave a doubt (feed_date.h)
  bool whole_line = false;    ///< the line says nothing else
  bool labelled = false;      ///< the line says that it is the date of the page
};

/// A text that is said to be a date; nothing when it is empty or too long for one.
std::optional<FoundDate> date_as_told(std::string_view text, int utc_offset_minutes);

/// The date in a short line like "Ngày đăng: 30/05/2020 08:52 | Lượt xem: 12" or "Ngày 22/5";
/// nothing in a sentence that names the day of what it tells. Total.
std::optional<FoundDate> date_in_line(std::string_view line, int utc_offset_minutes);

}  // namespace bangtin
