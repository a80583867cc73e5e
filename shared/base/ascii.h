// Letters and digits of ASCII alone, whatever the locale: for protocols and markup, not for
// people's words (those are shared/model/text.h). Pure. Thread: any.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace bangtin::ascii {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

inline std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return lower(c); });
  return out;
}

/// Where `what`, which is in small letters, stands in `text` in letters of any size; npos where
/// not.
inline std::size_t find_lower(std::string_view text, std::string_view what, std::size_t from = 0) {
  const std::string_view rest = text.substr(std::min(from, text.size()));
  const auto found = std::ranges::search(rest, what, {}, [](char c) { return lower(c); });
  return found.empty() && !what.empty()
             ? text.npos
             : text.size() - rest.size() + std::size_t(found.begin() - rest.begin());
}

}  // namespace bangtin::ascii
