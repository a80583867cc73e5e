// What one board shows through one day and why: the server's own answer beside the wishes of the
// playlists. Pure. Thread: any.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "manager/desk/work.h"
#include "shared/model/manifest.h"
#include "shared/ui/widgets.h"

namespace bangtin::desk {

/// A playlist that is published to the board, and when its schedule is on during the day.
struct DayPlaylist {
  PlaylistId id;
  std::string name;
  int priority = 1;
  std::size_t number = 0;  ///< of Snapshot::playlists: the same on all boards
  std::vector<Span> on;    ///< inside the day; sorted, apart
  bool changed = false;    ///< saved since it was published: the board follows the older one
};

/// What one zone plays, one after the other.
struct DayTitles {
  ZoneRole role = ZoneRole::Main;
  std::vector<std::string> titles;
};

/// Whether the board's newest selection says what shows: it begins when it was made and reaches
/// limits::kExpandHorizon ahead.
enum class Told { Yes, Before, Later };

/// A stretch of the day in which the board shows the same.
struct DayBlock {
  Instant begin{};
  Instant end{};
  Told told = Told::Yes;
  bool sound = true;
  bool panel_on = true;
  std::vector<DayTitles> zones;      ///< those that play something
  std::vector<std::size_t> playing;  ///< of BoardDay::playlists
  std::vector<std::size_t> covered;  ///< want to play too, but give way
};

inline bool shows_nothing(const DayBlock& block) { return block.zones.empty() || !block.panel_on; }

struct BoardDay {
  BoardId board;
  std::string board_name;
  Instant from{};
  Instant until{};
  int utc_offset_minutes = 420;
  std::vector<std::string> holidays;   ///< that fall on the day
  bool mourned = false;                ///< the state mourns on it
  std::vector<DayPlaylist> playlists;  ///< the highest priority first
  std::vector<DayBlock> blocks;        ///< together they are [from, until)
};

/// `manifest` is one that validate() accepts. Schedules of `snapshot` are taken as those that were
/// published, unless the playlist was saved since: then DayPlaylist::changed.
BoardDay board_day(const Snapshot& snapshot, const BoardRecord& board, const Manifest& manifest,
                   std::chrono::year_month_day day);

/// Whether the playlist aims at the board: by name, by a group or by a tag.
bool aims_at(const PlaylistRecord& playlist, const BoardRecord& board,
             const std::vector<GroupRecord>& groups);

/// The block that holds at this instant; null outside the day.
const DayBlock* block_at(const BoardDay& day, Instant at);

/// "07:00-07:30"; the end of the day is 24:00.
std::string hours_of(const BoardDay& day, Instant begin, Instant end);

/// What stands there in a few words: the playlists, else the titles, else the card.
std::string words_of(const BoardDay& day, const DayBlock& block);
/// How it stands: how much plays, or why nothing does.
ui::Mark mark_of(const DayBlock& block);

/// Why it stands there, a sentence each.
std::vector<std::string> reasons_of(const BoardDay& day, const DayBlock& block);

/// One zone of the answer to "what does it show then".
struct MomentLine {
  std::string zone;   ///< "Vùng chính"
  std::string title;  ///< with its page
  std::string hours;  ///< from when until when, to the second
};
struct Moment {
  std::vector<MomentLine> lines;  ///< none: the place's card
  bool sound = true;
  bool panel_on = true;
};

/// What the board shows at an instant, by the player's own resolve().
Moment moment_of(const Manifest& manifest, Instant at);

/// Whether the manifest says what shows then.
Told told_at(const Manifest& manifest, Instant at);

}  // namespace bangtin::desk
