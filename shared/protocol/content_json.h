// Items and selections as canonical JSON: what is hashed, stored and sent. The bytes are
// `to_json(x).dump()`; docs/PROTOCOL.md lists each member. Unknown members are refused: a hash must
// cover everything that is understood. Thread: any; pure.
#pragma once

#include "shared/base/json.h"
#include "shared/crypto/ed25519.h"
#include "shared/model/manifest.h"
#include "shared/model/report.h"

namespace bangtin {

Json to_json(const Media& media);
Json to_json(const ItemContent& content);
Json to_json(const ItemVersion& version);
Json to_json(const Selection& selection);
Json to_json(Size size);

/// Errors (all of them): invalid, naming the member. Shape only; validate() judges the content.
Result<Media> media_from_json(const Json& json);
Result<ItemContent> item_content_from_json(const Json& json);
Result<ItemVersion> item_version_from_json(const Json& json);
Result<Selection> selection_from_json(const Json& json);
Result<Size> size_from_json(const Json& json);

/// The name of an item version: SHA-256 of its canonical bytes.
Digest hash_of(const ItemVersion& version);

/// The generation file of a board folder, also what `--manifest` reads:
/// {"selection": "<envelope bytes>", "items": {"<hash>": {...}}}.
std::string generation_file(const std::string& sealed_selection,
                            const std::vector<ItemVersion>& items);

/// The parts of a generation file, not yet verified: shared/trust and validate() come after.
struct GenerationParts {
  std::string sealed_selection;
  std::vector<std::pair<Digest, Json>> items;
};
Result<GenerationParts> open_generation_file(std::string_view bytes);

/// The manifest of a generation file with hashes and rules checked, but not the seal: for previews
/// of what came over the pinned connection. Errors: corrupt, invalid.
Result<Manifest> manifest_of(std::string_view bytes);

/// A generation file whose seal, hashes and rules all hold for this board's pinned server key.
/// Errors: corrupt (a hash differs, or an item is missing), denied (the seal), invalid (a rule).
struct VerifiedManifest {
  Manifest manifest;
  Digest selection_hash;  ///< SHA-256 of the envelope bytes
};
Result<VerifiedManifest> verify_generation(std::string_view bytes, const PublicKey& key);

}  // namespace bangtin
