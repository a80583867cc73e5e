// JSON with decimals, read as integers: for what others write, such as GeoJSON. Our own messages
// have integers only (json.h). Thread: any; pure.
#pragma once

#include <string_view>

#include "shared/base/json.h"

namespace bangtin {

/// Every number of a JSON text, whole or not, times 10^`decimals` (0-9), rounded half away from
/// zero: 105.7469 with six decimals is 105746900. What does not fit into 64 bits becomes the
/// nearest that does. Else as strict as Json::parse, but a byte order mark is passed over. Errors:
/// as there; invalid also for more than `bytes_max` bytes.
Result<Json> parse_fixed_json(std::string_view text, int decimals, std::size_t bytes_max);

}  // namespace bangtin
