// Bytes from outside -> TUF metadata. Only the form is judged here; what may be trusted is judged
// in checks.h. Thread: any; pure.
#pragma once

#include <string_view>

#include "shared/base/result.h"
#include "shared/trust/metadata.h"

namespace bangtin::tuf {

/// Errors: invalid (strict JSON, see Json::parse; no "signed" or "signatures").
Result<Envelope> parse_envelope(std::string_view bytes);

// The signed part as that role's metadata. Members that we do not know are passed over. Errors:
// invalid, naming the member.
Result<Root> parse_root(const Json& signed_part);
Result<Timestamp> parse_timestamp(const Json& signed_part);
Result<Snapshot> parse_snapshot(const Json& signed_part);
Result<Targets> parse_targets(const Json& signed_part);

/// A key of metadata; never refused, see Key.
Key make_key(std::string type, std::string scheme, std::string public_text);

}  // namespace bangtin::tuf
