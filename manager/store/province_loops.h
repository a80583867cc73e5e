// What a province gave priority (docs/adr/0026): it goes into the commune's loops by itself, and
// the commune orders it and does not leave it out. Thread: one per Db; each function within the
// caller's transaction.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "manager/store/office.h"

namespace bangtin {

/// Puts each of these items that has to play where it does not yet: on every board that may show
/// it, into the highest published playlist that always plays there, before the first item of its
/// own priority or less; a board that has none gets a playlist of its own. Ten stand in a playlist
/// at most, more wait. What else people changed in a playlist and did not publish stays
/// unpublished. The selections are the caller's to remake.
Status put_into_loops(OfficeParts& parts, const std::vector<ItemId>& items,
                      const std::string& login, Instant now);

/// Nothing when the item may be withdrawn. Errors: denied "item.province_first" when it has to play
/// and does, on a board that may show it.
Status check_may_go(OfficeParts& parts, const ItemRecord& item, Instant now);

/// The paired boards on which each item plays that is published in this playlist and has to play.
using LoopBoards = std::map<ItemId, std::set<BoardId>>;
Result<LoopBoards> boards_in_loops(Db& db, const PlaylistId& playlist, Instant now);
/// Nothing when each of them still plays there. Errors: denied "playlist.province_first".
Status check_kept(Db& db, const LoopBoards& had);
/// Nothing when what is about to be saved leaves in what has to play and is published nowhere else.
/// Errors: denied "playlist.province_first".
Status check_leaves_in(Db& db, const PlaylistRecord& playlist, Instant now);

}  // namespace bangtin
