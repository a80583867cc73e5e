#include "manager/core/position.h"

#include <optional>

#include "shared/base/ascii.h"

namespace bangtin {
namespace {

constexpr std::int64_t kMillion = 1'000'000;
constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kDegree = "°";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

/// Millionths of a degree; nothing when it is no number, or has more than three whole digits.
std::optional<int> degrees_of(std::string_view text) {
  constexpr std::size_t kWholeMax = 3;
  text = trimmed(text);
  if (text.ends_with(kDegree)) text = trimmed(text.substr(0, text.size() - kDegree.size()));
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t whole = std::min(text.find_first_of(".,"), text.size());
  if (whole == 0 || whole > kWholeMax || whole + 1 == text.size()) return std::nullopt;
  std::int64_t value = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == whole) continue;
    if (!ascii::is_digit(text[i])) return std::nullopt;
    const std::size_t decimal = i < whole ? 0 : i - whole;
    if (decimal <= kDegreeDecimals) value = value * 10 + (text[i] - '0');
    if (decimal == kDegreeDecimals + 1 && text[i] >= '5') ++value;
  }
  const std::size_t given = text.size() > whole ? text.size() - whole - 1 : 0;
  for (std::size_t i = given; i < kDegreeDecimals; ++i) value *= 10;
  return static_cast<int>(negative ? -value : value);
}

/// Where the second number begins: after what can only stand between two numbers.
std::optional<std::size_t> gap_in(std::string_view text) {
  if (const auto semicolon = text.find(';'); semicolon != text.npos) return semicolon;
  if (const auto blank = text.find_first_of(kBlanks); blank != text.npos) return blank;
  // Without a blank one comma stands between the numbers, of three the second does.
  const std::size_t first = text.find(',');
  if (first == text.npos) return std::nullopt;
  const std::size_t second = text.find(',', first + 1);
  return second == text.npos ? first : second;
}

std::string six_decimals(int degrees_udeg) {
  const std::int64_t whole = std::abs(std::int64_t{degrees_udeg});
  const std::string fraction = std::to_string(whole % kMillion);
  return (degrees_udeg < 0 ? "-" : "") + std::to_string(whole / kMillion) + "." +
         std::string(kDegreeDecimals - fraction.size(), '0') + fraction;
}

Error wrong(std::string_view said, const char* key) {
  constexpr std::size_t kQuoteBytesMax = 64;
  return {Code::Invalid, std::string(said.substr(0, kQuoteBytesMax)), key};
}

}  // namespace

Result<GeoPoint> position_of(std::string_view latitude, std::string_view longitude) {
  const auto north = degrees_of(latitude), east = degrees_of(longitude);
  if (!north || std::abs(*north) > kLatitudeMax_udeg) return wrong(latitude, "map.latitude");
  if (!east || std::abs(*east) > kLongitudeMax_udeg) return wrong(longitude, "map.longitude");
  return GeoPoint{*north, *east};
}

Result<GeoPoint> position_of(std::string_view text) {
  text = trimmed(text);
  const auto gap = gap_in(text);
  if (!gap) return wrong(text, "map.position");
  std::string_view first = text.substr(0, *gap), second = trimmed(text.substr(*gap + 1));
  if (first.ends_with(',')) first.remove_suffix(1);
  if (second.starts_with(',') || second.starts_with(';')) second.remove_prefix(1);
  if (!degrees_of(first) || !degrees_of(second)) return wrong(text, "map.position");
  return position_of(first, second);
}

std::string position_text(const GeoPoint& position) {
  return six_decimals(position.latitude_udeg) + ", " + six_decimals(position.longitude_udeg);
}

bool is_near_vietnam(const GeoPoint& position) {
  constexpr GeoPoint kSouthWest{6'000'000, 102'000'000}, kNorthEast{23'500'000, 118'000'000};
  return position.latitude_udeg >= kSouthWest.latitude_udeg &&
         position.latitude_udeg <= kNorthEast.latitude_udeg &&
         position.longitude_udeg >= kSouthWest.longitude_udeg &&
         position.longitude_udeg <= kNorthEast.longitude_udeg;
}

}  // namespace bangtin
