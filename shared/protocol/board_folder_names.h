// What stands in the folder that a board's agent and its player share (docs/PROTOCOL.md 7).
#pragma once

#include <cstddef>
#include <string_view>

namespace bangtin {

// Of the agent.
inline constexpr std::string_view kPinFile = "pin.json";
inline constexpr std::string_view kPairingFile = "pairing.json";
inline constexpr std::string_view kNetworkFile = "network.json";
inline constexpr std::string_view kTimeFile = "time.json";
inline constexpr std::string_view kOrdersFile = "orders.json";
inline constexpr std::string_view kCurrentFile = "generation/current.json";
inline constexpr std::string_view kPreviousFile = "generation/previous.json";
// Of the player.
inline constexpr std::string_view kSetupFile = "setup.json";
inline constexpr std::string_view kShownFile = "shown.json";
inline constexpr std::string_view kGlassFile = "glass.picture";
inline constexpr std::string_view kAskTimeFile = "ask-time.json";
inline constexpr std::string_view kSpoolFolder = "spool";

/// Those of one small message are never larger.
inline constexpr std::size_t kSmallFileBytesMax = 64u << 10;

}  // namespace bangtin
