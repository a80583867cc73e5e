#include "manager/desk/board_addresses.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

#include <memory>

namespace bangtin::desk {
namespace {

constexpr std::string_view kScheme = "https://";
constexpr std::string_view kUsualPort = ":8443";
constexpr std::size_t kListedMax = 3;

struct FreeAddresses {
  void operator()(ifaddrs* all) const { ::freeifaddrs(all); }
};

bool is_this_pc(std::string_view host) {
  return host == "localhost" || host == "[::1]" || host.starts_with("127.");
}

/// Empty for what no other machine reaches.
std::string address_text(const sockaddr& address) {
  char text[INET6_ADDRSTRLEN] = {};
  if (address.sa_family == AF_INET) {
    const auto& v4 = reinterpret_cast<const sockaddr_in&>(address);
    ::inet_ntop(AF_INET, &v4.sin_addr, text, sizeof text);
    return std::string_view(text).starts_with("169.254.") ? "" : text;
  }
  if (address.sa_family == AF_INET6) {
    const auto& v6 = reinterpret_cast<const sockaddr_in6&>(address);
    if (IN6_IS_ADDR_LINKLOCAL(&v6.sin6_addr)) return "";
    ::inet_ntop(AF_INET6, &v6.sin6_addr, text, sizeof text);
    return "[" + std::string(text) + "]";
  }
  return "";
}

}  // namespace

std::vector<std::string> board_addresses(std::string_view url,
                                         const std::vector<std::string>& of_this_pc) {
  if (url.starts_with(kScheme)) url.remove_prefix(kScheme.size());
  url = url.substr(0, url.find('/'));
  const std::size_t bracket = url.find(']');
  const std::size_t colon = url.find(':', bracket == url.npos ? 0 : bracket);
  const std::string_view host = url.substr(0, colon);
  std::string_view port = colon == url.npos ? std::string_view() : url.substr(colon);
  if (port == kUsualPort) port = {};
  if (host.empty()) return {};
  std::vector<std::string> hosts{std::string(host)};
  if (is_this_pc(host)) hosts = of_this_pc;
  for (std::string& one : hosts) one += port;
  return hosts;
}

std::vector<std::string> addresses_of_this_pc() {
  ifaddrs* raw = nullptr;
  if (::getifaddrs(&raw) != 0) return {};
  const std::unique_ptr<ifaddrs, FreeAddresses> all(raw);
  std::vector<std::string> v4, v6;
  for (const ifaddrs* one = all.get(); one != nullptr; one = one->ifa_next) {
    const bool up = (one->ifa_flags & IFF_UP) != 0 && (one->ifa_flags & IFF_LOOPBACK) == 0;
    if (!up || one->ifa_addr == nullptr) continue;
    std::string text = address_text(*one->ifa_addr);
    if (!text.empty()) (text.front() == '[' ? v6 : v4).push_back(std::move(text));
  }
  std::vector<std::string> found = v4.empty() ? std::move(v6) : std::move(v4);
  if (found.size() > kListedMax) found.resize(kListedMax);
  return found;
}

}  // namespace bangtin::desk
