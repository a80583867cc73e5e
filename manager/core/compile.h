// From what is published to one board's selection. Pure. Thread: any.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "manager/core/schedule.h"
#include "shared/base/limits.h"
#include "shared/base/result.h"
#include "shared/model/manifest.h"
#include "shared/protocol/layout_messages.h"
#include "shared/protocol/mourning_messages.h"

namespace bangtin {

/// What a selection needs to know of its board and commune.
struct BoardFacts {
  BoardId board;
  Size canvas_px;
  int utc_offset_minutes = 420;
  Place place;
  Timetable timetable{};                ///< the one that holds for this board: timetable_for()
  std::vector<Holiday> holidays{};      ///< of the commune
  std::vector<LayoutRecord> layouts{};  ///< the commune's own; validate() accepts each
  std::optional<Mourning> mourning{};   ///< that was declared; it may be over
};

/// Approved item versions by their hash.
using Versions = std::map<Digest, std::shared_ptr<const ItemVersion>>;

/// A published playlist: when it is on, and its versions in the order in which they play; each is
/// in the Versions beside it (CHECK).
struct ProgrammePart {
  Schedule schedule;
  std::vector<Digest> items;
};

/// The published playlists of a board, in the order of publication.
using Programme = std::vector<ProgrammePart>;

/// How far ahead a selection says what plays, and what becomes of what no bound of limits.h lets
/// in.
struct Reach {
  std::chrono::hours ahead = limits::kExpandHorizon;
  /// Instead of an error: of a zone's pages those of the first items are kept, of quiet hours that
  /// are too many the nearest become one, and so do those in which the panel is lit.
  bool cuts = false;
  bool operator==(const Reach&) const = default;
};

/// The selection that plays this programme from `now` until `reach.ahead` later, by the rule of
/// expand(): a window for each stretch, the layout that it asks for (of a drawn one that cannot be
/// here: preset_for()), each item in the zones of its kind. Items without a page for a zone are
/// passed over in it, those that were signed for other boards everywhere.
///
/// At the edge of a window a zone goes on (Window::ran) when it stands where it stood and plays
/// what it played; else its playlist begins anew. The same holds at `now` against `last`, the
/// selection that the board has: what is published beside a playlist does not restart it.
///
/// While the state mourns what rests_in_mourning() plays nowhere, and no board is heard.
///
/// Quiet hours are given where some item can be heard. validate() finds nothing in the selection
/// with its items. Errors: invalid "playlist.too_long" when a bound of limits.h is broken,
/// "timetable.too_long", a key of schedule.*.json, or what validate() says.
Result<Manifest> compile(const BoardFacts& facts, const Programme& programme,
                         const Versions& versions, Instant now, std::int64_t generation,
                         const Selection* last = nullptr, const Reach& reach = {});

/// True when a board shows the same by both from `now` until `until`: generation, time of issue,
/// begin of a window that holds already, places in playlists and order in the tables do not count.
/// Both are selections that validate() accepts.
bool same_course(const Selection& a, const Selection& b, Instant now, Instant until);

}  // namespace bangtin
