#include "shared/model/web_address.h"

#include <algorithm>

#include "shared/base/ascii.h"
#include "shared/base/limits.h"

namespace bangtin {
namespace {

constexpr std::string_view kScheme = "https://";
constexpr std::string_view kNoIdYet = "00000000000000000000";

bool is_label_character(char c) { return (c >= 'a' && c <= 'z') || ascii::is_digit(c) || c == '-'; }

bool is_label(std::string_view label) {
  constexpr std::size_t kBytesMax = 63;
  return !label.empty() && label.size() <= kBytesMax && label.front() != '-' &&
         label.back() != '-' && std::ranges::all_of(label, is_label_character);
}

/// Labels with dots between. A single one is no name that a phone outside could find.
bool is_host(std::string_view host) {
  std::size_t labels = 0;
  for (;; ++labels) {
    const std::size_t dot = std::min(host.find('.'), host.size());
    if (!is_label(host.substr(0, dot))) return false;
    if (dot == host.size()) break;
    host.remove_prefix(dot + 1);
  }
  return labels > 0;
}

bool is_port(std::string_view port) {
  constexpr std::size_t kDigitsMax = 5;
  constexpr int kPortMax = 65'535;
  if (port.empty() || port.size() > kDigitsMax || !std::ranges::all_of(port, ascii::is_digit))
    return false;
  int number = 0;
  for (const char digit : port) number = number * 10 + (digit - '0');
  return port.front() != '0' && number <= kPortMax;
}

}  // namespace

bool is_site(std::string_view site) {
  if (site.size() > limits::kSiteBytesMax || !site.starts_with(kScheme)) return false;
  site.remove_prefix(kScheme.size());
  const std::size_t colon = std::min(site.find(':'), site.size());
  return is_host(site.substr(0, colon)) &&
         (colon == site.size() || is_port(site.substr(colon + 1)));
}

std::string cleaned_site(std::string_view typed) {
  while (typed.starts_with(' ')) typed.remove_prefix(1);
  while (typed.ends_with(' ')) typed.remove_suffix(1);
  while (typed.ends_with('/')) typed.remove_suffix(1);
  return ascii::lower(typed);
}

std::string page_address(std::string_view site, const ItemId& id) {
  std::string address(site);
  address += kPagePath;
  address += id.text.empty() ? kNoIdYet : std::string_view(id.text);
  return address;
}

std::string address_of(const ItemVersion& item) {
  return item.content.site ? page_address(*item.content.site, item.id) : std::string();
}

bool carries_code(ItemKind kind) { return kind == ItemKind::Notice || kind == ItemKind::News; }

}  // namespace bangtin
