// A place on earth in words: as a person types it, or pastes it from a map on the internet.
// Thread: any; pure.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/model/commune_map.h"

namespace bangtin {

/// Degrees as "10.0452", "10,0452" or "-3°", rounded to millionths. Errors: invalid, key
/// "map.latitude" (no such number, or outside -90 to 90), "map.longitude" (outside -180 to 180).
Result<GeoPoint> position_of(std::string_view latitude, std::string_view longitude);

/// Both in one text, latitude first: "10.0452, 105.7469", "10,0452; 105,7469", "10.0452 105.7469".
/// Errors: as above; invalid, key "map.position", when there are not two numbers.
Result<GeoPoint> position_of(std::string_view text);

/// "10.045200, 105.746900": what position_of() takes.
std::string position_text(const GeoPoint& position);

/// Whether it lies in the frame around Vietnam with Hoàng Sa and Trường Sa. Outside of it the two
/// numbers are most likely interchanged.
bool is_near_vietnam(const GeoPoint& position);

}  // namespace bangtin
