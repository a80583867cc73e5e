// What residents sent, as rows. Thread: one per Db.
#pragma once

#include <string>

#include "shared/base/clock.h"
#include "shared/protocol/messages.h"
#include "shared/storage/db.h"

namespace bangtin {

/// An item was approved: what it answers is answered. Within the caller's transaction.
Status note_answered(Db& db, const ItemId& item, const std::string& login, Instant now);

}  // namespace bangtin
