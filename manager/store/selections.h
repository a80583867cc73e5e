// Which selection each board has: made anew when what it shows would differ. Thread: one per Db;
// each function within the caller's transaction.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "manager/core/fit.h"
#include "manager/store/office.h"
#include "manager/store/repository.h"

namespace bangtin {

/// Generations that stay beside the newest, for what a board may still be fetching.
inline constexpr std::int64_t kGenerationsKept = 20;

/// What becomes of a programme that is too much for a board: publishing may refuse, in words; what
/// takes something down never does.
enum class TooMuch { Cut, Refuse };

class Selections {
 public:
  Selections(OfficeParts& parts, Instant now)
      : parts_(parts), repository_(parts.db, parts.online, now), now_(now) {}

  /// Compiles each board that is not revoked, cut as fit() does where it is too much; where it
  /// would show something else than by its newest selection, or half of the time of that one is
  /// over and there is more to say, makes the next generation, lets the board's select role name it
  /// and appends the event "board.selection". A board of which something had to be left out has the
  /// problem "board.too_much". Errors: what the store says; with TooMuch::Refuse also invalid
  /// "playlist.too_long" and what else compile() says, but not for a board that is cut already and
  /// loses no day by it.
  Status remake(const std::set<BoardId>& boards, const std::string& who,
                TooMuch too_much = TooMuch::Cut);

  /// The newest; nothing when none was made yet.
  Result<std::optional<Office::BoardSelection>> newest(const BoardId& board);

 private:
  /// What a board has.
  struct Last {
    std::int64_t generation = 0;
    Instant made_at{};
    Instant horizon{};
    Selection selection;
  };
  Status remake_one(const BoardId& board, const std::string& who, TooMuch too_much);
  Result<std::optional<BoardFacts>> facts_of(const BoardId& board);
  Result<Programme> programme_of(const BoardId& board);
  Result<Timetable> timetable_of(const BoardId& board);
  Result<std::optional<Last>> last_of(const BoardId& board);
  Result<Fitted> made_for(const BoardFacts& facts, const std::optional<Last>& last,
                          std::int64_t generation, TooMuch too_much);
  Status check_size(const Manifest& manifest) const;
  bool is_news(const Fitted& made, const Last& before) const;
  Status store(const Fitted& made, const std::string& who);
  Status note_partial(const BoardId& board, bool partial);

  OfficeParts& parts_;
  Repository repository_;
  Instant now_;
  std::optional<std::set<Digest>> listed_;  ///< what two people signed, once it was asked for
  std::optional<std::vector<LayoutRecord>> layouts_;  ///< once they were asked for
  Versions versions_;  ///< loaded so far: neighbouring boards play the same
  std::map<Digest, std::size_t> version_bytes_;  ///< of each of them, as canonical JSON
};

/// Boards on which this item plays, and those on which this playlist does, by name, group or tag.
Result<std::set<BoardId>> boards_of_item(Db& db, const ItemId& item);
Result<std::set<BoardId>> boards_of_publication(Db& db, const PlaylistId& playlist);
/// How the selections that we made stand to what a board says that it has.
struct Standing {
  std::int64_t newest = 0;  ///< that we made; 0: none
  std::int64_t held = 0;    ///< that the board has
  /// It has one that we do not know: we were restored from a backup that is older. It takes nothing
  /// below that, so the next selection has to overtake it.
  bool is_ahead = false;
};
Result<Standing> standing_of(Db& db, const BoardId& board);
/// All boards that are not revoked.
Result<std::set<BoardId>> paired_boards(Db& db);

/// Errors: conflict "commune.missing" until an administrator has set it.
Result<Commune> load_commune(Db& db);
Place place_of(const Commune& commune);
/// The list that is built in until somebody changed it.
Result<HolidayList> load_holidays(Db& db);
Result<MourningRecord> load_mourning(Db& db);

}  // namespace bangtin
