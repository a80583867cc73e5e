// The play log as rows, and its roll-ups. Thread: one per Db; within the caller's transaction.
#pragma once

#include <string>

#include "shared/protocol/messages.h"
#include "shared/storage/db.h"

namespace bangtin {

/// One board's log. `number` names it in the play table.
struct BoardLog {
  std::int64_t number = 0;
  std::int64_t board = 0;      ///< board.number
  std::int64_t forgotten = 0;  ///< rows up to this number were counted and let go
};

/// The log of this name, made when the board has none in use. Errors: conflict "board.copied_key"
/// when another is in use; not_found; denied "board.revoked".
Result<BoardLog> open_play_log(Db& db, const BoardId& board, const std::string& name);

/// Adds the rows that are not there yet, and them alone to the roll-ups. Returns the end of the
/// unbroken run of stored numbers that the batch belongs to. Errors: conflict "board.copied_key"
/// when a number holds another row.
Result<std::int64_t> add_plays(Db& db, const BoardLog& log, const PlayBatch& batch,
                               int utc_offset_minutes);

}  // namespace bangtin
