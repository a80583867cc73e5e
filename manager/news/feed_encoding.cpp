#include "manager/news/feed_encoding.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "shared/base/ascii.h"

namespace bangtin {
namespace {

constexpr std::size_t kDeclarationBytesMax = 4'096;

/// Bytes 0x80-0xff. Source: TCVN 5712:1993, VN1; its marks follow their letter, NFC joins them.
constexpr std::array<char16_t, 128> kTcvn = {
    0xc0,   0x1ea2, 0xc3,   0xc1,   0x1ea0, 0x1eb6, 0x1eac, 0xc8,   0x1eba, 0x1ebc, 0xc9,   0x1eb8,
    0x1ec6, 0xcc,   0x1ec8, 0x128,  0xcd,   0x1eca, 0xd2,   0x1ece, 0xd5,   0xd3,   0x1ecc, 0x1ed8,
    0x1edc, 0x1ede, 0x1ee0, 0x1eda, 0x1ee2, 0xd9,   0x1ee6, 0x168,  0xa0,   0x102,  0xc2,   0xca,
    0xd4,   0x1a0,  0x1af,  0x110,  0x103,  0xe2,   0xea,   0xf4,   0x1a1,  0x1b0,  0x111,  0x1eb0,
    0x300,  0x309,  0x303,  0x301,  0x323,  0xe0,   0x1ea3, 0xe3,   0xe1,   0x1ea1, 0x1eb2, 0x1eb1,
    0x1eb3, 0x1eb5, 0x1eaf, 0x1eb4, 0x1eae, 0x1ea6, 0x1ea8, 0x1eaa, 0x1ea4, 0x1ec0, 0x1eb7, 0x1ea7,
    0x1ea9, 0x1eab, 0x1ea5, 0x1ead, 0xe8,   0x1ec2, 0x1ebb, 0x1ebd, 0xe9,   0x1eb9, 0x1ec1, 0x1ec3,
    0x1ec5, 0x1ebf, 0x1ec7, 0xec,   0x1ec9, 0x1ec4, 0x1ebe, 0x1ed2, 0x129,  0xed,   0x1ecb, 0xf2,
    0x1ed4, 0x1ecf, 0xf5,   0xf3,   0x1ecd, 0x1ed3, 0x1ed5, 0x1ed7, 0x1ed1, 0x1ed9, 0x1edd, 0x1edf,
    0x1ee1, 0x1edb, 0x1ee3, 0xf9,   0x1ed6, 0x1ee7, 0x169,  0xfa,   0x1ee5, 0x1eeb, 0x1eed, 0x1eef,
    0x1ee9, 0x1ef1, 0x1ef3, 0x1ef7, 0x1ef9, 0xfd,   0x1ef5, 0x1ed0};

/// Bytes 0x80-0xff, and the six letters that lie where ASCII has control characters.
/// Source: RFC 1456.
constexpr std::array<char16_t, 128> kViscii = {
    0x1ea0, 0x1eae, 0x1eb0, 0x1eb6, 0x1ea4, 0x1ea6, 0x1ea8, 0x1eac, 0x1ebc, 0x1eb8, 0x1ebe, 0x1ec0,
    0x1ec2, 0x1ec4, 0x1ec6, 0x1ed0, 0x1ed2, 0x1ed4, 0x1ed6, 0x1ed8, 0x1ee2, 0x1eda, 0x1edc, 0x1ede,
    0x1eca, 0x1ece, 0x1ecc, 0x1ec8, 0x1ee6, 0x168,  0x1ee4, 0x1ef2, 0xd5,   0x1eaf, 0x1eb1, 0x1eb7,
    0x1ea5, 0x1ea7, 0x1ea9, 0x1ead, 0x1ebd, 0x1eb9, 0x1ebf, 0x1ec1, 0x1ec3, 0x1ec5, 0x1ec7, 0x1ed1,
    0x1ed3, 0x1ed5, 0x1ed7, 0x1ee0, 0x1a0,  0x1ed9, 0x1edd, 0x1edf, 0x1ecb, 0x1ef0, 0x1ee8, 0x1eea,
    0x1eec, 0x1a1,  0x1edb, 0x1af,  0xc0,   0xc1,   0xc2,   0xc3,   0x1ea2, 0x102,  0x1eb3, 0x1eb5,
    0xc8,   0xc9,   0xca,   0x1eba, 0xcc,   0xcd,   0x128,  0x1ef3, 0x110,  0x1ee9, 0xd2,   0xd3,
    0xd4,   0x1ea1, 0x1ef7, 0x1eeb, 0x1eed, 0xd9,   0xda,   0x1ef9, 0x1ef5, 0xdd,   0x1ee1, 0x1b0,
    0xe0,   0xe1,   0xe2,   0xe3,   0x1ea3, 0x103,  0x1eef, 0x1eab, 0xe8,   0xe9,   0xea,   0x1ebb,
    0xec,   0xed,   0x129,  0x1ec9, 0x111,  0x1ef1, 0xf2,   0xf3,   0xf4,   0xf5,   0x1ecf, 0x1ecd,
    0x1ee5, 0xf9,   0xfa,   0x169,  0x1ee7, 0xfd,   0x1ee3, 0x1eee};
constexpr std::array<std::pair<unsigned char, char16_t>, 6> kVisciiLow = {{{0x02, 0x1eb2},
                                                                           {0x05, 0x1eb4},
                                                                           {0x06, 0x1eaa},
                                                                           {0x14, 0x1ef6},
                                                                           {0x19, 0x1ef8},
                                                                           {0x1e, 0x1ef4}}};

bool is_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::size_t i = 0; i < text.size();) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, text.size(), c);
    if (c < 0) return false;
  }
  return true;
}

/// The word behind `key` and an "=" in a stretch of text, without quotes.
std::string value_behind(std::string_view text, std::string_view key) {
  auto at = text.find(key);
  if (at == text.npos) return "";
  at = text.find_first_not_of(" \t\r\n", at + key.size());
  if (at == text.npos || text[at] != '=') return "";
  at = text.find_first_not_of(" \t\r\n\"'", at + 1);
  if (at == text.npos) return "";
  const auto end = text.find_first_of(" \t\r\n\"';?>", at);
  return std::string(text.substr(at, end == text.npos ? text.npos : end - at));
}

std::string declared_encoding(std::string_view bytes, std::string_view content_type) {
  const std::string_view begin = bytes.substr(0, kDeclarationBytesMax);
  const auto xml = begin.find("<?xml");
  if (xml != begin.npos) {
    const std::string_view declaration = begin.substr(xml, begin.find("?>", xml) - xml);
    if (std::string name = ascii::lower(value_behind(declaration, "encoding")); !name.empty())
      return name;
  }
  return ascii::lower(value_behind(ascii::lower(content_type), "charset"));
}

bool is_tcvn(std::string_view name) {
  constexpr std::array<std::string_view, 7> kNames = {
      "tcvn", "tcvn3", "tcvn5712", "tcvn-5712", "tcvn5712-1", "vscii", "x-viet-tcvn5712"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

bool is_viscii(std::string_view name) {
  constexpr std::array<std::string_view, 4> kNames = {"viscii", "csviscii", "viscii1.1-1",
                                                      "x-viet-viscii"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

std::string from_tcvn(std::string_view bytes) {
  icu::UnicodeString text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text.append(byte < 0x80 ? char16_t{byte} : kTcvn[byte - 0x80]);
  }
  return to_utf8(text);
}

std::string from_viscii(std::string_view bytes) {
  icu::UnicodeString text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    const auto low =
        std::ranges::find(kVisciiLow, byte, &std::pair<unsigned char, char16_t>::first);
    text.append(low != kVisciiLow.end() ? low->second
                : byte < 0x80           ? char16_t{byte}
                                        : kViscii[byte - 0x80]);
  }
  return to_utf8(text);
}

/// Through ICU's converter of that name; nothing when there is none.
Result<std::string> converted(std::string_view bytes, const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, void (*)(UConverter*)> converter(
      ucnv_open(name.c_str(), &status), ucnv_close);
  if (U_FAILURE(status) || !converter) {
    return Error{Code::Unsupported, "encoding " + name, "news.encoding"};
  }
  const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()),
                                converter.get(), status);
  if (U_FAILURE(status)) return Error{Code::Unsupported, "encoding " + name, "news.encoding"};
  return to_utf8(text);
}

/// The encoding that a meta tag names, in either of its two forms.
std::string meta_encoding(std::string_view bytes) {
  const std::string begin = ascii::lower(bytes.substr(0, kDeclarationBytesMax));
  for (auto at = begin.find("<meta"); at != begin.npos; at = begin.find("<meta", at + 1)) {
    const std::string_view tag = std::string_view(begin).substr(at, begin.find('>', at) - at);
    if (std::string name = value_behind(tag, "charset"); !name.empty()) return name;
  }
  return "";
}

/// More letters of two bytes and more than bytes that belong to none.
bool is_mostly_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  std::size_t whole = 0, broken = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, text.size(), c);
    if (c < 0) {
      ++broken;
    } else if (i - begin > 1) {
      ++whole;
    }
  }
  return whole >= broken;
}

bool is_utf8_name(std::string_view name) {
  // UTF-16 of no mark and no begin is none: the declaration was read as bytes.
  return name.empty() || name == "utf-8" || name == "utf8" || name.starts_with("utf-16");
}

/// By the byte order mark, or the zero bytes of UTF-16; nothing where neither says it.
std::optional<Result<std::string>> converted_by_mark(std::string_view& bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xff\xfe\0\0"sv)) return converted(bytes.substr(4), "utf-32le");
  if (bytes.starts_with("\xff\xfe"sv)) return converted(bytes.substr(2), "utf-16le");
  if (bytes.starts_with("\xfe\xff"sv)) return converted(bytes.substr(2), "utf-16be");
  while (bytes.starts_with("\xef\xbb\xbf"sv)) bytes.remove_prefix(3);
  if (bytes.starts_with("<\0"sv)) return converted(bytes, "utf-16le");
  if (bytes.starts_with("\0<"sv)) return converted(bytes, "utf-16be");
  return std::nullopt;
}

Result<std::string> converted_by_name(std::string_view bytes, const std::string& name) {
  if (is_tcvn(name)) return from_tcvn(bytes);
  if (is_viscii(name)) return from_viscii(bytes);
  return converted(bytes, is_utf8_name(name) ? "utf-8" : name);
}

}  // namespace

Result<std::string> feed_to_utf8(std::string_view bytes, std::string_view content_type) {
  if (auto marked = converted_by_mark(bytes)) return std::move(*marked);
  // Nothing else looks like UTF-8 by accident; many feeds name an encoding that they are not in.
  if (is_utf8(bytes)) return std::string(bytes);
  return converted_by_name(bytes, declared_encoding(bytes, content_type));
}

Result<std::string> page_to_utf8(std::string_view bytes, std::string_view content_type) {
  if (auto marked = converted_by_mark(bytes)) return std::move(*marked);
  if (is_utf8(bytes)) return std::string(bytes);
  std::string name = meta_encoding(bytes);
  if (name.empty()) name = declared_encoding(bytes, content_type);
  if (is_utf8_name(name) && !is_mostly_utf8(bytes)) name = "windows-1258";
  return converted_by_name(bytes, name);
}

}  // namespace bangtin
