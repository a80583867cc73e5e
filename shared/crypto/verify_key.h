// VerifyKey: a public key that checks signatures, of any of the three kinds that signed metadata
// may carry: Ed25519, ECDSA on P-256, RSA-PSS; the last two with SHA-256. Thread: any; a plain
// value. Sources: RFC 8032; FIPS 186-5; RFC 8017 section 8.1.
#pragma once

#include <memory>
#include <string_view>

#include "shared/base/ids.h"
#include "shared/base/result.h"
#include "shared/crypto/ed25519.h"

namespace bangtin {

class VerifyKey {
 public:
  static VerifyKey ed25519(const PublicKey& key);
  /// A SubjectPublicKeyInfo in PEM, on the named curve P-256. Errors: invalid.
  static Result<VerifyKey> ecdsa_p256(std::string_view pem);
  /// A SubjectPublicKeyInfo in PEM, kRsaBitsMin to kRsaBitsMax. Errors: invalid.
  static Result<VerifyKey> rsa_pss(std::string_view pem);

  /// True when `signature` is this key's over exactly `message`: 64 raw bytes (Ed25519), DER
  /// (ECDSA), or raw with a salt of any length (RSA-PSS).
  bool verifies(std::string_view message, std::string_view signature) const;

  /// The same for two spellings of one key (another PEM, a compressed point), different for
  /// different keys.
  const Digest& identity() const { return identity_; }

 private:
  struct Openssl;
  VerifyKey() = default;

  PublicKey ed25519_;
  std::shared_ptr<const Openssl> openssl_;  ///< null: Ed25519
  Digest identity_;
};

}  // namespace bangtin
