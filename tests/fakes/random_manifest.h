// Manifests by chance: right ones, and ones in which everything may be wrong. Thread: any.
#pragma once

#include "shared/model/manifest.h"
#include "tests/fakes/seeded_random.h"

namespace bangtin {

struct RandomManifestOptions {
  /// Windows and validities lie around this instant.
  Instant around = std::chrono::sys_days{std::chrono::year{2026} / 11 / 22};
  int items_max = 8;
  int windows_max = 10;
  bool hostile = false;  ///< broken in some places: validate() may refuse it
  bool hashes = true;    ///< items are named by their true hashes (dearer), else by chance
};

/// Without `hostile` validate() finds nothing wrong with it.
Manifest random_manifest(Random& random, const RandomManifestOptions& options = {});

/// An instant that matters: mostly at or one millisecond beside an edge of the manifest.
Instant random_instant(Random& random, const Manifest& manifest);

}  // namespace bangtin
