// What the axes of a chart of times say, on paper and in the window. Pure. Thread: any.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace bangtin {

/// The lines across a chart of times: 0 and up to five more, evenly apart; the last is at or above
/// `longest_ms`. Whole minutes or hours. Range: longest_ms >= 0.
std::vector<std::int64_t> chart_marks_ms(std::int64_t longest_ms);

/// "30 phút", "2 giờ"; for what chart_marks_ms gives.
std::string chart_mark_words(std::int64_t mark_ms);

/// "22/11" of "2026-11-22".
std::string chart_day_words(const std::string& day);

/// Where `bars` share `width` and a label is `label_width` wide, in any one unit: 1 when each bar
/// has room for its label, 2 when every second has, and so on.
std::size_t chart_label_step(std::size_t bars, double width, double label_width);

}  // namespace bangtin
