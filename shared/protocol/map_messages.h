// The commune's map as it travels and is stored (docs/PROTOCOL.md 5). Thread: any; pure.
#pragma once

#include <string_view>

#include "shared/base/json.h"
#include "shared/model/commune_map.h"

namespace bangtin {

std::string_view name_of(MapLineKind kind);
bool from_name(std::string_view name, MapLineKind& out);

Json to_json(const CommuneMap& map);
/// Errors: invalid, also for lines that are too short, places not on earth, and more than
/// map_limits.h lets through.
Result<void> from_json(const Json& json, CommuneMap& out);

}  // namespace bangtin
