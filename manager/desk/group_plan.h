// What several boards show through a day, as one: the lanes of groups. Pure. Thread: any.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "manager/desk/state.h"
#include "shared/ui/timeline.h"

namespace bangtin::desk {

/// From `begin` until before `end` none of the boards goes over to something else.
struct SharedBlock {
  Instant begin{};
  Instant end{};
  std::vector<const DayBlock*> blocks;  ///< of each board, in the order of the days
};

/// Sorted; together they are the day. The days are of one date, of one board each; what is told
/// points into them. Where every board goes on as before there is no cut.
std::vector<SharedBlock> shared_blocks(const BoardDays& days);

/// True when all boards show the same.
bool is_alike(const BoardDays& days, const SharedBlock& block);
/// In some board a playlist gives way.
bool has_conflict(const SharedBlock& block);
/// What stands there in a few words; "2 nội dung khác nhau" where boards differ.
std::string words_of(const BoardDays& days, const SharedBlock& block);
/// What each board shows, and why; boards that say the same are one.
std::vector<std::string> lines_of(const BoardDays& days, const SharedBlock& block);

/// Hours since the day began.
float hour_of(const BoardDay& day, Instant at);
/// The lane of what these boards show; `chosen` stands inside the stretch that is marked.
ui::TimelineLane shared_lane(const BoardDays& days, std::string id, std::string name,
                             std::string note, const std::optional<Instant>& chosen);
/// The stretch of such a lane that begins at this hour; null where none does.
const SharedBlock* block_from(const std::vector<SharedBlock>& blocks, const BoardDays& days,
                              float hour);

/// Of several boards the one that is told about, unless only others have a conflict then.
const BoardId& board_to_tell(const State& state, const BoardDays& days, const SharedBlock& block);

/// What a press on the stretch of such a lane that begins at this hour chooses; nothing where none
/// begins.
std::optional<PlanStep> press_of(const State& state, const BoardDays& days, float hour);

/// What the other boards of the group show at this instant: "Chợ Tân Hưng: Lễ hội". None while all
/// show what the board of `told` does, and for one board alone.
std::vector<std::string> others_at(const State& state, const BoardDay& told, Instant at);

/// Those of the days that are of this board.
BoardDays days_of(const State& state, const BoardId& board);
/// Those of the days that are of the group's boards, in its order.
BoardDays days_of(const State& state, const GroupRecord& group);
/// The lanes of the whole commune: its groups, then the boards that are in none.
std::vector<ui::TimelineLane> commune_lanes(const State& state);

}  // namespace bangtin::desk
