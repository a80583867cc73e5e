#include "shared/protocol/json_values.h"

#include <array>
#include <limits>
#include <utility>

#include "shared/model/manifest.h"
#include "shared/protocol/content_json.h"
#include "shared/protocol/schedule_messages.h"

namespace bangtin {
namespace {

Status decode_int(const Json& json, std::int64_t min, std::int64_t max, std::int64_t& out) {
  const std::int64_t* number = json.as_int();
  if (number == nullptr) return wrong_value("not an integer");
  if (*number < min || *number > max) return wrong_value("an integer out of range");
  out = *number;
  return {};
}

template <std::size_t count>
Status decode_ints(const Json& json, const std::array<int*, count>& out) {
  const Json::Array* array = json.as_array();
  if (array == nullptr || array->size() != count) {
    return wrong_value("not an array of " + std::to_string(count) + " integers");
  }
  for (std::size_t i = 0; i < count; ++i) TRY(decode((*array)[i], *out[i], Reading::Hashed));
  return {};
}

}  // namespace

Error wrong_value(std::string message) { return {Code::Invalid, std::move(message), {}}; }

Json encode(const std::string& value) { return value; }
Json encode(bool value) { return value; }
Json encode(int value) { return value; }
Json encode(std::int64_t value) { return value; }
Json encode(std::uint32_t value) {
  return value == Program::kNoPlaylist ? Json() : Json(static_cast<std::int64_t>(value));
}
Json encode(Instant value) { return to_iso8601(value); }
Json encode(Millis value) { return static_cast<std::int64_t>(value.count()); }
Json encode(Seconds value) { return static_cast<std::int64_t>(value.count()); }
Json encode(std::chrono::year_month_day value) { return day_text(value); }
Json encode(std::chrono::minutes value) { return hour_text(value); }
Json encode(std::chrono::local_time<std::chrono::minutes> value) {
  return local_minute_text(value);
}
Json encode(const Digest& value) { return to_hex(value); }
Json encode(const PublicKey& value) { return to_hex(value); }
Json encode(const Size& value) { return Json::Array{value.width_px, value.height_px}; }
Json encode(const Rect& value) {
  return Json::Array{value.x_px, value.y_px, value.width_px, value.height_px};
}
Json encode(const GeoPoint& value) {
  return Json::Array{value.latitude_udeg, value.longitude_udeg};
}
Json encode(const ItemContent& value) { return to_json(value); }

Status decode(const Json& json, std::string& out, Reading) {
  const std::string* text = json.as_string();
  if (text == nullptr) return wrong_value("not a string");
  out = *text;
  return {};
}

Status decode(const Json& json, std::chrono::year_month_day& out, Reading) {
  const std::string* text = json.as_string();
  const auto day = text == nullptr ? std::nullopt : day_from(*text);
  if (!day) return wrong_value("not a day as 2026-11-22");
  out = *day;
  return {};
}

Status decode(const Json& json, std::chrono::local_time<std::chrono::minutes>& out, Reading) {
  const std::string* text = json.as_string();
  const auto minute = text == nullptr ? std::nullopt : local_minute_from(*text);
  if (!minute) return wrong_value("not a local time as 2026-11-22T06:30");
  out = *minute;
  return {};
}

Status decode(const Json& json, std::chrono::minutes& out, Reading) {
  const std::string* text = json.as_string();
  const auto time = text == nullptr ? std::nullopt : hour_from(*text);
  if (!time) return wrong_value("not a time of day as 06:30");
  out = *time;
  return {};
}

Status decode(const Json& json, bool& out, Reading) {
  const bool* flag = json.as_bool();
  if (flag == nullptr) return wrong_value("not true or false");
  out = *flag;
  return {};
}

Status decode(const Json& json, int& out, Reading) {
  using Limits = std::numeric_limits<int>;
  std::int64_t number = 0;
  TRY(decode_int(json, Limits::min(), Limits::max(), number));
  out = static_cast<int>(number);
  return {};
}

Status decode(const Json& json, std::int64_t& out, Reading) {
  using Limits = std::numeric_limits<std::int64_t>;
  return decode_int(json, Limits::min(), Limits::max(), out);
}

Status decode(const Json& json, std::uint32_t& out, Reading) {
  if (json.is_null()) {
    out = Program::kNoPlaylist;
    return {};
  }
  std::int64_t number = 0;
  TRY(decode_int(json, 0, std::int64_t{Program::kNoPlaylist} - 1, number));
  out = static_cast<std::uint32_t>(number);
  return {};
}

Status decode(const Json& json, Instant& out, Reading reading) {
  const std::string* text = json.as_string();
  const auto instant = text ? from_iso8601(*text) : std::nullopt;
  if (!instant) return wrong_value("not an ISO 8601 time");
  if (reading == Reading::Hashed && to_iso8601(*instant) != *text) {
    return wrong_value("not a time in UTC with milliseconds");
  }
  out = *instant;
  return {};
}

Status decode(const Json& json, Millis& out, Reading reading) {
  std::int64_t count = 0;
  TRY(decode(json, count, reading));
  out = Millis(count);
  return {};
}

Status decode(const Json& json, Seconds& out, Reading) {
  // Ten thousand years: comparisons with milliseconds stay far from overflow.
  constexpr std::int64_t kMax = 315'576'000'000;
  std::int64_t count = 0;
  TRY(decode_int(json, -kMax, kMax, count));
  out = Seconds(count);
  return {};
}

Status decode(const Json& json, Digest& out, Reading) {
  const std::string* text = json.as_string();
  const auto digest = text ? digest_from_hex(*text) : std::nullopt;
  if (!digest) return wrong_value("not a SHA-256 in lower-case hexadecimal");
  out = *digest;
  return {};
}

Status decode(const Json& json, PublicKey& out, Reading) {
  const std::string* text = json.as_string();
  const auto key = text ? public_key_from_hex(*text) : std::nullopt;
  if (!key) return wrong_value("not a public key in lower-case hexadecimal");
  out = *key;
  return {};
}

Status decode(const Json& json, Size& out, Reading) {
  return decode_ints<2>(json, {&out.width_px, &out.height_px});
}

Status decode(const Json& json, Rect& out, Reading) {
  return decode_ints<4>(json, {&out.x_px, &out.y_px, &out.width_px, &out.height_px});
}

Status decode(const Json& json, GeoPoint& out, Reading) {
  TRY(decode_ints<2>(json, {&out.latitude_udeg, &out.longitude_udeg}));
  return is_on_earth(out) ? Status{} : wrong_value("a place that is not on earth");
}

Status decode(const Json& json, ItemContent& out, Reading) {
  out = TRY(item_content_from_json(json));
  return {};
}

}  // namespace bangtin
