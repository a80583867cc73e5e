// The layouts that a commune drew, in the database. Thread: one per Db; each function within the
// caller's transaction.
#pragma once

#include <set>
#include <vector>

#include "shared/protocol/layout_messages.h"
#include "shared/storage/db.h"

namespace bangtin {

/// All of them, by name; without LayoutRecord::older_items.
Result<std::vector<LayoutRecord>> load_layouts(Db& db);

/// Those that a playlist names, as it is edited or as it is published.
Result<std::set<LayoutId>> layouts_in_use(Db& db);

/// New, or in place of the one before.
Status store_layout(Db& db, const LayoutRecord& layout);

}  // namespace bangtin
