// What time it is, said by the server: bound to a question that only this answer fits, and signed
// by the key that stands for the freshness of all metadata (root's "timestamp"). Thread: any; pure.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/crypto/ed25519.h"
#include "shared/trust/metadata.h"

namespace bangtin {

/// A nonce is this many random bytes, in lower-case hexadecimal.
inline constexpr std::size_t kTimeNonceBytes = 16;

std::string make_time_nonce(Random& random);
bool is_time_nonce(std::string_view text);

/// The answer to `nonce`: an envelope as all metadata has it, whose signed part is
/// {"_type": "time", "nonce", "time"}; no role of TUF has that type. Errors: the signer's.
Result<std::string> sign_time(Instant now, std::string_view nonce, const Signer& online);

/// What an answer to this very nonce says. Errors: invalid (its form), denied (not signed as `root`
/// wants it of the timestamp role), conflict (the answer to another question).
Result<Instant> signed_time(std::string_view answer, std::string_view nonce, const tuf::Root& root);

}  // namespace bangtin
