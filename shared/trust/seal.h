// The seal: a JSON value signed by one Ed25519 key, in the envelope form of TUF
// ({"signed": ..., "signatures": [{"keyid", "sig"}]}). For what is said once, to one who knows the
// key; what a board shows rests on TUF metadata instead (docs/adr/0009). Thread: any.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/json.h"
#include "shared/crypto/ed25519.h"

namespace bangtin {

/// What a key says it is signing; part of the signed bytes, so a signature over one kind of message
/// never stands for another.
enum class SealKind { PairingAnswer };

/// The envelope's canonical bytes. The signature is over `kind`'s name, a line feed and the
/// canonical bytes of `value`.
/// Errors: the signer's.
Result<std::string> seal(SealKind kind, const Json& value, const Signer& signer);

/// The value inside, when the envelope carries a valid signature of `key`. Errors: invalid (no
/// envelope), denied (no signature of this key, or a wrong one).
Result<Json> open(SealKind kind, std::string_view envelope, const PublicKey& key);

/// The value inside, whoever signed it: only for a look at what nothing is shown or stored by.
/// Errors: invalid (no envelope).
Result<Json> peek(std::string_view envelope);

}  // namespace bangtin
