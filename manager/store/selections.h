// Which selection each board has: made anew when what it shows would differ. Thread: one per Db;
// each function within the caller's transaction.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "manager/core/compile.h"
#include "manager/store/office.h"

namespace bangtin {

/// Generations that stay beside the newest, for what a board may still be fetching.
inline constexpr std::int64_t kGenerationsKept = 20;
/// A selection whose horizon is nearer than this is made anew when there is more to say.
inline constexpr auto kHorizonLeftMin = std::chrono::hours(24) * 200;

class Selections {
 public:
  Selections(OfficeParts& parts, Instant now) : parts_(parts), now_(now) {}

  /// Compiles each board that is not revoked; where it would show something else than by its newest
  /// selection (or that one runs out), seals the next generation and appends the event
  /// "board.selection". Errors: as compile(), and what the store says.
  Status remake(const std::set<BoardId>& boards, const std::string& who);

  /// The newest; nothing when none was made yet.
  Result<std::optional<Office::SealedSelection>> newest(const BoardId& board);

 private:
  Status remake_one(const BoardId& board, const std::string& who);
  Result<std::optional<BoardFacts>> facts_of(const BoardId& board);
  Result<Programme> programme_of(const BoardId& board);
  Result<Timetable> timetable_of(const BoardId& board);
  /// The selection that a board has; nothing when it was sealed by a key that is no longer ours.
  Result<std::optional<Selection>> opened(const Office::SealedSelection& last);
  bool is_news(const Selection& made, const Selection& before) const;
  Status store(const Manifest& manifest, const std::string& who);

  OfficeParts& parts_;
  Instant now_;
  Versions versions_;  ///< loaded so far: neighbouring boards play the same
};

/// Boards on which this item plays, and those on which this playlist does, by name, group or tag.
Result<std::set<BoardId>> boards_of_item(Db& db, const ItemId& item);
Result<std::set<BoardId>> boards_of_publication(Db& db, const PlaylistId& playlist);
/// All boards that are not revoked.
Result<std::set<BoardId>> paired_boards(Db& db);

/// Errors: conflict "commune.missing" until an administrator has set it.
Result<Commune> load_commune(Db& db);
Place place_of(const Commune& commune);

}  // namespace bangtin
