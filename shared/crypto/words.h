// The words that two people compare on two screens: six short Vietnamese words from a digest, so
// that a wrong key in between shows. Thread: any; pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/ids.h"

namespace bangtin {

inline constexpr std::size_t kFingerprintWords = 6;

/// Six words out of 256, the first six bytes of the digest: 48 bits. The list is fixed for ever
/// (assets-independent): both programs must agree. Words are lower-case Vietnamese syllables that
/// nobody mistakes for one another when read aloud.
std::vector<std::string> fingerprint_words(const Digest& digest);

/// True of each of the 256.
bool is_fingerprint_word(std::string_view word);

}  // namespace bangtin
