#include "player/agent/network_links.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>

#include "shared/base/board_limits.h"
#include "shared/base/files.h"

namespace bangtin {
namespace {

const std::filesystem::path kFolder = "/sys/class/net";

struct FreeAddresses {
  void operator()(ifaddrs* all) const { ::freeifaddrs(all); }
};

bool has_carrier(const std::string& name) {
  // Cannot be read while the port is down.
  const auto text = files::read_all(kFolder / name / "carrier", 16);
  return text.ok() && text->starts_with('1');
}

bool is_wireless(const std::string& name) {
  std::error_code failed;
  return std::filesystem::exists(kFolder / name / "wireless", failed) ||
         std::filesystem::exists(kFolder / name / "phy80211", failed);
}

/// Empty for what does not reach beyond the link.
std::string address_text(const sockaddr* address) {
  char text[INET6_ADDRSTRLEN] = {};
  if (address->sa_family == AF_INET) {
    const in_addr& v4 = reinterpret_cast<const sockaddr_in*>(address)->sin_addr;
    const std::uint32_t number = ntohl(v4.s_addr);
    const bool link_local = number >> 16 == 0xA9FE;
    if (link_local || ::inet_ntop(AF_INET, &v4, text, sizeof text) == nullptr) return {};
    return text;
  }
  if (address->sa_family == AF_INET6) {
    const in6_addr& v6 = reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr;
    if (IN6_IS_ADDR_LINKLOCAL(&v6) || IN6_IS_ADDR_LOOPBACK(&v6) ||
        ::inet_ntop(AF_INET6, &v6, text, sizeof text) == nullptr) {
      return {};
    }
    return text;
  }
  return {};
}

}  // namespace

std::vector<NetworkLink> SystemNetworkLinks::read() {
  ifaddrs* raw = nullptr;
  if (::getifaddrs(&raw) != 0) return {};
  const std::unique_ptr<ifaddrs, FreeAddresses> all(raw);
  std::map<std::string, NetworkLink> links;
  for (const ifaddrs* one = all.get(); one != nullptr; one = one->ifa_next) {
    if ((one->ifa_flags & IFF_LOOPBACK) != 0) continue;
    const std::string name = one->ifa_name;
    if (!links.contains(name)) {
      if (links.size() >= limits::kLinksMax) continue;
      links[name] = {name, is_wireless(name), has_carrier(name), {}};
    }
    if (one->ifa_addr == nullptr) continue;
    std::string text = address_text(one->ifa_addr);
    auto& addresses = links[name].addresses;
    if (text.empty() || addresses.size() >= limits::kLinkAddressesMax) continue;
    const bool v4 = text.find(':') == text.npos;
    addresses.insert(v4 ? addresses.begin() : addresses.end(), std::move(text));
  }
  std::vector<NetworkLink> result;
  for (auto& [name, link] : links) result.push_back(std::move(link));
  return result;
}

}  // namespace bangtin
