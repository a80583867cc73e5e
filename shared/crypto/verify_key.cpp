#include "shared/crypto/verify_key.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <algorithm>
#include <string>

#include "shared/base/limits.h"
#include "shared/crypto/openssl_free.h"
#include "shared/crypto/raw.h"
#include "shared/crypto/sha256.h"

namespace bangtin {
namespace {

using Pkey = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Bio = std::unique_ptr<BIO, Free<BIO_free_all>>;
using MdContext = std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX_free>>;

Error refused(std::string_view why) {
  ERR_clear_error();
  return {Code::Invalid, "public key: " + std::string(why), ""};
}

Result<Pkey> read_pem(std::string_view pem) {
  if (pem.empty() || pem.size() > limits::kPublicKeyBytesMax) return refused("the size of the PEM");
  const Bio in(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  // The password callback would ask on the terminal; an empty password stands in for it.
  char no_password[] = "";
  Pkey key(in ? PEM_read_bio_PUBKEY(in.get(), nullptr, nullptr, no_password) : nullptr);
  if (!key) return refused("no PEM of a public key");
  return key;
}

/// The number's bytes, or nothing when the key has no such part.
std::string number_of(const EVP_PKEY* key, const char* name) {
  BIGNUM* number = nullptr;
  if (EVP_PKEY_get_bn_param(key, name, &number) != 1) return "";
  const std::unique_ptr<BIGNUM, Free<BN_free>> owned(number);
  std::string bytes(static_cast<std::size_t>(BN_num_bytes(number)), '\0');
  BN_bn2bin(number, reinterpret_cast<unsigned char*>(bytes.data()));
  return bytes;
}

/// `kind` and the lengths keep two kinds and two cuts of the same bytes apart.
Digest identity_of(std::string_view kind, std::string_view first, std::string_view second) {
  return sha256(std::string(kind) + ":" + std::to_string(first.size()) + ":" + std::string(first) +
                std::string(second));
}

}  // namespace

struct VerifyKey::Openssl {
  Pkey key;
  bool pss = false;
};

VerifyKey VerifyKey::ed25519(const PublicKey& key) {
  VerifyKey out;
  out.ed25519_ = key;
  out.identity_ = identity_of(
      "ed25519", {reinterpret_cast<const char*>(key.bytes.data()), key.bytes.size()}, "");
  return out;
}

Result<VerifyKey> VerifyKey::ecdsa_p256(std::string_view pem) {
  Pkey key = TRY(read_pem(pem));
  if (EVP_PKEY_is_a(key.get(), "EC") != 1) return refused("not of an elliptic curve");
  char group[32] = {};
  std::size_t group_bytes = 0;
  if (EVP_PKEY_get_group_name(key.get(), group, sizeof group, &group_bytes) != 1 ||
      std::string_view(group) != "prime256v1") {
    return refused("not on the curve P-256");
  }
  int is_explicit = 0;
  if (EVP_PKEY_get_int_param(key.get(), OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS,
                             &is_explicit) == 1 &&
      is_explicit != 0) {
    return refused("a curve that is not named");
  }
  const std::string x = number_of(key.get(), OSSL_PKEY_PARAM_EC_PUB_X);
  const std::string y = number_of(key.get(), OSSL_PKEY_PARAM_EC_PUB_Y);
  if (x.empty() || y.empty()) return refused("no point");
  VerifyKey out;
  out.identity_ = identity_of("p256", x, y);
  out.openssl_ = std::make_shared<Openssl>(Openssl{std::move(key), false});
  return out;
}

Result<VerifyKey> VerifyKey::rsa_pss(std::string_view pem) {
  Pkey key = TRY(read_pem(pem));
  if (EVP_PKEY_is_a(key.get(), "RSA") != 1) return refused("not of RSA");
  const int bits = EVP_PKEY_get_bits(key.get());
  if (bits < limits::kRsaBitsMin || bits > limits::kRsaBitsMax) {
    return refused("RSA with " + std::to_string(bits) + " bits");
  }
  const std::string modulus = number_of(key.get(), OSSL_PKEY_PARAM_RSA_N);
  const std::string exponent = number_of(key.get(), OSSL_PKEY_PARAM_RSA_E);
  constexpr std::size_t kExponentBytesMax = 4;  // a longer one only costs time
  const bool odd_and_large = !exponent.empty() && exponent.size() <= kExponentBytesMax &&
                             (exponent.back() & 1) != 0 && exponent != "\x01";
  if (modulus.empty() || !odd_and_large) return refused("the exponent of RSA");
  VerifyKey out;
  out.identity_ = identity_of("rsa", modulus, exponent);
  out.openssl_ = std::make_shared<Openssl>(Openssl{std::move(key), true});
  return out;
}

bool VerifyKey::verifies(std::string_view message, std::string_view signature) const {
  if (!openssl_) {
    Signature raw_signature;
    if (signature.size() != raw_signature.bytes.size()) return false;
    std::copy(signature.begin(), signature.end(), raw_signature.bytes.begin());
    return verify(ed25519_, message, raw_signature);
  }
  const MdContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* options = nullptr;  // owned by `context`
  bool good = context && EVP_DigestVerifyInit(context.get(), &options, EVP_sha256(), nullptr,
                                              openssl_->key.get()) == 1;
  if (good && openssl_->pss) {
    good = EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING) == 1 &&
           EVP_PKEY_CTX_set_rsa_mgf1_md(options, EVP_sha256()) == 1 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_AUTO) == 1;
  }
  good = good && EVP_DigestVerify(context.get(), raw(signature), signature.size(), raw(message),
                                  message.size()) == 1;
  ERR_clear_error();
  return good;
}

}  // namespace bangtin
