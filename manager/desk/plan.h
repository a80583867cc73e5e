// What the page of the schedule asks of the state: days, moments, choices. Pure. Thread: any.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "manager/desk/state.h"

namespace bangtin::desk {

/// The day as typed; nothing while it is none.
std::optional<std::chrono::year_month_day> plan_day(const PlanForm& form);
/// So many days later, as typed.
std::string day_after(const PlanForm& form, int days);

/// The page is a lane for each group, and each board in none.
bool shows_commune(const PlanForm& form);

/// The boards that are shown: all, those of the group, else the one. Paired ones only; of the whole
/// commune the first kLanesBoardsMax.
inline constexpr std::size_t kLanesBoardsMax = 200;
std::vector<const BoardRecord*> plan_boards(const State& state);

/// The day of the board that is told about; null while it is not here.
const BoardDay* plan_board_day(const State& state);

/// Whether it is the stretch that is told about.
bool is_chosen(const State& state, const BoardDay& day, const DayBlock& block);
/// The step that makes it so for the stretch of that board which holds at `at`.
PlanStep chosen_block(const State& state, const BoardId& board, Instant at);

/// Of times of rest.
inline constexpr ui::Colour kRestColour = ui::Colour::Muted;
/// The colour of a playlist, the same on all boards.
ui::Colour playlist_colour(const DayPlaylist& playlist);
/// That of what the board shows then.
ui::Colour block_colour(const BoardDay& day, const DayBlock& block);

/// The schedule's form of a playlist: with what was typed or drawn, else as the server has it.
/// Nothing when the playlist is gone.
std::optional<ScheduleForm> schedule_form(const State& state, const PlaylistId& id);

/// The board and the instant that were asked about.
struct PlanMoment {
  std::shared_ptr<const Manifest> manifest;
  Instant at{};
};
/// Nothing while day or hour are wrong, the plan is not here, or it does not say. While it runs, as
/// far as it has come at `now`, to the end of the day.
std::optional<PlanMoment> plan_moment(const State& state, Instant now);
/// How far the picture has gone on from the hour at `now`.
Millis ran_by(const PlanForm& form, Instant now);
/// Whether the picture goes on: it is on the page, and somebody pressed.
bool runs(const State& state);
/// What the board that is open among the boards should show now, to ten seconds; nothing while its
/// plan is not here or does not say.
std::optional<PlanMoment> board_moment(const State& state, Instant now);

}  // namespace bangtin::desk
