// One-time codes of a second factor, as every phone's app makes them: 30 seconds, SHA-1, six
// digits. Thread: any. Source: RFC 6238, RFC 4226, RFC 4648 (base32); the address for apps as
// written down by Google Authenticator's Key URI Format.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace bangtin::totp {

inline constexpr std::size_t kSecretBytes = 20;  ///< as long as SHA-1's own output (RFC 4226)
inline constexpr int kDigits = 6;
inline constexpr Seconds kStep{30};
/// How many steps a phone's clock may be early or late.
inline constexpr int kSkewSteps = 1;

/// The number of the step of this time, since 1970.
std::int64_t step_at(Instant now);

/// Errors: unavailable (the library could not compute it).
Result<std::string> code_of(std::string_view secret, std::int64_t step);

/// The step whose code this is: that of now or a neighbour, but none up to `after`. Blanks in the
/// code do not matter.
std::optional<std::int64_t> step_of(std::string_view secret, std::string_view code, Instant now,
                                    std::int64_t after);

/// The secret as people type it: base32 without padding.
std::string base32(std::string_view secret);

/// "otpauth://totp/..." for a QR code.
std::string address_of(std::string_view issuer, std::string_view login, std::string_view secret);

}  // namespace bangtin::totp
