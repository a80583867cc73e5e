#include "shared/crypto/certificate.h"

#include <gtest/gtest.h>
#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

#include "shared/crypto/sha256.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

constexpr Instant kNow = std::chrono::sys_days{std::chrono::year{2026} / 11 / 22};

using X509Ptr = std::unique_ptr<X509, decltype(&X509_free)>;
using KeyPtr = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

X509Ptr read_certificate(const std::string& pem) {
  BIO* in = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
  X509Ptr certificate(PEM_read_bio_X509(in, nullptr, nullptr, nullptr), &X509_free);
  BIO_free(in);
  return certificate;
}

KeyPtr read_key(const std::string& pem) {
  BIO* in = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
  KeyPtr key(PEM_read_bio_PrivateKey(in, nullptr, nullptr, nullptr), &EVP_PKEY_free);
  BIO_free(in);
  return key;
}

/// Seconds from 1970 to a certificate's time.
std::int64_t seconds(const ASN1_TIME* time) {
  ASN1_TIME* epoch = ASN1_TIME_set(nullptr, 0);
  int days = 0;
  int rest = 0;
  EXPECT_EQ(ASN1_TIME_diff(&days, &rest, epoch, time), 1);
  ASN1_TIME_free(epoch);
  return std::int64_t{days} * 86'400 + rest;
}

TEST(MakeCertificate, SignsItselfWithTheKeyItComesWith) {
  const auto made = make_certificate("bảng tin", kNow);
  ASSERT_TRUE(made.ok()) << made.error().message;
  const auto certificate = read_certificate(made->certificate_pem);
  const auto key = read_key(made->private_key_pem);
  ASSERT_TRUE(certificate && key);
  EXPECT_EQ(EVP_PKEY_get_bits(key.get()), 256);
  EXPECT_EQ(X509_check_private_key(certificate.get(), key.get()), 1);
  EXPECT_EQ(X509_verify(certificate.get(), key.get()), 1);
  EXPECT_EQ(X509_get_version(certificate.get()), X509_VERSION_3);
  EXPECT_EQ(X509_NAME_cmp(X509_get_subject_name(certificate.get()),
                          X509_get_issuer_name(certificate.get())),
            0);
}

TEST(MakeCertificate, IsValidFromYesterdayForThirtyYears) {
  const auto check = [](Instant now) {
    const auto made = make_certificate("x", now);
    ASSERT_TRUE(made.ok()) << made.error().message;
    const auto certificate = read_certificate(made->certificate_pem);
    ASSERT_TRUE(certificate);
    const std::int64_t at = std::chrono::floor<Seconds>(now).time_since_epoch().count();
    EXPECT_EQ(seconds(X509_get0_notBefore(certificate.get())), at - 86'400);
    const std::int64_t days = (seconds(X509_get0_notAfter(certificate.get())) - at) / 86'400;
    EXPECT_GE(days, 30 * 365 + 7);
    EXPECT_LE(days, 30 * 365 + 8);
  };
  check(kNow);
  check(Instant{});  // A board or PC whose clock starts at 1970.
}

TEST(MakeCertificate, NeverMakesTheSameTwice) {
  const auto first = make_certificate("x", kNow);
  const auto second = make_certificate("x", kNow);
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_NE(*certificate_pin(first->certificate_pem), *certificate_pin(second->certificate_pem));
  EXPECT_NE(
      ASN1_INTEGER_cmp(X509_get0_serialNumber(read_certificate(first->certificate_pem).get()),
                       X509_get0_serialNumber(read_certificate(second->certificate_pem).get())),
      0);
}

TEST(MakeCertificate, RefusesNamesThatACertificateCannotHold) {
  EXPECT_EQ(make_certificate("", kNow).error().code, Code::Invalid);
  EXPECT_EQ(make_certificate(std::string(65, 'x'), kNow).error().code, Code::Invalid);
  EXPECT_EQ(make_certificate("\xff\xfe", kNow).error().code, Code::Unavailable);
  EXPECT_TRUE(make_certificate(std::string(64, 'x'), kNow).ok());
}

// Made with `openssl req -x509 -newkey ec`; the pin with `openssl x509 -pubkey | openssl pkey
// -pubin -outform der | openssl dgst -sha256 -binary | base64`, as curl's manual says.
constexpr const char* kOtherPem = R"(-----BEGIN CERTIFICATE-----
MIIBdjCCARugAwIBAgIUXRJlyqvfUNlwDRWb1vRMD8D1caMwCgYIKoZIzj0EAwIw
DzENMAsGA1UEAwwEdGVzdDAgFw0yNjExMjIxMjM1MzhaGA8yMTI2MTAyOTEyMzUz
OFowDzENMAsGA1UEAwwEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMvF
bh3XVtfJUhoHJSknKEo9os7BqVJnBhZfTRbR/q8EDcrYv+tW15Sw+3ZBbBtseKTd
DiSlcidY+oKyC0/0ikyjUzBRMB0GA1UdDgQWBBSUz7HUjf++RaOI/P+iOWJgR7nR
EDAfBgNVHSMEGDAWgBSUz7HUjf++RaOI/P+iOWJgR7nREDAPBgNVHRMBAf8EBTAD
AQH/MAoGCCqGSM49BAMCA0kAMEYCIQCzZ/iYHthK1Hx6XhqSnj0a9p7Vhskx8CLQ
kf/XS39Z0AIhAMcpJRffQ8FEGVTo7/v5lmFF4a3a+kBWWBF2BZO6ibHl
-----END CERTIFICATE-----
)";
constexpr const char* kOtherPin = "sha256//ADiyHxCJjcPJdss+8rMWDiPlXA6DtpuPCVEfn4xJRc4=";

TEST(CertificatePin, IsWhatCurlComparesWith) {
  const auto pin = certificate_pin(kOtherPem);
  ASSERT_TRUE(pin.ok()) << pin.error().message;
  EXPECT_EQ(curl_pin(*pin), kOtherPin);
}

TEST(CertificatePin, RefusesWhatIsNoCertificate) {
  const std::string good = kOtherPem;
  for (const std::string& pem :
       {std::string(), std::string("x"), good.substr(0, good.size() / 2),
        make_certificate("x", kNow)->private_key_pem,
        std::string("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")}) {
    const auto pin = certificate_pin(pem);
    ASSERT_FALSE(pin.ok()) << pem;
    EXPECT_EQ(pin.error().code, Code::Invalid);
  }
}

TEST(CurlPin, IsBase64WithPadding) {
  EXPECT_EQ(curl_pin(Digest{}), "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
}

}  // namespace
}  // namespace bangtin
