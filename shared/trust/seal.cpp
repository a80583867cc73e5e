#include "shared/trust/seal.h"

#include "shared/base/check.h"
#include "shared/crypto/sha256.h"

namespace bangtin {
namespace {

constexpr std::size_t kSignaturesMax = 16;

std::string_view name_of(SealKind kind) {
  switch (kind) {
    case SealKind::PairingAnswer:
      return "pairing-answer";
  }
  CHECK(false);
}

/// Canonical JSON holds no line feed, so the first one ends the kind's name.
std::string signed_text(SealKind kind, const Json& value) {
  return std::string(name_of(kind)) + "\n" + value.dump();
}

std::string key_id(const PublicKey& key) { return to_hex(sha256(key.bytes)); }

}  // namespace

Result<std::string> seal(SealKind kind, const Json& value, const Signer& signer) {
  Json signature;
  signature.set("keyid", key_id(signer.public_key()));
  signature.set("sig", to_hex(TRY(signer.try_sign(signed_text(kind, value)))));
  Json envelope;
  envelope.set("signed", value);
  envelope.set("signatures", Json::Array{std::move(signature)});
  return envelope.dump();
}

Result<Json> open(SealKind kind, std::string_view envelope, const PublicKey& key) {
  const Json json = TRY(Json::parse(envelope));
  const Json* value = json.find("signed");
  if (value == nullptr) return Error{Code::Invalid, "an envelope without \"signed\"", {}};
  const Json::Array* signatures = TRY(json.array_at("signatures", kSignaturesMax));
  const std::string wanted = key_id(key);
  for (const Json& entry : *signatures) {
    const std::string id = TRY(entry.string_at("keyid"));
    const auto signature = signature_from_hex(TRY(entry.string_at("sig")));
    if (!signature) return Error{Code::Invalid, "\"sig\" is no signature", {}};
    if (id != wanted) continue;
    if (verify(key, signed_text(kind, *value), *signature)) return *value;
    return Error{Code::Denied, "a wrong signature", {}};
  }
  return Error{Code::Denied, "no signature of the trusted key", {}};
}

Result<Json> peek(std::string_view envelope) {
  const Json json = TRY(Json::parse(envelope));
  const Json* value = json.find("signed");
  if (value == nullptr) return Error{Code::Invalid, "an envelope without \"signed\"", {}};
  return *value;
}

}  // namespace bangtin
