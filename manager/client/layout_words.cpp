#include "manager/client/layout_words.h"

#include <algorithm>
#include <array>

namespace bangtin {
namespace {

constexpr int kSharePerPercent = kShareWhole / 100;

bool are_digits(std::string_view words) {
  return !words.empty() && words.find_first_not_of("0123456789") == words.npos;
}

Error not_understood(std::string_view words) {
  return {Code::Invalid, std::string(words), "layout.zone_words"};
}

}  // namespace

std::string percent_text(int share) {
  std::string words = std::to_string(share / kSharePerPercent);
  const int rest = share % kSharePerPercent;
  if (rest == 0) return words;
  words += "." + std::to_string(rest / 10);
  if (rest % 10 != 0) words += std::to_string(rest % 10);
  return words;
}

std::optional<int> share_from_percent(std::string_view words) {
  constexpr std::size_t kWholeDigitsMax = 3;
  constexpr std::size_t kDecimalsMax = 2;
  const std::size_t point = std::min(words.find_first_of(".,"), words.size());
  const std::string_view whole = words.substr(0, point);
  if (!are_digits(whole) || whole.size() > kWholeDigitsMax) return std::nullopt;
  int share = std::stoi(std::string(whole)) * kSharePerPercent;
  if (point < words.size()) {
    std::string decimals(words.substr(point + 1));
    if (!are_digits(decimals) || decimals.size() > kDecimalsMax) return std::nullopt;
    decimals.resize(kDecimalsMax, '0');
    share += std::stoi(decimals);
  }
  if (share > kShareWhole) return std::nullopt;
  return share;
}

Result<DrawnZone> zone_from_words(std::string_view words) {
  DrawnZone zone;
  const std::size_t colon = words.find(':');
  if (colon == words.npos || !from_name(words.substr(0, colon), zone.role)) {
    return not_understood(words);
  }
  std::string_view rest = words.substr(colon + 1);
  const std::array<int*, 4> parts{&zone.left, &zone.top, &zone.width, &zone.height};
  for (int* part : parts) {
    const bool last = part == parts.back();
    const std::size_t end = std::min(rest.find(','), rest.size());
    const auto share = share_from_percent(rest.substr(0, end));
    if (!share || last != (end == rest.size())) return not_understood(words);
    *part = *share;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return zone;
}

}  // namespace bangtin
