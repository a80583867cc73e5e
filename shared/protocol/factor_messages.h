// Bodies of the HTTP API about the second factor of a sign-in. Thread: any; pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/json.h"

namespace bangtin {

/// How many recovery codes somebody gets.
inline constexpr std::size_t kRecoveryCodes = 10;
inline constexpr std::size_t kFactorLoginsMax = 100'000;

/// Whether somebody has one.
struct FactorState {
  std::optional<Instant> since;  ///< nothing: it is off
  int recovery_left = 0;         ///< recovery codes that were not used
};

/// What a phone's app needs to begin; it counts only after one right code.
struct FactorOffer {
  std::string key;      ///< base32, to be typed
  std::string address;  ///< otpauth://, as a QR code
};

/// Each lets its person in once, without the phone. Told once.
struct RecoveryCodes {
  std::vector<std::string> codes;
};

/// The logins of all who have a second factor.
struct FactorLogins {
  std::vector<std::string> logins;
};

#define BANGTIN_MESSAGE(Type)        \
  Json to_json(const Type& message); \
  Result<void> from_json(const Json& json, Type& out);
BANGTIN_MESSAGE(FactorState)
BANGTIN_MESSAGE(FactorOffer)
BANGTIN_MESSAGE(RecoveryCodes)
BANGTIN_MESSAGE(FactorLogins)
#undef BANGTIN_MESSAGE

}  // namespace bangtin
