// Items and selections as canonical JSON: what is hashed, stored and sent. The bytes are
// `to_json(x).dump()`; docs/PROTOCOL.md lists each member. Unknown members are refused: a hash must
// cover everything that is understood. Thread: any; pure.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "shared/base/json.h"
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

/// TUF metadata that travels with a generation.
struct TrustBundle {
  std::vector<std::string> roots;  ///< version 2, 3, ...: the first is pinned
  std::map<std::string, std::string, std::less<>> roles;  ///< the others, by name
  bool operator==(const TrustBundle&) const = default;
};

/// The generation file of a board folder, also what `--manifest` reads: {"selection": "<bytes>",
/// "items": {"<hash>": {...}}, "trust": {"roots": [...], "roles": {"timestamp": "<bytes>", ...}}}.
std::string generation_file(const std::string& selection, const std::vector<ItemVersion>& items,
                            const TrustBundle& trust);

/// The parts of a generation file, not yet judged: see BoardTrust.
struct GenerationParts {
  std::string selection;                       ///< canonical bytes, as they are hashed
  std::vector<std::pair<Digest, Json>> items;  ///< no hash is checked yet
  TrustBundle trust;
};
Result<GenerationParts> open_generation_file(std::string_view bytes);

/// The manifest with hashes and rules checked, but nobody's signature: all of a board's judgement
/// is in BoardTrust. Errors: corrupt (a hash differs, or an item is missing), invalid.
Result<Manifest> manifest_of(const GenerationParts& parts);
/// The same of a whole file: for previews of what came over the pinned connection.
Result<Manifest> manifest_of(std::string_view bytes);

}  // namespace bangtin
