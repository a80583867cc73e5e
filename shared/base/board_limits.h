// The bounds of what a technician sets and sees at a board, beside those of limits.h.
#pragma once

#include <chrono>
#include <cstddef>

namespace bangtin::limits {

inline constexpr std::size_t kLinksMax = 16;
inline constexpr std::size_t kLinkAddressesMax = 8;
inline constexpr std::chrono::seconds kNetworkEvery{3};   ///< while the set-up page asks
inline constexpr std::chrono::seconds kNetworkAsked{60};  ///< how long one question holds

inline constexpr std::size_t kBoardNameCharactersMax = 100;
inline constexpr int kPinDigits = 6;
inline constexpr std::chrono::seconds kPinPromptIdle{60};
/// On a paired board nobody is left in front of the page.
inline constexpr std::chrono::seconds kSetupIdle{600};
inline constexpr int kInsetPermilleMax = 150;  ///< of a side, for each edge

}  // namespace bangtin::limits
