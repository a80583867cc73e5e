// Strong identifiers and content digests. Plain values. Thread: any.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bangtin {

using Bytes = std::vector<std::uint8_t>;

/// A named kind of identifier. The text is what travels and is stored: 1-64 of [a-z0-9-].
template <class Tag>
struct Id {
  std::string text;
  auto operator<=>(const Id&) const = default;
  bool empty() const { return text.empty(); }
};
using BoardId = Id<struct BoardTag>;
using ItemId = Id<struct ItemTag>;
using PlaylistId = Id<struct PlaylistTag>;
using PersonId = Id<struct PersonTag>;

/// True for 1-64 of [a-z0-9-]: what an Id's text may be, wherever it comes from outside.
bool is_id_text(std::string_view text);

/// A SHA-256 digest: the name of a blob, an item version, a selection.
struct Digest {
  std::array<std::uint8_t, 32> bytes{};
  auto operator<=>(const Digest&) const = default;
};

/// Lower-case hexadecimal.
std::string to_hex(const std::uint8_t* data, std::size_t size_bytes);
inline std::string to_hex(const Digest& digest) {
  return to_hex(digest.bytes.data(), digest.bytes.size());
}
inline std::string to_hex(const Bytes& bytes) { return to_hex(bytes.data(), bytes.size()); }

/// Lower-case hexadecimal of any even length; nothing on any other character.
std::optional<Bytes> from_hex(std::string_view hex);

/// Exactly 64 lower-case hexadecimal digits; nothing otherwise.
std::optional<Digest> digest_from_hex(std::string_view hex);

}  // namespace bangtin

template <class Tag>
struct std::hash<bangtin::Id<Tag>> {
  std::size_t operator()(const bangtin::Id<Tag>& id) const {
    return std::hash<std::string>{}(id.text);
  }
};
template <>
struct std::hash<bangtin::Digest> {
  std::size_t operator()(const bangtin::Digest& digest) const {
    std::size_t value = 0;  // A digest is already uniform: its first bytes are a hash.
    std::memcpy(&value, digest.bytes.data(), sizeof value);
    return value;
  }
};
