#include "shared/net/server_url.h"

#include <algorithm>
#include <charconv>

#include "shared/base/ascii.h"

namespace bangtin {
namespace {

constexpr std::string_view kScheme = "https://";
constexpr std::size_t kHostBytesMax = 253;

bool is_hex(char c) { return ascii::is_digit(c) || (c >= 'a' && c <= 'f'); }
bool is_name(char c) {
  return ascii::is_digit(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '.';
}

Error refused_address(std::string_view why) {
  return {Code::Invalid, "server address: " + std::string(why), "net.server_url"};
}

bool is_port(std::string_view text) {
  int port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc() && end == text.data() + text.size() &&
         ascii::is_digit(text.front()) && port >= 1 && port <= 65535;
}

bool is_host(std::string_view host) {
  if (host.empty() || host.size() > kHostBytesMax) return false;
  if (host.front() != '[') return std::ranges::all_of(host, is_name);
  if (host.size() < 4 || host.back() != ']') return false;
  const std::string_view inside = host.substr(1, host.size() - 2);
  return std::ranges::count(inside, ':') >= 2 &&
         std::ranges::all_of(inside, [](char c) { return is_hex(c) || c == ':' || c == '.'; });
}

}  // namespace

Result<std::string> canonical_server_url(std::string_view text) {
  std::string url = ascii::lower(text);
  if (!url.starts_with(kScheme)) return refused_address("it must begin with https://");
  std::string_view rest = std::string_view(url).substr(kScheme.size());
  if (rest.ends_with('/')) rest.remove_suffix(1);
  std::string_view host = rest;
  const std::size_t bracket = rest.rfind(']');
  const std::size_t colon = rest.rfind(':');
  if (colon != rest.npos && (bracket == rest.npos || colon > bracket)) {
    const std::string_view port = rest.substr(colon + 1);
    if (port.empty() || !is_port(port)) return refused_address("the port is 1 to 65535");
    host = rest.substr(0, colon);
  }
  if (!is_host(host)) return refused_address("no host name or address");
  return std::string(kScheme) + std::string(rest);
}

}  // namespace bangtin
