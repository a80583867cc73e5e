// Items and their versions as rows. Thread: one per Db.
#pragma once

#include <memory>
#include <vector>

#include "manager/core/compile.h"
#include "shared/protocol/messages.h"
#include "shared/storage/db.h"

namespace bangtin {

/// Errors: not_found "item.unknown".
Result<ItemRecord> load_item(Db& db, const ItemId& id);
/// All of them, newest change first.
Result<std::vector<ItemRecord>> load_items(Db& db);
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
