// The lanes of a day: what the board shows, which playlist wants when, and hours that are drawn to
// others with the mouse.
#include <algorithm>
#include <cmath>

#include "manager/client/schedule_words.h"
#include "manager/desk/drawn_hours.h"
#include "manager/desk/pages.h"
#include "manager/desk/plan.h"
#include "shared/base/texts.h"
#include "shared/model/calendar.h"
#include "shared/protocol/schedule_messages.h"
#include "shared/ui/date_time.h"
#include "shared/ui/icons.h"
#include "shared/ui/timeline.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

constexpr float kPadding = 16;

float hour_of(const BoardDay& day, Instant at) {
  return std::chrono::duration<float, std::ratio<3600>>(at - day.from).count();
}

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
    const bool blank = block.zones.empty() || !block.panel_on;
    stretch.look = blank ? ui::StretchLook::Blank : ui::StretchLook::Filled;
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
  return drawn_hours(*form, day);
}

bool is_pending(const State& state, const PlaylistId& id) {
  const auto form = schedule_form(state, id);
  return form && (form->changed || form->busy);
}

/// Where the playlist has the board and where it would.
ui::TimelineLane wish_lane(const State& state, const BoardDay& day, std::size_t which) {
  const DayPlaylist& playlist = day.playlists[which];
  ui::TimelineLane lane{
      "lane." + playlist.id.text, playlist.name, priority_words(playlist.priority), {}, false, {}};
  for (const DrawnHours& hours : drawable(state, day, playlist.id)) {
    lane.handles.push_back(
        {hours_in(hours.begin), hours_in(hours.end), is_pending(state, playlist.id)});
  }
  const std::string how = lane.handles.empty() ? "" : "\n" + std::string(text("plan.drawn.tip"));
  for (const DayBlock& block : day.blocks) {
    const bool plays = std::ranges::find(block.playing, which) != block.playing.end();
    const bool gives_way = std::ranges::find(block.covered, which) != block.covered.end();
    if (!plays && !gives_way) continue;
    ui::TimelineStretch stretch{hour_of(day, block.begin), hour_of(day, block.end),
                                std::string(text(plays ? "plan.plays" : "plan.gives_way")),
                                tip_of(day, block) + how};
    stretch.colour = playlist_colour(playlist);
    stretch.look = plays ? ui::StretchLook::Filled : ui::StretchLook::Hollow;
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
  std::vector<ui::TimelineLane> lanes;
  if (!state.plan.form.group.empty()) {
    for (const auto& day : state.plan.days) {
      lanes.push_back(shown_lane(state, *day, day->board_name));
    }
    return lanes;
  }
  const BoardDay* day = plan_board_day(state);
  if (day == nullptr) return lanes;
  lanes.push_back(shown_lane(state, *day, std::string(text("plan.on_screen"))));
  for (std::size_t i = 0; i < day->playlists.size(); ++i) {
    if (!day->playlists[i].on.empty()) lanes.push_back(wish_lane(state, *day, i));
  }
  for (ui::TimelineLane lane : {rest_lane(*day, "plan.quiet", &DayBlock::sound),
                                rest_lane(*day, "plan.panel_off", &DayBlock::panel_on)}) {
    if (!lane.stretches.empty()) lanes.push_back(std::move(lane));
  }
  return lanes;
}

/// The begin of the stretch that was pressed, of the board whose lane it stands in.
void take_press(const State& state, const std::vector<ui::TimelineLane>& lanes,
                const ui::TimelinePress& press, Commands& commands) {
  const ui::TimelineLane& lane = lanes[press.lane];
  const float hour = lane.stretches[press.stretch].begin;
  for (const auto& day : state.plan.days) {
    const bool of_board = lane.id == "lane." + day->board.text;
    if (!of_board && !(state.plan.form.group.empty() && day->board == state.plan.form.board)) {
      continue;
    }
    for (const DayBlock& block : day->blocks) {
      if (hour_of(*day, block.begin) == hour) {
        commands.push_back(chosen_block(state, day->board, block.begin));
        return;
      }
    }
  }
}

/// The hours that were drawn, into the playlist of that lane.
void take_drop(const State& state, const std::vector<ui::TimelineLane>& lanes,
               const ui::TimelineDrop& drop, Commands& commands) {
  const BoardDay* day = plan_board_day(state);
  if (day == nullptr) return;
  for (const DayPlaylist& playlist : day->playlists) {
    if (lanes[drop.lane].id != "lane." + playlist.id.text) continue;
    DrawnHours hours = drawable(state, *day, playlist.id).at(drop.handle);
    const auto minutes = [](float hour) { return std::chrono::minutes(std::lround(hour * 60)); };
    hours.begin = minutes(drop.begin);
    hours.end = minutes(drop.end);
    commands.push_back(PlanStep{DrawHours{playlist.id, hours}});
  }
}

bool gives_way(const BoardDay& day) {
  return std::ranges::any_of(day.blocks,
                             [](const DayBlock& block) { return !block.covered.empty(); });
}

/// The schedule at hand is of this day and not on the boards yet.
bool is_under_way(const State& state, const BoardDay& day) {
  const ScheduleForm& form = state.plan.schedule;
  if (!state.may_write() || form.base.id.empty()) return false;
  if (!std::ranges::count(day.playlists, form.base.id, &DayPlaylist::id)) return false;
  return form.changed || form.busy || form.base.published_revision != form.base.revision;
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
  ui::begin_card("plan.lanes", 0, std::min(wanted, std::max(150.0F, ui::room_height() - kListMin)));
  const auto date = local_time(day.from, day.utc_offset_minutes).day;
  ui::words(
      text("plan.day_title", {{"solar", solar_date_text(date)}, {"lunar", lunar_date_text(date)}}),
      ui::Tone::Plain, ui::Type::Bold);
  if (state.plan.form.group.empty() && gives_way(day)) {
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
  const char* key = form.changed || form.busy ? "plan.drawn.title" : "plan.drawn.saved";
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
  ui::end_card();
}

}  // namespace bangtin::desk
