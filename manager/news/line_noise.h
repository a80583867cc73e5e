// Pieces that a portal's page puts into a line of text, where its buttons and counters stand
// inline. Pure. Thread: any.
#pragma once

#include <string>
#include <string_view>

namespace bangtin {

/// Letters and digits in small letters without marks, one space between words.
std::string folded(std::string_view line);

/// The line without what cannot be part of a sentence: buttons for the size of letters ("A- A A+"),
/// a row of five stars apart from the sentences, the portal's note of rights; before the text a row
/// of share buttons or a counter with its colon; behind a sentence's end a counter. As it stands
/// where there is none of that.
std::string without_line_noise(std::string_view line);

}  // namespace bangtin
