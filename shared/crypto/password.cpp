#include "shared/crypto/password.h"

#include <array>

#include "shared/base/ids.h"
#include "shared/crypto/sodium.h"

namespace bangtin {
namespace {

/// libsodium takes no null pointer, not even for an empty password.
const char* password_bytes(std::string_view text) { return text.empty() ? "" : text.data(); }

}  // namespace

Result<std::string> hash_password(std::string_view password, PasswordCost cost) {
  sodium_ready();
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str_alg(hash.data(), password_bytes(password), password.size(), cost.operations,
                            cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return Error{Code::Unavailable, "no memory to hash a password", {}};
  }
  return std::string(hash.data());
}

bool password_matches(std::string_view password, const std::string& hash) {
  sodium_ready();
  // libsodium would also take the older argon2i, and read only up to a zero byte.
  if (!hash.starts_with("$argon2id$") || hash.size() >= crypto_pwhash_STRBYTES ||
      hash.find('\0') != hash.npos) {
    return false;
  }
  return crypto_pwhash_str_verify(hash.c_str(), password_bytes(password), password.size()) == 0;
}

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
  sodium_ready();
  if (!bytes.empty()) randombytes_buf(bytes.data(), bytes.size());
}

std::string random_token(Random& random, std::size_t bytes) {
  CHECK(bytes > 0);
  constexpr int kForm = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  Bytes secret(bytes);
  random.fill(secret);
  std::string token(sodium_base64_encoded_len(bytes, kForm), '\0');
  sodium_bin2base64(token.data(), token.size(), secret.data(), secret.size(), kForm);
  token.pop_back();  // the terminating zero
  sodium_memzero(secret.data(), secret.size());
  return token;
}

}  // namespace bangtin
