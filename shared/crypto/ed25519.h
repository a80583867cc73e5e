// Ed25519 key pairs and detached signatures. Thread: any. Source: RFC 8032.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/base/ids.h"
#include "shared/base/result.h"

namespace bangtin {

struct PublicKey {
  std::array<std::uint8_t, 32> bytes{};
  auto operator<=>(const PublicKey&) const = default;
};
struct Signature {
  std::array<std::uint8_t, 64> bytes{};
  auto operator<=>(const Signature&) const = default;
};

/// Signs in the name of one key; where the private half lies is its own affair: here (KeyPair), in
/// another process, in a token.
class Signer {
 public:
  virtual ~Signer() = default;
  virtual const PublicKey& public_key() const = 0;
  /// Errors: unavailable (the private half cannot be reached now).
  virtual Result<Signature> try_sign(std::string_view message) const = 0;
};

/// A private key with its public half. The seed (32 bytes) is the whole secret.
class KeyPair final : public Signer {
 public:
  static KeyPair generate(Random& random);
  static KeyPair from_seed(const std::array<std::uint8_t, 32>& seed);
  ~KeyPair() override;
  KeyPair(const KeyPair&) = default;
  KeyPair& operator=(const KeyPair&) = default;

  const PublicKey& public_key() const override { return public_key_; }
  const std::array<std::uint8_t, 32>& seed() const { return seed_; }
  Signature sign(std::string_view message) const;
  /// Never fails.
  Result<Signature> try_sign(std::string_view message) const override { return sign(message); }

 private:
  KeyPair() = default;
  std::array<std::uint8_t, 32> seed_{};
  PublicKey public_key_;
  std::array<std::uint8_t, 64> secret_{};
};

/// True when `signature` is `key`'s over exactly `message`. Non-canonical and small-order inputs
/// are refused.
bool verify(const PublicKey& key, std::string_view message, const Signature& signature);

std::string to_hex(const PublicKey& key);
std::string to_hex(const Signature& signature);
std::optional<PublicKey> public_key_from_hex(std::string_view hex);
std::optional<Signature> signature_from_hex(std::string_view hex);

}  // namespace bangtin
