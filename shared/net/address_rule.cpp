#include "shared/net/address_rule.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace bangtin {
namespace {

constexpr int kMappedBits = 96;

struct Block {
  std::array<std::uint8_t, 16> bytes;
  int bits = 0;
};

bool is_in(const IpAddress& address, const std::array<std::uint8_t, 16>& bytes, int bits) {
  const auto whole = std::size_t(bits / 8);
  if (!std::equal(bytes.begin(), bytes.begin() + whole, address.bytes.begin())) return false;
  const int rest = bits % 8;
  if (rest == 0) return true;
  const auto mask = static_cast<std::uint8_t>(0xff << (8 - rest));
  return (bytes[whole] & mask) == (address.bytes[whole] & mask);
}

struct Block4 {
  std::array<std::uint8_t, 4> bytes;
  int bits = 0;
};

constexpr std::array<Block4, 16> kClosed4{{
    {{0, 0, 0, 0}, 8},        // this network
    {{10, 0, 0, 0}, 8},       // private
    {{100, 64, 0, 0}, 10},    // carrier NAT
    {{127, 0, 0, 0}, 8},      // loopback
    {{169, 254, 0, 0}, 16},   // link-local, cloud metadata
    {{172, 16, 0, 0}, 12},    // private
    {{192, 0, 0, 0}, 24},     // protocol assignments
    {{192, 0, 2, 0}, 24},     // documentation
    {{192, 88, 99, 0}, 24},   // 6to4 relays
    {{192, 168, 0, 0}, 16},   // private
    {{198, 18, 0, 0}, 15},    // benchmarks
    {{198, 51, 100, 0}, 24},  // documentation
    {{203, 0, 113, 0}, 24},   // documentation
    {{224, 0, 0, 0}, 4},      // multicast
    {{240, 0, 0, 0}, 4},      // reserved
    {{255, 255, 255, 255}, 32},
}};

bool is_public4(const std::uint8_t* bytes) {
  IpAddress address;
  std::copy(bytes, bytes + 4, address.bytes.begin());
  return std::ranges::none_of(kClosed4, [&](const Block4& block) {
    std::array<std::uint8_t, 16> wide{};
    std::ranges::copy(block.bytes, wide.begin());
    return is_in(address, wide, block.bits);
  });
}

constexpr std::array<std::uint8_t, 16> kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr std::array<std::uint8_t, 16> kNat64 = {0, 0x64, 0xff, 0x9b};
constexpr std::array<std::uint8_t, 16> k6to4 = {0x20, 0x02};
constexpr std::array<std::uint8_t, 16> kGlobal = {0x20};

constexpr std::array<Block, 3> kClosed6{{
    {{0x20, 0x01, 0x00}, 23},        // protocol assignments, Teredo among them
    {{0x20, 0x01, 0x0d, 0xb8}, 32},  // documentation
    {{0x3f, 0xff, 0x00}, 20},        // documentation
}};

}  // namespace

Result<IpAddress> ip_address(std::string_view text) {
  const std::string name(text);
  IpAddress address;
  if (::inet_pton(AF_INET6, name.c_str(), address.bytes.data()) == 1) return address;
  std::array<std::uint8_t, 4> four{};
  if (::inet_pton(AF_INET, name.c_str(), four.data()) != 1) {
    return Error{Code::Invalid, name + " is no address", "net.address"};
  }
  address.bytes = kMapped;
  std::ranges::copy(four, address.bytes.begin() + 12);
  return address;
}

bool is_public(const IpAddress& address) {
  const std::uint8_t* bytes = address.bytes.data();
  if (is_in(address, kMapped, kMappedBits)) return is_public4(bytes + 12);
  if (is_in(address, kNat64, kMappedBits)) return is_public4(bytes + 12);
  if (is_in(address, k6to4, 16)) return is_public4(bytes + 2);
  // All that was ever given out lies in 2000::/3; loopback, local, multicast and the rest do not.
  if (!is_in(address, kGlobal, 3)) return false;
  return std::ranges::none_of(
      kClosed6, [&](const Block& block) { return is_in(address, block.bytes, block.bits); });
}

Result<AllowedNetworks> AllowedNetworks::parse(std::string_view list) {
  AllowedNetworks allowed;
  while (!list.empty()) {
    const auto end = std::min(list.find(','), list.size());
    std::string_view entry = list.substr(0, end);
    list.remove_prefix(std::min(end + 1, list.size()));
    while (entry.starts_with(' ')) entry.remove_prefix(1);
    while (entry.ends_with(' ')) entry.remove_suffix(1);
    if (entry.empty()) continue;
    const auto slash = entry.find('/');
    Network network{TRY(ip_address(entry.substr(0, slash))), 128};
    if (slash != entry.npos) {
      const std::string_view text = entry.substr(slash + 1);
      const bool four = entry.find(':') == entry.npos;
      int bits = -1;
      const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), bits);
      const bool whole = error == std::errc() && stop == text.data() + text.size();
      if (!whole || bits < 0 || bits > (four ? 32 : 128)) {
        return Error{Code::Invalid, std::string(entry) + " is no network", "net.address"};
      }
      network.bits = four ? kMappedBits + bits : bits;
    }
    allowed.networks_.push_back(network);
  }
  return allowed;
}

bool AllowedNetworks::allows(const IpAddress& address) const {
  return is_public(address) || names(address);
}

bool AllowedNetworks::names(const IpAddress& address) const {
  return std::ranges::any_of(networks_, [&](const Network& network) {
    return is_in(address, network.address.bytes, network.bits);
  });
}

}  // namespace bangtin
