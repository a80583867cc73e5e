// From what is published to one board's selection. Pure. Thread: any.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "shared/base/result.h"
#include "shared/model/manifest.h"

namespace bangtin {

/// What a selection needs to know of its board and commune.
struct BoardFacts {
  BoardId board;
  Size canvas_px;
  int utc_offset_minutes = 420;
  Place place;
};

/// Approved item versions by their hash.
using Versions = std::map<Digest, std::shared_ptr<const ItemVersion>>;

/// The versions that the published playlists of a board play, one after the other in the order of
/// publication; each is in the Versions beside it (CHECK).
using Programme = std::vector<Digest>;

/// The selection that plays this programme from `now` until limits::kExpandHorizon: the default
/// layout, each item in the zones of its kind, cut into windows at each edge of a validity. Items
/// without a page for a zone are passed over in it. validate() finds nothing in the selection with
/// its items. Errors: invalid "playlist.too_long" when a bound of limits.h is broken, or what
/// validate() says.
Result<Manifest> compile(const BoardFacts& facts, const Programme& programme,
                         const Versions& versions, Instant now, std::int64_t generation);

/// True when a board shows the same by both from `now` until the nearer of the two horizons:
/// generation, time of issue, begin of a window that holds already and order in the tables do not
/// count. Both are selections that validate() accepts.
bool same_course(const Selection& a, const Selection& b, Instant now);

}  // namespace bangtin
