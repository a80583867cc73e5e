// What a generation file names: everything that may not be collected while it stands.
// Thread: any; pure.
#pragma once

#include <set>
#include <string_view>

#include "shared/base/ids.h"
#include "shared/base/result.h"

namespace bangtin {

struct GenerationRefs {
  std::set<Digest> versions;
  std::set<Digest> blobs;
};

/// Errors: invalid, corrupt (no generation file).
Result<GenerationRefs> refs_of(std::string_view generation_file);

}  // namespace bangtin
