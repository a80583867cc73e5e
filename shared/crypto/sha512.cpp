#include "shared/crypto/sha512.h"

#include <array>

#include "shared/base/ids.h"
#include "shared/crypto/sodium.h"

namespace bangtin {

struct Sha512::State {
  crypto_hash_sha512_state sodium;
};

Sha512::Sha512() : state_(std::make_unique<State>()) {
  sodium_ready();
  crypto_hash_sha512_init(&state_->sodium);
}

Sha512::~Sha512() = default;
Sha512::Sha512(Sha512&&) noexcept = default;
Sha512& Sha512::operator=(Sha512&&) noexcept = default;

void Sha512::update(std::string_view bytes) {
  crypto_hash_sha512_update(&state_->sodium, reinterpret_cast<const unsigned char*>(bytes.data()),
                            bytes.size());
}

std::string Sha512::finish_hex() {
  std::array<std::uint8_t, crypto_hash_sha512_BYTES> digest{};
  crypto_hash_sha512_final(&state_->sodium, digest.data());
  crypto_hash_sha512_init(&state_->sodium);
  return to_hex(digest.data(), digest.size());
}

}  // namespace bangtin
