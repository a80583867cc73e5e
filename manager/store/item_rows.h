// Items and their versions as rows. Thread: one per Db.
#pragma once

#include <memory>
#include <vector>

#include "manager/core/compile.h"
#include "shared/protocol/messages.h"
#include "shared/storage/db.h"

namespace bangtin {

/// What one answer holds of items: the next piece begins after it.
inline constexpr std::size_t kItemsPieceBytes = 2u << 20;

/// Errors: not_found "item.unknown".
Result<ItemRecord> load_item(Db& db, const ItemId& id);
/// All of them, newest change first.
Result<std::vector<ItemRecord>> load_items(Db& db);

/// Some of those that changed after event `seq`, the oldest change first.
struct ChangedItems {
  std::vector<ItemRecord> items;
  std::int64_t last_seq = 0;  ///< of the last of them; without any the one asked with
  bool more = false;          ///< there are others after it
};
/// As many as fit into about kItemsPieceBytes, one at least.
Result<ChangedItems> load_items_after(Db& db, std::int64_t seq);
Result<std::int64_t> count_items(Db& db);
/// Inserts or replaces. `seq` is the event of this change.
Status store_item(Db& db, const ItemRecord& item, std::int64_t seq);

/// Stores a version that is not there yet; its item is. `author` is the login by which this office
/// knows its author.
Status add_version(Db& db, const ItemVersion& version, const std::string& author);
/// Canonical bytes. Errors: not_found "item.version_unknown".
Result<std::string> load_version_bytes(Db& db, const Digest& hash);
/// Errors: as above; corrupt when the bytes are not what the hash names.
Result<std::shared_ptr<const ItemVersion>> load_version(Db& db, const Digest& hash);

/// Errors: invalid "item.media_unknown" when a picture is not exactly one that was uploaded.
Status check_media(Db& db, const ItemContent& content);

}  // namespace bangtin
