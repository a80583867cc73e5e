#include "shared/model/text.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "shared/base/check.h"
#include "shared/base/limits.h"

namespace bangtin {
namespace {

// All text comes in JSON; ICU's lengths are 32 bits.
constexpr std::size_t kTextBytesMax = limits::kJsonBytesMax;

const icu::Normalizer2& normalizer(const icu::Normalizer2* (*get)(UErrorCode&)) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* instance = get(status);
  CHECK(U_SUCCESS(status) && instance != nullptr);  // built into ICU, no data file
  return *instance;
}

icu::UnicodeString from_utf8(std::string_view text) {
  text = text.substr(0, std::min<std::size_t>(text.size(), INT32_MAX));
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

icu::UnicodeString normalized(const icu::Normalizer2& form, const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString out = form.normalize(text, status);
  CHECK(U_SUCCESS(status));
  return out;
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

/// Calls `see` with each code point (negative where the bytes are not UTF-8) until it says false.
template <class See>
bool each_code_point(std::string_view text, See see) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::size_t i = 0; i < text.size();) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, text.size(), c);
    if (!see(c)) return false;
  }
  return true;
}

/// What no text of ours may hold: a reader would not see it, or see another text than was signed.
bool is_hidden(UChar32 c) {
  if (c == '\n') return false;
  switch (u_charType(c)) {
    case U_CONTROL_CHAR:
    case U_PRIVATE_USE_CHAR:
    case U_SURROGATE:
    case U_UNASSIGNED:
      return true;
    default:
      break;
  }
  const auto in = [c](UChar32 first, UChar32 last) { return c >= first && c <= last; };
  return in(0x202A, 0x202E) ||  // bidi embeddings and overrides
         in(0x2066, 0x206F) ||  // bidi isolates, deprecated format characters
         in(0x200E, 0x200F) ||  // bidi marks
         c == 0x061C ||         // Arabic letter mark
         c == 0xFEFF ||         // byte order mark
         in(0xFFF9, 0xFFFB) ||  // interlinear annotation
         in(0xE0000, 0xE007F);  // tags
}

/// Every way to end a line becomes "\n", a tab becomes a space.
std::string with_plain_lines(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto take = [&](std::string_view what, std::string_view instead) {
      if (!text.starts_with(what)) return false;
      out += instead;
      text.remove_prefix(what.size());
      return true;
    };
    if (take("\r\n", "\n") || take("\r", "\n") || take("\xc2\x85", "\n") ||
        take("\xe2\x80\xa8", "\n") || take("\xe2\x80\xa9", "\n") || take("\t", " ")) {
      continue;
    }
    out += text.front();
    text.remove_prefix(1);
  }
  return out;
}

/// Without spaces before line ends and without blank lines outside.
std::string trimmed(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c == '\n') {
      out.resize(out.find_last_not_of(' ') + 1);
      if (out.empty()) continue;
    }
    out += c;
  }
  out.resize(out.find_last_not_of(" \n") + 1);
  return out;
}

Error refused(std::string key, std::string message) {
  return {Code::Invalid, std::move(message), std::move(key)};
}

}  // namespace

Result<std::string> clean_text(std::string_view text, std::size_t characters_max, bool lines) {
  if (text.size() > kTextBytesMax) return refused("text.too_long", "text of too many bytes");
  if (!each_code_point(text, [](UChar32 c) { return c >= 0; })) {
    return refused("text.not_utf8", "text that is not UTF-8");
  }
  std::string clean = trimmed(to_nfc(with_plain_lines(text)));
  if (!each_code_point(clean, [](UChar32 c) { return !is_hidden(c); })) {
    return refused("text.control", "text with control or hidden characters");
  }
  if (!lines && clean.find('\n') != clean.npos) {
    return refused("text.one_line", "more than one line");
  }
  if (character_count(clean) > characters_max) {
    return refused("text.too_long", "more than " + std::to_string(characters_max) + " characters");
  }
  return clean;
}

std::string made_clean(std::string_view text, std::size_t characters_max, bool lines) {
  text = text.substr(0, kTextBytesMax);
  std::string seen;
  seen.reserve(text.size());
  // Half characters go away here; what NFC makes of the rest is looked at again below.
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, text.size(), c);
    const bool line_end = c == '\r' || c == 0x85;
    if (c == '\t' || line_end || (c >= 0 && !is_hidden(c))) seen += text.substr(begin, i - begin);
  }
  std::string clean = trimmed(to_nfc(with_plain_lines(seen)));
  if (!lines) {
    std::replace(clean.begin(), clean.end(), '\n', ' ');
    clean = trimmed(clean);
  }
  if (character_count(clean) <= characters_max) return clean;
  if (characters_max == 0) return "";
  std::size_t characters = 0;
  std::size_t end = 0;
  for (std::size_t i = 0; i < clean.size(); ++i) {
    if ((static_cast<unsigned char>(clean[i]) & 0xC0) == 0x80) continue;
    if (++characters > characters_max - 1) {
      end = i;
      break;
    }
  }
  const std::size_t word = clean.find_last_of(" \n", end);
  // A text without a space near its end is cut inside the word.
  if (word != clean.npos && word * 10 >= end * 7) end = word;
  clean.resize(clean.find_last_not_of(" \n", end == 0 ? 0 : end - 1) + 1);
  return to_nfc(clean + "…");
}

std::string to_nfc(std::string_view text) {
  return to_utf8(normalized(normalizer(icu::Normalizer2::getNFCInstance), from_utf8(text)));
}

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

bool is_blank(std::string_view text) {
  constexpr UChar32 kZeroWidthSpace = 0x200B;
  return each_code_point(
      text, [](UChar32 c) { return c == kZeroWidthSpace || (c >= 0 && u_isUWhiteSpace(c)); });
}

std::string fold_for_search(std::string_view text) {
  const icu::UnicodeString apart =
      normalized(normalizer(icu::Normalizer2::getNFDInstance), from_utf8(text).foldCase());
  icu::UnicodeString out;
  for (std::int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
    const UChar32 c = apart.char32At(i);
    // Only the marks on Latin letters: those of Khmer are its vowels.
    if (c >= 0x0300 && c <= 0x036F) continue;
    out.append(c == 0x0111 ? UChar32{'d'} : c);
  }
  return to_utf8(normalized(normalizer(icu::Normalizer2::getNFCInstance), out));
}

LetterSizes letter_sizes(std::string_view text) {
  LetterSizes sizes;
  each_code_point(text, [&](UChar32 c) {
    sizes.capital += c >= 0 && u_isupper(c) != 0 ? 1 : 0;
    sizes.small += c >= 0 && u_islower(c) != 0 ? 1 : 0;
    return true;
  });
  return sizes;
}

std::string in_small_letters(std::string_view text) {
  const icu::UnicodeString whole = from_utf8(to_nfc(text));
  icu::UnicodeString out;
  for (std::int32_t i = 0; i < whole.length(); i = whole.moveIndex32(i, 1)) {
    out.append(u_tolower(whole.char32At(i)));
  }
  return to_utf8(out);
}

std::string with_capital(std::string_view text) {
  icu::UnicodeString whole = from_utf8(to_nfc(text));
  if (whole.isEmpty()) return "";
  const UChar32 first = whole.char32At(0);
  whole.replace(0, U16_LENGTH(first), u_toupper(first));
  return to_utf8(whole);
}

bool begins_with_capital(std::string_view text) {
  std::size_t at = 0;
  UChar32 letter = -1;
  if (!text.empty()) U8_NEXT(text.data(), at, text.size(), letter);
  return letter >= 0 && u_isupper(letter) != 0;
}

}  // namespace bangtin
