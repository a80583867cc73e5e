// NetworkLinks: the port to what the board is plugged into, and its adapter over the system.
// Thread: one at a time; never waits for the network.
#pragma once

#include <vector>

#include "shared/model/board_setup.h"

namespace bangtin {

class NetworkLinks {
 public:
  virtual ~NetworkLinks() = default;
  /// All but the loopback, by name; at most limits::kLinksMax.
  virtual std::vector<NetworkLink> read() = 0;
};

/// Source: getifaddrs(3), /sys/class/net.
class SystemNetworkLinks final : public NetworkLinks {
 public:
  std::vector<NetworkLink> read() override;
};

}  // namespace bangtin
