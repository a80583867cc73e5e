// The lanes of a day: what the board shows, which playlist wants when, and hours that are drawn to
// others with the mouse.
#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "manager/client/schedule_words.h"
#include "manager/core/local_time.h"
#include "manager/desk/drawn_hours.h"
#include "manager/desk/group_plan.h"
#include "manager/desk/pages.h"
#include "manager/desk/plan.h"
#include "manager/desk/spacing.h"
#include "shared/base/texts.h"
#include "shared/model/calendar.h"
#include "shared/protocol/schedule_messages.h"
#include "shared/ui/date_time.h"
#include "shared/ui/icons.h"
#include "shared/ui/timeline.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

std::string tip_of(const BoardDay& day, const DayBlock& block) {
  std::string tip = hours_of(day, block.begin, block.end) + "  " + words_of(day, block);
  for (const std::string& reason : reasons_of(day, block)) tip += "\n" + reason;
  return tip;
}

ui::TimelineLane shown_lane(const State& state, const BoardDay& day, std::string name) {
  ui::TimelineLane lane{"lane." + day.board.text, std::move(name), "", {}, false, {}};
  for (const DayBlock& block : day.blocks) {
    ui::TimelineStretch stretch{hour_of(day, block.begin), hour_of(day, block.end),
                                words_of(day, block), tip_of(day, block)};
    stretch.colour = block_colour(day, block);
    stretch.look = shows_nothing(block) ? ui::StretchLook::Blank : ui::StretchLook::Filled;
    stretch.selected = is_chosen(state, day, block);
    lane.stretches.push_back(std::move(stretch));
  }
  return lane;
}

float hours_in(std::chrono::minutes time) { return float(time.count()) / 60; }

/// What a person may draw in the lane of that playlist.
std::vector<DrawnHours> drawable(const State& state, const BoardDay& day, const PlaylistId& id) {
  const auto form = schedule_form(state, id);
  if (!form || form->busy || !state.may_write()) return {};
  return drawn_hours(*form, day, state.holidays());
}

bool is_pending(const State& state, const PlaylistId& id) {
  const auto form = schedule_form(state, id);
  return form && (form->changed || form->busy);
}

/// The playlist on one board: its day, and which of the day's playlists it is.
struct Wish {
  const BoardDay* day = nullptr;
  std::size_t which = 0;
};

/// The playlists that want one of the boards during the day, each with its boards; the highest
/// priority first.
std::vector<std::vector<Wish>> wishes_of(const BoardDays& days) {
  std::vector<std::vector<Wish>> wishes;
  for (const auto& day : days) {
    for (std::size_t i = 0; i < day->playlists.size(); ++i) {
      if (day->playlists[i].on.empty()) continue;
      const auto same = std::ranges::find_if(wishes, [&](const std::vector<Wish>& wish) {
        return wish[0].day->playlists[wish[0].which].id == day->playlists[i].id;
      });
      if (same == wishes.end()) {
        wishes.push_back({{day.get(), i}});
      } else {
        same->push_back({day.get(), i});
      }
    }
  }
  std::ranges::stable_sort(wishes, std::greater(), [](const std::vector<Wish>& wish) {
    return wish[0].day->playlists[wish[0].which].priority;
  });
  return wishes;
}

BoardDays days_with(const BoardDays& days, const std::vector<Wish>& wish) {
  BoardDays with;
  for (const auto& day : days) {
    if (std::ranges::count(wish, day.get(), &Wish::day)) with.push_back(day);
  }
  return with;
}

/// Where the playlist has the boards and where it would.
ui::TimelineLane wish_lane(const State& state, const BoardDays& all,
                           const std::vector<Wish>& wish) {
  const BoardDay& first = *wish[0].day;
  const DayPlaylist& playlist = first.playlists[wish[0].which];
  ui::TimelineLane lane{
      "lane." + playlist.id.text, playlist.name, priority_words(playlist.priority), {}, false, {}};
  for (const DrawnHours& hours : drawable(state, first, playlist.id)) {
    lane.handles.push_back(
        {hours_in(hours.begin), hours_in(hours.end), is_pending(state, playlist.id)});
  }
  const std::string how = lane.handles.empty() ? "" : "\n" + std::string(text("plan.drawn.tip"));
  const BoardDays days = days_with(all, wish);
  for (const SharedBlock& block : shared_blocks(days)) {
    std::size_t plays = 0, gives_way = 0;
    for (std::size_t i = 0; i < days.size(); ++i) {
      plays += std::size_t(std::ranges::count(block.blocks[i]->playing, wish[i].which));
      gives_way += std::size_t(std::ranges::count(block.blocks[i]->covered, wish[i].which));
    }
    if (plays + gives_way == 0) continue;
    const std::string words =
        plays > 0 && gives_way > 0
            ? text("plan.plays_on",
                   {{"count", std::to_string(plays)}, {"all", std::to_string(plays + gives_way)}})
            : std::string(text(plays > 0 ? "plan.plays" : "plan.gives_way"));
    ui::TimelineStretch stretch{hour_of(first, block.begin), hour_of(first, block.end), words,
                                hours_of(first, block.begin, block.end)};
    for (const std::string& line : lines_of(days, block)) stretch.tip += "\n" + line;
    stretch.tip += how;
    stretch.colour = playlist_colour(playlist);
    stretch.look = plays > 0 ? ui::StretchLook::Filled : ui::StretchLook::Hollow;
    lane.stretches.push_back(std::move(stretch));
  }
  return lane;
}

/// Empty when there is no such rest during the day.
ui::TimelineLane rest_lane(const BoardDay& day, const char* key, bool DayBlock::*on) {
  ui::TimelineLane lane{"", std::string(text(key)), "", {}, true, {}};
  for (const DayBlock& block : day.blocks) {
    if (block.*on) continue;
    const float begin = hour_of(day, block.begin), end = hour_of(day, block.end);
    if (!lane.stretches.empty() && lane.stretches.back().end == begin) {
      lane.stretches.back().end = end;
      continue;
    }
    ui::TimelineStretch& stretch = lane.stretches.emplace_back();
    stretch.begin = begin;
    stretch.end = end;
    stretch.colour = kRestColour;
    stretch.look = ui::StretchLook::Shaded;
  }
  for (ui::TimelineStretch& stretch : lane.stretches) {
    const auto at = [&](float hour) {
      return day.from + Millis(std::int64_t(double(hour) * 3'600'000 + 0.5));
    };
    stretch.words = hours_of(day, at(stretch.begin), at(stretch.end));
  }
  return lane;
}

std::vector<ui::TimelineLane> lanes_of(const State& state) {
  if (shows_commune(state.plan.form)) return commune_lanes(state);
  std::vector<ui::TimelineLane> lanes;
  const BoardDay* told = plan_board_day(state);
  if (told == nullptr) return lanes;
  const BoardDays& days = state.plan.days;
  const GroupRecord* group = state.group_of(state.plan.form.group);
  if (group == nullptr) {
    lanes.push_back(shown_lane(state, *told, std::string(text("plan.on_screen"))));
  } else {
    lanes.push_back(shared_lane(days, "lane." + group->id.text,
                                std::string(text("plan.lane.group")), "", std::nullopt));
    for (const auto& day : days) lanes.push_back(shown_lane(state, *day, day->board_name));
  }
  for (const std::vector<Wish>& wish : wishes_of(days)) {
    lanes.push_back(wish_lane(state, days, wish));
  }
  if (group != nullptr) return lanes;
  for (ui::TimelineLane lane : {rest_lane(*told, "plan.quiet", &DayBlock::sound),
                                rest_lane(*told, "plan.panel_off", &DayBlock::panel_on)}) {
    if (!lane.stretches.empty()) lanes.push_back(std::move(lane));
  }
  return lanes;
}

/// The stretch of one board's lane that begins at this hour, or the one it is a part of; null
/// before the first. Hours are compared as they were drawn: an instant made of one may miss its
/// block.
const DayBlock* block_drawn_at(const BoardDay& day, float hour) {
  const DayBlock* found = nullptr;
  for (const DayBlock& block : day.blocks) {
    if (hour_of(day, block.begin) <= hour) found = &block;
  }
  return found;
}

/// In the lanes of the commune: its group or board is opened there.
void open_lane(const State& state, const std::string& lane, float hour, Commands& commands) {
  PlanForm form = state.plan.form;
  form.commune = false;
  form.group = {};
  BoardDays shown;
  for (const GroupRecord& group : state.seen->groups) {
    BoardDays days = days_of(state, group);
    if (lane != "lane." + group.id.text || days.empty()) continue;
    form.group = group.id;
    form.board = days.front()->board;
    shown = std::move(days);
  }
  for (const BoardRecord& board : state.seen->boards) {
    if (lane != "lane." + board.id.text) continue;
    form.board = board.id;
    shown = days_of(state, board.id);
  }
  const std::vector<SharedBlock> blocks = shared_blocks(shown);
  const SharedBlock* block = block_from(blocks, shown, hour);
  if (block == nullptr) return;
  form.chosen = block->begin;
  commands.push_back(PlanStep{EditPlan{std::move(form)}});
}

/// The boards of a lane that stands for several: those the playlist is for, or all of the group's;
/// none for a lane of one board.
BoardDays days_of_lane(const State& state, const std::string& lane) {
  for (const std::vector<Wish>& wish : wishes_of(state.plan.days)) {
    if (lane == "lane." + wish[0].day->playlists[wish[0].which].id.text) {
      return days_with(state.plan.days, wish);
    }
  }
  const GroupId& group = state.plan.form.group;
  return !group.empty() && lane == "lane." + group.text ? state.plan.days : BoardDays();
}

/// The begin of the stretch that was pressed, of the board whose lane it stands in; in a lane of
/// several, of the board that is told about or gives way.
void take_press(const State& state, const std::vector<ui::TimelineLane>& lanes,
                const ui::TimelinePress& press, Commands& commands) {
  const ui::TimelineLane& lane = lanes[press.lane];
  const float hour = lane.stretches[press.stretch].begin;
  if (shows_commune(state.plan.form)) return open_lane(state, lane.id, hour, commands);
  if (const BoardDays days = days_of_lane(state, lane.id); !days.empty()) {
    if (auto step = press_of(state, days, hour)) commands.push_back(std::move(*step));
    return;
  }
  const BoardDay* told = plan_board_day(state);
  for (const auto& day : state.plan.days) {
    if (lane.id == "lane." + day->board.text) told = day.get();
  }
  if (told == nullptr) return;
  if (const DayBlock* block = block_drawn_at(*told, hour)) {
    commands.push_back(chosen_block(state, told->board, std::max(block->begin, told->from)));
  }
}

/// The hours that were drawn, into the playlist of that lane.
void take_drop(const State& state, const std::vector<ui::TimelineLane>& lanes,
               const ui::TimelineDrop& drop, Commands& commands) {
  for (const std::vector<Wish>& wish : wishes_of(state.plan.days)) {
    const BoardDay& day = *wish[0].day;
    const PlaylistId& id = day.playlists[wish[0].which].id;
    if (lanes[drop.lane].id != "lane." + id.text) continue;
    DrawnHours hours = drawable(state, day, id).at(drop.handle);
    const auto minutes = [](float hour) { return std::chrono::minutes(std::lround(hour * 60)); };
    hours.begin = minutes(drop.begin);
    hours.end = minutes(drop.end);
    commands.push_back(PlanStep{DrawHours{id, hours}});
  }
}

bool gives_way(const BoardDay& day) {
  return std::ranges::any_of(day.blocks,
                             [](const DayBlock& block) { return !block.covered.empty(); });
}

/// The schedule at hand is of this day's board, or of the group, and not on the boards yet.
bool is_under_way(const State& state, const BoardDay& day) {
  const ScheduleForm& form = state.plan.schedule;
  if (!state.may_write() || form.base.id.empty()) return false;
  const auto has = [&](const BoardDay& one) {
    return std::ranges::count(one.playlists, form.base.id, &DayPlaylist::id) > 0;
  };
  const bool here =
      state.plan.form.group.empty()
          ? has(day)
          : std::ranges::any_of(state.plan.days, [&](const auto& one) { return has(*one); });
  if (!here) return false;
  if (schedule_steps(state).forth) return true;  // What was taken back can be taken again.
  return form.changed || form.busy || form.base.published_revision != form.base.revision;
}

/// What a press does, or which boards have no lane here.
std::string lanes_hint(const State& state) {
  const auto paired =
      std::ranges::count(state.seen->boards, BoardState::Paired, &BoardRecord::state);
  const std::size_t shown = plan_boards(state).size();
  if (std::size_t(paired) <= shown) return std::string(text("plan.lane.hint"));
  return text("plan.lane.rest", {{"shown", std::to_string(shown)},
                                 {"rest", std::to_string(std::size_t(paired) - shown)}});
}

}  // namespace

void draw_lanes(const State& state, Instant now, const BoardDay& day, Commands& commands) {
  const std::vector<ui::TimelineLane> lanes = lanes_of(state);
  std::optional<ui::TimelineNow> line;
  if (day.from <= now && now < day.until) {
    line = {hour_of(day, now),
            text("plan.now", {{"time", ui::time_text(now, state.utc_offset_minutes())}})};
  }
  constexpr float kTitleHeight = 28, kListMin = 190;
  const float wanted = ui::timeline_height(lanes) + kTitleHeight + 2 * kPadding;
  const bool commune = shows_commune(state.plan.form);
  const float room = std::max(150.0F, ui::room_height() - kListMin);
  ui::begin_card("plan.lanes", 0, commune ? 0 : std::min(wanted, room));
  const auto date = local_time(day.from, day.utc_offset_minutes).day;
  ui::words(
      text("plan.day_title", {{"solar", full_date_words(date)}, {"lunar", lunar_date_text(date)}}),
      ui::Tone::Plain, ui::Type::Bold);
  const bool conflict =
      std::ranges::any_of(state.plan.days, [](const auto& one) { return gives_way(*one); });
  if (commune) {
    ui::beside(20);
    ui::words(lanes_hint(state), ui::Tone::Muted);
  } else if (conflict) {
    ui::beside(20);
    ui::words(text("plan.legend"), ui::Tone::Muted);
  }
  const ui::TimelineDeed deed = ui::timeline(lanes, line);
  if (deed.press) take_press(state, lanes, *deed.press, commands);
  if (deed.drop) take_drop(state, lanes, *deed.drop, commands);
  ui::end_card();
}

void draw_under_way(const State& state, const BoardDay& day, Commands& commands) {
  if (!is_under_way(state, day)) return;
  constexpr float kHeight = 116;
  const ScheduleForm& form = state.plan.schedule;
  ui::begin_card("plan.drawn", 0, kHeight);
  const bool published = form.base.published_revision == form.base.revision;
  const char* key = form.changed || form.busy ? "plan.drawn.title"
                    : published               ? "plan.drawn.published"
                                              : "plan.drawn.saved";
  ui::words(text(key, {{"name", form.base.name}}), ui::Tone::Plain, ui::Type::Bold);
  const bool wrong = !form.problems.empty();
  ui::words(wrong ? std::string(text("plan.problems")) : form.summary,
            wrong ? ui::Tone::Bad : ui::Tone::Plain);
  ui::gap(2);
  draw_schedule_actions(state, commands);
  ui::beside();
  if (ui::button("plan.drawn.open", icon::kPencil, text("plan.drawn.open"), ui::Look::Secondary)) {
    commands.push_back(PlanStep{OpenSchedule{form.base.id}});
  }
  ui::beside();
  ui::at_right(steps_width());
  if (const auto forth = draw_steps("plan.drawn", schedule_steps(state))) {
    commands.push_back(PlanStep{StepSchedule{*forth}});
  }
  ui::end_card();
}

}  // namespace bangtin::desk
