// Which addresses of the network a fetch may reach: the open internet, and what the operator names.
// Pure. Thread: any.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace bangtin {

/// An address of either family; one of IPv4 stands as ::ffff:a.b.c.d.
struct IpAddress {
  std::array<std::uint8_t, 16> bytes{};
  bool operator==(const IpAddress&) const = default;
};

/// "192.0.2.1", "2001:db8::1", without brackets and zone. Errors: invalid.
Result<IpAddress> ip_address(std::string_view text);

/// True of what the whole internet shares: not loopback, private, carrier NAT, link-local,
/// multicast, documentation, reserved, unique local, nor an IPv6 address that stands for such an
/// IPv4 one (mapped, compatible, NAT64, 6to4). Source: IANA special-purpose address registries.
bool is_public(const IpAddress& address);

/// What the operator lets through besides.
class AllowedNetworks {
 public:
  /// "10.1.0.0/16", "192.168.7.9", "fd00::/8", with commas between. Errors: invalid, naming it.
  static Result<AllowedNetworks> parse(std::string_view list);
  bool allows(const IpAddress& address) const;
  /// One of those that the operator named, public or not.
  bool names(const IpAddress& address) const;

 private:
  struct Network {
    IpAddress address;
    int bits = 128;
  };
  std::vector<Network> networks_;
};

}  // namespace bangtin
