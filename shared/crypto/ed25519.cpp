#include "shared/crypto/ed25519.h"

#include <algorithm>

#include "shared/crypto/raw.h"
#include "shared/crypto/sodium.h"

namespace bangtin {
namespace {

template <class Value>
std::optional<Value> value_from_hex(std::string_view hex) {
  const auto bytes = from_hex(hex);
  Value value;
  if (!bytes || bytes->size() != value.bytes.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), value.bytes.begin());
  return value;
}

}  // namespace

KeyPair KeyPair::generate(Random& random) {
  std::array<std::uint8_t, 32> seed{};
  random.fill(seed);
  KeyPair pair = from_seed(seed);
  sodium_memzero(seed.data(), seed.size());
  return pair;
}

KeyPair KeyPair::from_seed(const std::array<std::uint8_t, 32>& seed) {
  sodium_ready();
  KeyPair pair;
  pair.seed_ = seed;
  crypto_sign_seed_keypair(pair.public_key_.bytes.data(), pair.secret_.data(), seed.data());
  return pair;
}

KeyPair::~KeyPair() {
  sodium_memzero(seed_.data(), seed_.size());
  sodium_memzero(secret_.data(), secret_.size());
}

Signature KeyPair::sign(std::string_view message) const {
  Signature signature;
  crypto_sign_detached(signature.bytes.data(), nullptr, raw(message), message.size(),
                       secret_.data());
  return signature;
}

bool verify(const PublicKey& key, std::string_view message, const Signature& signature) {
  sodium_ready();
  return crypto_sign_verify_detached(signature.bytes.data(), raw(message), message.size(),
                                     key.bytes.data()) == 0;
}

std::string to_hex(const PublicKey& key) { return to_hex(key.bytes.data(), key.bytes.size()); }

std::string to_hex(const Signature& signature) {
  return to_hex(signature.bytes.data(), signature.bytes.size());
}

std::optional<PublicKey> public_key_from_hex(std::string_view hex) {
  return value_from_hex<PublicKey>(hex);
}

std::optional<Signature> signature_from_hex(std::string_view hex) {
  return value_from_hex<Signature>(hex);
}

}  // namespace bangtin
