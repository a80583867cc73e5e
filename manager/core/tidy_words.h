// What a program can put right in somebody's words without knowing what they mean. Pure. Thread:
// any.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "manager/core/review.h"

namespace bangtin {

/// Vietnamese written in capitals from end to end: hard to read from afar. One word or
/// abbreviations are not.
bool is_all_capitals(std::string_view text);

/// In small letters, with a capital where a sentence begins. What is no Vietnamese syllable (UBND,
/// BHYT) and what has a digit in it stays as it is; so are names that stand in `names` ("UBND xã
/// Tân Hưng" has Tân Hưng).
std::string in_sentence_case(std::string_view text, const std::vector<std::string>& names);

/// Without a second space beside a space, a space before , . ; : ! ? and more than one blank line.
std::string with_single_spaces(std::string_view text);

/// With x for each digit that tells who it is: the last three of a number stay, and the year where
/// a date of birth has day and month besides.
std::string masked(const PersonalData& data);

}  // namespace bangtin
