// Passwords and the random source. Thread: any; hashing takes about 0.2 s and 64 MiB by intent, so
// callers keep it off threads that must answer. Source: RFC 9106 (argon2id).
#pragma once

#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace bangtin {

/// How dear a guess is. The default is for people; tests take `kPasswordCostTest`.
struct PasswordCost {
  std::uint64_t operations = 3;
  std::size_t memory_bytes = 64u << 20;
};
inline constexpr PasswordCost kPasswordCostTest{1, 8u << 10};

/// An argon2id string with its parameters and salt inside. Errors: unavailable when memory is out.
Result<std::string> hash_password(std::string_view password, PasswordCost cost = {});

/// True when the password made this hash. False too for a string that is no argon2id hash.
bool password_matches(std::string_view password, const std::string& hash);

/// The operating system's random source.
class SystemRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> bytes) override;
};

/// `bytes` random bytes in base64url without padding: tokens and session names.
/// `bytes` > 0.
std::string random_token(Random& random, std::size_t bytes = 32);

}  // namespace bangtin
