// What a technician types at a board so that it finds the server that this desk talks to. Thread:
// any.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bangtin::desk {

/// The host of `url`, with its port unless that is the usual 8443. Where that is this PC by a name
/// that means another machine elsewhere (127.0.0.1, localhost), `of_this_pc` stands for it. Pure.
std::vector<std::string> board_addresses(std::string_view url,
                                         const std::vector<std::string>& of_this_pc);

/// Addresses under which machines on the same network reach this PC: IPv4, and IPv6 only where
/// there is no IPv4; none that hold for one link or for this PC alone. Empty without a network.
std::vector<std::string> addresses_of_this_pc();

}  // namespace bangtin::desk
