#include "player/agent/generation_refs.h"

#include "shared/protocol/content_json.h"

namespace bangtin {

Result<GenerationRefs> refs_of(std::string_view generation_file) {
  GenerationRefs refs;
  const GenerationParts parts = TRY(open_generation_file(generation_file));
  for (const auto& [hash, json] : parts.items) {
    refs.versions.insert(hash);
    const ItemVersion version = TRY(item_version_from_json(json));
    for (const Media& media : version.content.media) refs.blobs.insert(media.blob);
  }
  return refs;
}

}  // namespace bangtin
