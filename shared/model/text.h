// Text as it may enter the house: NFC, no control, no bidi overrides. The only file of this folder
// that meets ICU. Thread: any; pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace bangtin {

/// The text in NFC with line ends as "\n" (also U+0085, U+2028, U+2029), a tab as a space, NBSP
/// kept, trailing spaces of lines and outer blank lines taken away. Clean text stays as it is.
/// `lines` false also refuses line feeds that are left. Errors: invalid, with a key of
/// assets/lang/model.*.json: "text.not_utf8", "text.control" (control characters; bidi overrides,
/// isolates and marks; tags; U+FEFF; private use; unassigned), "text.one_line", "text.too_long"
/// (over `characters_max` code points).
Result<std::string> clean_text(std::string_view text, std::size_t characters_max, bool lines);

/// The nearest text that clean_text takes: what it refuses is left away, line feeds become spaces
/// where `lines` is false, what is too long is cut after its last whole word with "…". Total.
std::string made_clean(std::string_view text, std::size_t characters_max, bool lines);

/// NFC of valid UTF-8; invalid bytes become U+FFFD. Total.
std::string to_nfc(std::string_view text);

/// Code points of valid UTF-8.
std::size_t character_count(std::string_view text);

/// True when there is nothing to see: only white space and zero width spaces.
bool is_blank(std::string_view text);

/// The first character is a capital letter. False for no text and for bytes that are no UTF-8.
bool begins_with_capital(std::string_view text);

/// How many letters of each size it has; scripts without sizes have none. Total.
struct LetterSizes {
  std::size_t capital = 0;
  std::size_t small = 0;
};
LetterSizes letter_sizes(std::string_view text);
/// With small letters, and with a capital first letter; NFC, the rest as it stands. Total.
std::string in_small_letters(std::string_view text);
std::string with_capital(std::string_view text);

/// Lower case without the marks of Latin letters and with đ as d: what a search compares. Total.
std::string fold_for_search(std::string_view text);

}  // namespace bangtin
