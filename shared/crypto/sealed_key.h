// A person's private key as it lies on the disk, sealed under a password, and as it lies in a safe,
// on paper. Thread: any; sealing and opening take about 0.2 s and 64 MiB by intent, as password.h
// says. Source: RFC 9106 (argon2id), XChaCha20-Poly1305; docs/adr/0010.
#pragma once

#include <string>
#include <string_view>

#include "shared/crypto/ed25519.h"
#include "shared/crypto/password.h"

namespace bangtin {

/// One JSON object: version, costs, salt, nonce, the public key, and the sealed seed, which vouches
/// for all of the others. Errors: unavailable when memory is out.
Result<std::string> seal_key(const KeyPair& pair, std::string_view password, Random& random,
                             PasswordCost cost = {});

/// Errors: denied (another password), corrupt (not what seal_key wrote, or damaged since, or costs
/// beyond any that it takes), unavailable when memory is out.
Result<KeyPair> open_key(std::string_view sealed, std::string_view password);

/// Whose key it is, without the password: what the file says, and open_key proves. Errors: corrupt.
Result<PublicKey> public_key_of_sealed(std::string_view sealed);

/// The seed for a sheet of paper: 14 groups of four letters and digits in two lines, 24 bits of
/// them to find a typing error by. Whoever reads it has the key.
std::string recovery_sheet(const KeyPair& pair);

/// Reads it back: small letters, blanks, dashes and line ends do not matter, O is 0, I and L are 1.
/// Errors: invalid, key "trust.sheet_wrong", when a character is wrong or missing.
Result<KeyPair> key_from_sheet(std::string_view sheet);

}  // namespace bangtin
