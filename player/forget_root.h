// --forget-root: how a technician at the board lets it believe another office's root key. Thread:
// the main one.
#pragma once

#include <filesystem>

namespace bangtin {

/// Removes what the player of `data` trusts; a player that runs is to be started anew. Only its own
/// user may. The exit code.
int forget_root(const std::filesystem::path& data);

}  // namespace bangtin
