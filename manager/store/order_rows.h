// Orders to boards as rows. Within the caller's transaction. Thread: one per Db.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "shared/protocol/messages.h"
#include "shared/storage/db.h"

namespace bangtin {

/// The newest of each kind, by board; of a board the oldest first.
Result<std::map<std::string, std::vector<OrderRecord>>> load_orders(Db& db);
Result<std::vector<OrderRecord>> load_orders_of(Db& db, const BoardId& board);

/// In place of the one of the same kind.
Status save_order(Db& db, const BoardId& board, const OrderRecord& order);

/// What a board says became of orders; each counts once, with its event. That a picture is there
/// says the picture itself.
Status take_answers(Db& db, const BoardId& board, const std::vector<OrderAnswer>& answers,
                    Instant now);
/// Within the same rules, of one order.
Status answer_order(Db& db, const BoardId& board, const OrderRecord& order, OrderResult result,
                    Instant now);

}  // namespace bangtin
