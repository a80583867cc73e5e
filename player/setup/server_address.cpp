#include "player/setup/server_address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "shared/base/ascii.h"

namespace bangtin {
namespace {

constexpr std::string_view kScheme = "https://";
constexpr std::string_view kUsualPort = "8443";
constexpr std::size_t kNameBytesMax = 253;
constexpr std::size_t kLabelBytesMax = 63;

Error refused(const char* key) { return {Code::Invalid, "server address", key}; }

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const auto begin = text.find_first_not_of(kBlanks);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

bool is_address(int family, std::string_view host) {
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  return ::inet_pton(family, std::string(host).c_str(), bytes.data()) == 1;
}

/// Source: RFC 1123, 2.1: labels of letters, digits and inner hyphens.
bool is_name(std::string_view host) {
  if (host.empty() || host.size() > kNameBytesMax) return false;
  while (!host.empty()) {
    const std::string_view label = host.substr(0, host.find('.'));
    if (label.empty() || label.size() > kLabelBytesMax) return false;
    if (label.front() == '-' || label.back() == '-') return false;
    if (!std::ranges::all_of(
            label, [](char c) { return is_letter(c) || ascii::is_digit(c) || c == '-'; })) {
      return false;
    }
    if (label.size() == host.size()) return true;
    host.remove_prefix(label.size() + 1);
  }
  return false;  // It ended in a dot.
}

struct Parts {
  std::string_view host;
  std::string_view port = kUsualPort;
};

Result<Parts> parts_of(std::string_view text) {
  if (text.front() == '[') {
    const auto end = text.find(']');
    if (end == text.npos) return refused("setup.server_bracket");
    Parts parts{text.substr(1, end - 1)};
    const std::string_view rest = text.substr(end + 1);
    if (rest.empty()) return parts;
    if (rest.front() != ':') return refused("setup.server_bracket");
    parts.port = rest.substr(1);
    return parts;
  }
  const auto colons = std::ranges::count(text, ':');
  if (colons != 1) return Parts{text};  // None, or an IPv6 address without brackets.
  const auto colon = text.find(':');
  return Parts{text.substr(0, colon), text.substr(colon + 1)};
}

/// The port in its shortest form. Errors: invalid.
Result<std::string> port_from(std::string_view text) {
  int port = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (failed != std::errc() || end != text.data() + text.size() || port < 1 || port > 65'535) {
    return refused("setup.server_port");
  }
  return std::to_string(port);
}

}  // namespace

Result<std::string> server_url_from(std::string_view typed) {
  std::string text = ascii::lower(trimmed(typed));
  if (text.starts_with("http://")) return refused("setup.server_http");
  if (text.starts_with(kScheme)) text.erase(0, kScheme.size());
  while (text.ends_with('/')) text.pop_back();
  if (text.empty()) return refused("setup.server_empty");
  if (text.find_first_of("/?#@") != text.npos) return refused("setup.server_path");
  if (text.find_first_of(" \t") != text.npos) return refused("setup.server_blank");
  const Parts parts = TRY(parts_of(text));
  const std::string port = TRY(port_from(parts.port));
  const std::string host(parts.host);
  if (host.find(':') != host.npos) {
    if (!is_address(AF_INET6, host)) return refused("setup.server_ipv6");
    return std::string(kScheme) + "[" + host + "]:" + port;
  }
  if (text.front() == '[') return refused("setup.server_ipv6");
  const bool numeric =
      std::ranges::all_of(host, [](char c) { return ascii::is_digit(c) || c == '.'; });
  if (numeric && !is_address(AF_INET, host)) return refused("setup.server_ipv4");
  if (!numeric && !is_name(host)) return refused("setup.server_name");
  return std::string(kScheme) + host + ":" + port;
}

std::string typed_server(std::string_view url) {
  if (url.starts_with(kScheme)) url.remove_prefix(kScheme.size());
  const std::string ending = ":" + std::string(kUsualPort);
  if (url.ends_with(ending)) url.remove_suffix(ending.size());
  return std::string(url);
}

bool needs_name_service(std::string_view url) {
  if (url.starts_with(kScheme)) url.remove_prefix(kScheme.size());
  if (url.empty() || url.front() == '[') return false;
  return !is_address(AF_INET, url.substr(0, url.find(':')));
}

}  // namespace bangtin
