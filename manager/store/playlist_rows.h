// Playlists and what of them is published, as rows. Thread: one per Db; each function within the
// caller's transaction.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "manager/store/office.h"

namespace bangtin {

/// Errors: not_found "playlist.unknown".
Result<PlaylistRecord> load_playlist(Db& db, const PlaylistId& id);
/// What was changed last first.
Result<std::vector<PlaylistRecord>> load_playlists(Db& db);
/// With the event "playlist.saved"; nothing of it is published by that.
Status store_playlist(Db& db, const PlaylistRecord& playlist, const std::string& login,
                      Instant now);

/// Publishes the playlist as it is stored, with the events that tell of it and of its items. The
/// selections are the caller's to remake.
Status put_up(OfficeParts& parts, const PlaylistRecord& playlist, const std::string& login,
              Instant now);
/// Other items in what is published already; its boards and its schedule stay, and what was saved
/// since is not published.
Status put_up_items(OfficeParts& parts, const PlaylistId& id, const std::vector<ItemId>& items,
                    const std::string& login, Instant now);
/// With the events that tell of it and of its items.
Status delete_with_publication(Db& db, const PlaylistId& id, const std::string& login, Instant now);

using PublishedItems = std::set<ItemId>;
/// Of what is published under this name, those that may play or are about to.
Result<PublishedItems> items_up(Db& db, const PlaylistId& playlist);
/// All that is published under this name, in its order.
Result<std::vector<ItemId>> published_items(Db& db, const PlaylistId& playlist);

/// Whether it is published under another name than this one too.
Result<bool> is_published_elsewhere(Db& db, const ItemId& item, const PlaylistId& playlist);

/// The schedule by which it is published. Errors: not_found "playlist.unknown".
Result<Schedule> published_schedule(Db& db, const PlaylistId& playlist);

/// The code by which the boards know their commune; empty before anybody signed one.
Result<std::string> code_on_boards(OfficeParts& parts);

}  // namespace bangtin
