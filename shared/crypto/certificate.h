// The server's own TLS certificate: made once, self-signed, trusted by pin only. Thread: any.
#pragma once

#include <string>

#include "shared/base/clock.h"
#include "shared/base/ids.h"
#include "shared/base/result.h"

namespace bangtin {

struct Certificate {
  std::string certificate_pem;
  std::string private_key_pem;
};

/// A new ECDSA P-256 key and self-signed certificate for `common_name`, valid from one day before
/// `now` for 30 years (nobody checks its dates: the pin is the trust). Errors: unavailable.
Result<Certificate> make_certificate(const std::string& common_name, Instant now);

/// The pin of a certificate: SHA-256 over its SubjectPublicKeyInfo (DER). Source: RFC 7469 2.4.
Result<Digest> certificate_pin(const std::string& certificate_pem);

/// The pin in libcurl's form: "sha256//" and base64.
std::string curl_pin(const Digest& pin);

}  // namespace bangtin
