// The two files of a board's set-up (docs/PROTOCOL.md 7): setup.json and network.json.
// Thread: any; pure.
#pragma once

#include <string_view>

#include "shared/base/json.h"
#include "shared/model/board_setup.h"

namespace bangtin {

std::string_view name_of(Rotation rotation);
bool from_name(std::string_view name, Rotation& out);
std::string_view name_of(SetupStep step);
bool from_name(std::string_view name, SetupStep& out);
std::string_view name_of(ServerReach reach);
bool from_name(std::string_view name, ServerReach& out);

Json to_json(const BoardSetup& message);
/// Also refuses what no set-up page writes: a language, a name or insets out of their range.
Result<void> from_json(const Json& json, BoardSetup& out);

Json to_json(const NetworkFacts& message);
Result<void> from_json(const Json& json, NetworkFacts& out);

}  // namespace bangtin
