#include "manager/desk/plan.h"

#include <algorithm>

#include "manager/desk/plan_form.h"
#include "shared/model/calendar.h"
#include "shared/protocol/schedule_messages.h"
#include "shared/ui/date_time.h"

namespace bangtin::desk {
namespace {

constexpr ui::Colour kPlaylistColours[] = {ui::Colour::Accent, ui::Colour::Good, ui::Colour::Violet,
                                           ui::Colour::Wait,   ui::Colour::Teal, ui::Colour::Pink,
                                           ui::Colour::Slate};
constexpr ui::Colour kCardColour = ui::Colour::Idle;

}  // namespace

std::optional<std::chrono::year_month_day> plan_day(const PlanForm& form) {
  const auto iso = ui::iso_day(form.day);
  return iso ? day_from(*iso) : std::nullopt;
}

std::string day_after(const PlanForm& form, int days) {
  const auto day = plan_day(form);
  if (!day) return form.day;
  return ui::day_text(Instant(std::chrono::sys_days(*day) + std::chrono::days(days)), 0);
}

bool shows_commune(const PlanForm& form) { return form.commune && form.view == PlanView::Day; }

std::vector<const BoardRecord*> plan_boards(const State& state) {
  std::vector<const BoardRecord*> boards;
  const auto add = [&](const BoardId& id) {
    const BoardRecord* board = state.board_of(id);
    if (board != nullptr && board->state == BoardState::Paired) boards.push_back(board);
  };
  const GroupRecord* group = state.group_of(state.plan.form.group);
  if (shows_commune(state.plan.form) && state.seen) {
    for (const BoardRecord& board : state.seen->boards) {
      if (boards.size() < kLanesBoardsMax) add(board.id);
    }
  } else if (group == nullptr) {
    add(state.plan.form.board);
  } else {
    for (const BoardId& id : group->boards) add(id);
  }
  return boards;
}

const BoardDay* plan_board_day(const State& state) {
  for (const auto& day : state.plan.days) {
    if (day->board == state.plan.form.board) return day.get();
  }
  return nullptr;
}

bool is_chosen(const State& state, const BoardDay& day, const DayBlock& block) {
  const std::optional<Instant>& chosen = state.plan.form.chosen;
  return chosen && day.board == state.plan.form.board && block.begin <= *chosen &&
         *chosen < block.end;
}

PlanStep chosen_block(const State& state, const BoardId& board, Instant at) {
  PlanForm form = state.plan.form;
  form.board = board;
  form.chosen = at;
  return {EditPlan{std::move(form)}};
}

ui::Colour playlist_colour(const DayPlaylist& playlist) {
  return kPlaylistColours[playlist.number % std::size(kPlaylistColours)];
}

ui::Colour block_colour(const BoardDay& day, const DayBlock& block) {
  if (!block.panel_on) return kRestColour;
  if (!block.playing.empty()) return playlist_colour(day.playlists[block.playing.front()]);
  return block.zones.empty() ? kCardColour : ui::Colour::Accent;
}

std::optional<ScheduleForm> schedule_form(const State& state, const PlaylistId& id) {
  const PlaylistRecord* playlist = state.playlist_of(id);
  if (playlist == nullptr) return std::nullopt;
  if (state.plan.schedule.base.id == id) return state.plan.schedule;
  const auto kept = state.plan.kept.find(id);
  return kept != state.plan.kept.end() ? kept->second : form_of(*playlist);
}

bool runs(const State& state) {
  return state.page == Page::Plan && state.plan.form.view == PlanView::Moment &&
         state.plan.form.runs.has_value();
}

Millis ran_by(const PlanForm& form, Instant now) {
  if (!form.runs) return form.ran;
  return form.ran + (now - *form.runs) / kRunStep * kRunStep * kPaces[form.pace];
}

std::optional<PlanMoment> plan_moment(const State& state, Instant now) {
  const auto day = plan_day(state.plan.form);
  const auto hour = time_of_day_in(state.plan.form.hour);
  const auto loaded = state.plan.boards.find(state.plan.form.board);
  if (!day || !hour || loaded == state.plan.boards.end() || !loaded->second.manifest) {
    return std::nullopt;
  }
  const Manifest& manifest = *loaded->second.manifest;
  Instant at = local_midnight(*day, state.utc_offset_minutes()) + *hour;
  // The minute of a publication is asked about right after it.
  const Instant issued = manifest.selection.issued_at;
  if (at < issued && issued < at + std::chrono::minutes(1)) at = issued;
  const Instant end = local_midnight(*day, state.utc_offset_minutes()) + std::chrono::days(1);
  at = std::min(at + ran_by(state.plan.form, now), end - Millis(1));
  if (told_at(manifest, at) != Told::Yes) return std::nullopt;
  return PlanMoment{loaded->second.manifest, at};
}

std::optional<PlanMoment> board_moment(const State& state, Instant now) {
  constexpr Millis kStep{10'000};
  const auto loaded = state.plan.boards.find(state.boards.board);
  if (loaded == state.plan.boards.end() || !loaded->second.manifest) return std::nullopt;
  const Manifest& manifest = *loaded->second.manifest;
  const Instant at = std::max(now - now.time_since_epoch() % kStep, manifest.selection.issued_at);
  if (told_at(manifest, at) != Told::Yes) return std::nullopt;
  return PlanMoment{loaded->second.manifest, at};
}

}  // namespace bangtin::desk
