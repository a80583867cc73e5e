#include "shared/crypto/certificate.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>
#include <memory>

#include "shared/crypto/openssl_free.h"
#include "shared/crypto/sha256.h"

namespace bangtin {
namespace {

using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using X509Ptr = std::unique_ptr<X509, Free<X509_free>>;
using BioPtr = std::unique_ptr<BIO, Free<BIO_free_all>>;
using BnPtr = std::unique_ptr<BIGNUM, Free<BN_free>>;

/// The oldest entry of OpenSSL's error queue, which is emptied.
Error openssl_error(Code code, std::string_view what) {
  std::array<char, 256> text{};
  ERR_error_string_n(ERR_get_error(), text.data(), text.size());
  ERR_clear_error();
  return {code, std::string(what) + ": " + text.data(), {}};
}

bool set_serial(X509* certificate) {
  constexpr int kSerialBits = 127;  // positive, at most the 20 bytes of RFC 5280
  const BnPtr serial(BN_new());
  return serial && BN_rand(serial.get(), kSerialBits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
         BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool set_names(X509* certificate, const std::string& common_name) {
  X509_NAME* name = X509_get_subject_name(certificate);
  return X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                                    reinterpret_cast<const unsigned char*>(common_name.data()),
                                    static_cast<int>(common_name.size()), -1, 0) == 1 &&
         X509_set_issuer_name(certificate, name) == 1;
}

bool set_validity(X509* certificate, Instant now) {
  using std::chrono::days;
  constexpr auto kLifetime = days{30 * 365 + 7};
  const auto seconds = [](Instant instant) {
    return static_cast<std::time_t>(
        std::chrono::floor<Seconds>(instant).time_since_epoch().count());
  };
  return ASN1_TIME_set(X509_getm_notBefore(certificate), seconds(now - days{1})) != nullptr &&
         ASN1_TIME_set(X509_getm_notAfter(certificate), seconds(now + kLifetime)) != nullptr;
}

std::string text_of(BIO* memory) {
  char* data = nullptr;
  const long size_bytes = BIO_get_mem_data(memory, &data);
  return {data, static_cast<std::size_t>(size_bytes)};
}

}  // namespace

Result<Certificate> make_certificate(const std::string& common_name, Instant now) {
  constexpr std::size_t kCommonNameBytesMax = 64;  // ub-common-name of RFC 5280
  if (common_name.empty() || common_name.size() > kCommonNameBytesMax) {
    return Error{Code::Invalid, "a certificate's name has 1 to 64 bytes", {}};
  }
  const Key key(EVP_EC_gen("P-256"));
  const X509Ptr certificate(X509_new());
  if (!key || !certificate || X509_set_version(certificate.get(), X509_VERSION_3) != 1 ||
      !set_serial(certificate.get()) || !set_names(certificate.get(), common_name) ||
      !set_validity(certificate.get(), now) || X509_set_pubkey(certificate.get(), key.get()) != 1 ||
      X509_sign(certificate.get(), key.get(), EVP_sha256()) == 0) {
    return openssl_error(Code::Unavailable, "making a certificate");
  }
  const BioPtr certificate_out(BIO_new(BIO_s_mem()));
  const BioPtr key_out(BIO_new(BIO_s_mem()));
  if (!certificate_out || !key_out ||
      PEM_write_bio_X509(certificate_out.get(), certificate.get()) != 1 ||
      PEM_write_bio_PrivateKey(key_out.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) !=
          1) {
    return openssl_error(Code::Unavailable, "writing a certificate");
  }
  return Certificate{text_of(certificate_out.get()), text_of(key_out.get())};
}

Result<Digest> certificate_pin(const std::string& certificate_pem) {
  const BioPtr in(
      BIO_new_mem_buf(certificate_pem.data(), static_cast<int>(certificate_pem.size())));
  // The password callback would ask on the terminal; an empty password stands in for it.
  char no_password[] = "";
  const X509Ptr certificate(in ? PEM_read_bio_X509(in.get(), nullptr, nullptr, no_password)
                               : nullptr);
  if (!certificate) return openssl_error(Code::Invalid, "reading a certificate");
  unsigned char* der = nullptr;
  const int size_bytes = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate.get()), &der);
  if (size_bytes <= 0) return openssl_error(Code::Invalid, "reading a certificate's key");
  const Digest pin = sha256(std::span(der, static_cast<std::size_t>(size_bytes)));
  OPENSSL_free(der);
  return pin;
}

std::string curl_pin(const Digest& pin) {
  std::array<unsigned char, 64> base64{};
  const int size =
      EVP_EncodeBlock(base64.data(), pin.bytes.data(), static_cast<int>(pin.bytes.size()));
  return "sha256//" + std::string(base64.begin(), base64.begin() + size);
}

}  // namespace bangtin
