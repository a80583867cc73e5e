// Text as it may enter the house: NFC, no control, no bidi overrides. The only file of this folder
// that meets ICU. Thread: any; pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace bangtin {

/// The text in NFC with line ends as "\n", NBSP kept, trailing spaces of lines and outer blank
/// lines taken away. `lines` false also refuses line feeds. Errors: invalid, with a key of
/// assets/lang/model.*.json: "text.not_utf8", "text.control" (control characters, bidi overrides
/// and isolates, U+FEFF, private use, unassigned), "text.too_long" (over `characters_max` code
/// points).
Result<std::string> clean_text(std::string_view text, std::size_t characters_max, bool lines);

/// NFC of valid UTF-8; invalid bytes become U+FFFD. Total.
std::string to_nfc(std::string_view text);

/// Code points of valid UTF-8.
std::size_t character_count(std::string_view text);

/// Lower case without tone marks and with đ as d: what a search compares. Total.
std::string fold_for_search(std::string_view text);

}  // namespace bangtin
