// How each plain value of the house looks in JSON, both ways: docs/PROTOCOL.md "Values". For the
// files of this folder. Thread: any; pure.
#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <string>
#include <type_traits>

#include "shared/base/clock.h"
#include "shared/base/ids.h"
#include "shared/base/json.h"
#include "shared/crypto/ed25519.h"
#include "shared/model/commune_map.h"
#include "shared/model/content.h"

namespace bangtin {

/// What is hashed is read exactly: no unknown member, instants only as they are written. Messages
/// pass over unknown members, since older and newer programs talk.
enum class Reading { Hashed, Message };

Error wrong_value(std::string message);

Json encode(const std::string& value);
Json encode(bool value);
Json encode(int value);
Json encode(std::int64_t value);
Json encode(std::uint32_t value);                ///< an index; null for 0xffffffff, "none"
Json encode(Instant value);                      ///< ISO 8601 in UTC with milliseconds
Json encode(Millis value);                       ///< an integer; the member's name ends in _ms
Json encode(Seconds value);                      ///< an integer; the member's name ends in _s
Json encode(std::chrono::year_month_day value);  ///< "2026-11-22"
Json encode(std::chrono::minutes value);         ///< a time of day, "06:30"
Json encode(std::chrono::local_time<std::chrono::minutes> value);  ///< "2026-11-22T06:30"
Json encode(const Digest& value);
Json encode(const PublicKey& value);
Json encode(const Size& value);      ///< [width, height]
Json encode(const Rect& value);      ///< [x, y, width, height]
Json encode(const GeoPoint& value);  ///< [latitude, longitude] in millionths of a degree
/// A draft or a signed content is never read loosely: a member lost is a member not shown.
Json encode(const ItemContent& value);

/// Errors (all of them): invalid.
Status decode(const Json& json, std::string& out, Reading reading);
Status decode(const Json& json, bool& out, Reading reading);
Status decode(const Json& json, int& out, Reading reading);
Status decode(const Json& json, std::int64_t& out, Reading reading);
Status decode(const Json& json, std::uint32_t& out, Reading reading);
Status decode(const Json& json, Instant& out, Reading reading);
Status decode(const Json& json, Millis& out, Reading reading);
Status decode(const Json& json, Seconds& out, Reading reading);
Status decode(const Json& json, std::chrono::year_month_day& out, Reading reading);
Status decode(const Json& json, std::chrono::minutes& out, Reading reading);
Status decode(const Json& json, std::chrono::local_time<std::chrono::minutes>& out,
              Reading reading);
Status decode(const Json& json, Digest& out, Reading reading);
Status decode(const Json& json, PublicKey& out, Reading reading);
Status decode(const Json& json, Size& out, Reading reading);
Status decode(const Json& json, Rect& out, Reading reading);
/// Also refuses what is not on earth.
Status decode(const Json& json, GeoPoint& out, Reading reading);
Status decode(const Json& json, ItemContent& out, Reading reading);

/// An identifier is its text; the empty one, "none yet", is told apart by validate().
template <class Tag>
Json encode(const Id<Tag>& value) {
  return value.text;
}
template <class Tag>
Status decode(const Json& json, Id<Tag>& out, Reading) {
  const std::string* text = json.as_string();
  if (text == nullptr || !(text->empty() || is_id_text(*text))) {
    return wrong_value("not an identifier");
  }
  out.text = *text;
  return {};
}

/// An enumeration is the name of its value.
template <class Enum>
requires std::is_enum_v<Enum> Json encode(Enum value) { return name_of(value); }
template <class Enum>
requires std::is_enum_v<Enum> Status decode(const Json& json, Enum& out, Reading) {
  const std::string* name = json.as_string();
  if (name == nullptr || !from_name(*name, out)) return wrong_value("not one of the known names");
  return {};
}

}  // namespace bangtin
