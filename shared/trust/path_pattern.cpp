#include "shared/trust/path_pattern.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "shared/crypto/sha256.h"

namespace bangtin::tuf {
namespace {

/// Takes the first character of UTF-8 off `text`; a byte that begins none stands for itself.
std::string_view take_character(std::string_view& text) {
  std::size_t size = 1;
  while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80) ++size;
  const std::string_view character = text.substr(0, size);
  text.remove_prefix(size);
  return character;
}

/// Takes a set off `pattern`, which stands behind its "[". Nothing when it has no end.
struct Set {
  std::string_view members;
  bool negated = false;
};
bool take_set(std::string_view& pattern, Set& set) {
  const bool negated = pattern.starts_with('!');
  const std::size_t from = negated ? 1 : 0;
  // A "]" in first place is a member.
  const std::size_t end = pattern.find(']', from + 1);
  if (end == pattern.npos) return false;
  set = {pattern.substr(from, end - from), negated};
  pattern.remove_prefix(end + 1);
  return true;
}

bool in_set(const Set& set, std::string_view character) {
  bool found = false;
  std::string_view left = set.members;
  while (!left.empty() && !found) {
    const std::string_view low = take_character(left);
    std::string_view after = left;
    if (after.size() > 1 && after.front() == '-') {
      after.remove_prefix(1);
      const std::string_view high = take_character(after);
      // Bytes of UTF-8 stand in the order of the characters.
      found = low <= character && character <= high;
      left = after;
    } else {
      found = low == character;
    }
  }
  return found != set.negated;
}

/// Takes one pattern element that is no `*` and the character it stands for; false: it does not
/// fit.
bool take_one(std::string_view& pattern, std::string_view& text) {
  if (text.empty()) return false;
  const char first = pattern.front();
  if (first == '?') {
    pattern.remove_prefix(1);
    take_character(text);
    return true;
  }
  if (first == '[') {
    std::string_view behind = pattern.substr(1);
    Set set;
    if (take_set(behind, set)) {
      pattern = behind;
      return in_set(set, take_character(text));
    }
  }
  if (first != text.front()) return false;
  pattern.remove_prefix(1);
  text.remove_prefix(1);
  return true;
}

/// One segment. Only the last `*` is ever tried again: time is at most the product of the lengths.
bool matches_segment(std::string_view pattern, std::string_view text) {
  bool starred = false;
  std::string_view star_pattern;
  std::string_view star_text;
  while (true) {
    if (pattern.starts_with('*')) {
      pattern.remove_prefix(1);
      starred = true;
      star_pattern = pattern;
      star_text = text;
      continue;
    }
    if (pattern.empty() && text.empty()) return true;
    if (!pattern.empty() && take_one(pattern, text)) continue;
    if (!starred || star_text.empty()) return false;
    take_character(star_text);
    pattern = star_pattern;
    text = star_text;
  }
}

}  // namespace

bool matches_pattern(std::string_view pattern, std::string_view path) {
  while (true) {
    const std::size_t pattern_end = pattern.find('/');
    const std::size_t path_end = path.find('/');
    if ((pattern_end == pattern.npos) != (path_end == path.npos)) return false;
    if (!matches_segment(pattern.substr(0, pattern_end), path.substr(0, path_end))) return false;
    if (pattern_end == pattern.npos) return true;
    pattern.remove_prefix(pattern_end + 1);
    path.remove_prefix(path_end + 1);
  }
}

bool covers(const Delegation& delegation, std::string_view path) {
  const auto& paths = delegation.paths;
  if (std::ranges::any_of(paths, [&](const auto& p) { return matches_pattern(p, path); })) {
    return true;
  }
  if (delegation.path_hash_prefixes.empty()) return false;
  const std::string hash = to_hex(sha256(path));
  return std::ranges::any_of(delegation.path_hash_prefixes,
                             [&](const std::string& prefix) { return hash.starts_with(prefix); });
}

std::string bin_of(const SuccinctRoles& roles, std::string_view path) {
  const Digest hash = sha256(path);
  std::uint32_t first = 0;
  for (std::size_t i = 0; i < sizeof first; ++i) first = first << 8 | hash.bytes[i];
  const std::uint32_t bin = first >> (32 - roles.bit_length);
  std::array<std::uint8_t, sizeof bin> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] = static_cast<std::uint8_t>(bin >> (24 - 8 * i));
  }
  const std::string hex = to_hex(bytes.data(), bytes.size());
  const auto digits = static_cast<std::size_t>((roles.bit_length + 3) / 4);
  return roles.name_prefix + "-" + hex.substr(hex.size() - digits);
}

}  // namespace bangtin::tuf
