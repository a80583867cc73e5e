#include "shared/crypto/sha256.h"

#include <openssl/evp.h>

#include "shared/base/check.h"

namespace bangtin {
namespace {

// OpenSSL's SHA-256 and not libsodium's: it uses the processor's own instructions, several times
// faster where every chunk of a video is hashed before it is shown. Fetched once: a fetch costs
// more than hashing a short text. The free is left to the end of the process.
const EVP_MD* algorithm() {
  static const EVP_MD* const md = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  CHECK(md != nullptr);
  return md;
}

}  // namespace

struct Sha256::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  State() { start(); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { EVP_MD_CTX_free(context); }
  void start() {
    CHECK(context != nullptr);
    CHECK(EVP_DigestInit_ex(context, algorithm(), nullptr) == 1);
  }
};

Sha256::Sha256() : state_(std::make_unique<State>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::span<const std::uint8_t> bytes) {
  CHECK(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1);
}

void Sha256::update(std::string_view bytes) {
  CHECK(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1);
}

Digest Sha256::finish() {
  Digest digest;
  unsigned size = 0;
  CHECK(EVP_DigestFinal_ex(state_->context, digest.bytes.data(), &size) == 1);
  CHECK(size == digest.bytes.size());
  state_->start();
  return digest;
}

Digest sha256(std::string_view bytes) {
  Sha256 hash;
  hash.update(bytes);
  return hash.finish();
}

Digest sha256(std::span<const std::uint8_t> bytes) {
  Sha256 hash;
  hash.update(bytes);
  return hash.finish();
}

}  // namespace bangtin
