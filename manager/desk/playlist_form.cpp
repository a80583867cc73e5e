#include "manager/desk/playlist_form.h"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>
#include <utility>

#include "manager/client/board_day.h"
#include "manager/core/drawn_layouts.h"
#include "manager/core/layouts.h"
#include "manager/core/schedule.h"
#include "manager/desk/board_plan.h"
#include "manager/desk/item_places.h"
#include "manager/desk/layout_form.h"
#include "manager/desk/publish.h"
#include "manager/desk/wording.h"
#include "shared/base/texts.h"

namespace bangtin::desk {
namespace {

constexpr int kPresets = int(LayoutKind::Full) + 1;

bool has_board(const State& state, const GroupRecord& group, const BoardId& id) {
  const BoardRecord* board = state.board_of(id);
  return board != nullptr && board->state == BoardState::Paired &&
         std::ranges::find(group.boards, id) != group.boards.end();
}

/// What a person typed or chose, without what saving brings.
auto contents_of(const PlaylistForm& form) {
  return std::tie(form.name, form.items, form.boards, form.groups, form.tags,
                  form.schedule.priority, form.schedule.layout, form.schedule.zone,
                  form.schedule.drawn);
}

bool has_gone_group(const State& state, const PlaylistForm& form) {
  return std::ranges::any_of(form.groups,
                             [&](const GroupId& id) { return state.group_of(id) == nullptr; });
}

Status valid_choice(const State& state, const Schedule& chosen) {
  TRY(validate(chosen));
  return check_drawn(chosen, state.seen->layouts);
}

std::vector<std::string> tickers_in(const State& state, const PlaylistForm& form) {
  std::vector<std::string> titles;
  for (const ItemId& id : form.items) {
    const ItemRecord* item = state.item_of(id);
    if (item != nullptr && item->content.kind == ItemKind::Ticker) {
      titles.push_back(quoted(title_of(item->content.title)));
    }
  }
  return titles;
}

/// As drawn, or the preset that stands for it.
Layout layout_on(Size canvas_px, const LayoutRecord& layout) {
  const std::optional<Layout> drawn = drawn_on(canvas_px, layout);
  return drawn ? *drawn : layout_of(canvas_px, preset_for(canvas_px, layout));
}

bool has_ticker(const Layout& layout) {
  return std::ranges::find(layout.zones, ZoneRole::Ticker, &Zone::role) != layout.zones.end();
}

/// The items that no ticker shows, and on which of its boards.
void add_ticker_note(const State& state, const PlaylistForm& form, const LayoutRecord& layout,
                     std::vector<std::string>& notes) {
  const std::vector<std::string> tickers = tickers_in(state, form);
  const PlaylistRecord playlist = record_of(form);
  std::vector<std::string> names;
  for (const BoardRecord& board : state.seen->boards) {
    if (board.state != BoardState::Paired || has_ticker(layout_on(board.canvas_px, layout))) {
      continue;
    }
    if (aims_at(playlist, board, state.seen->groups)) names.push_back(quoted(board.name));
  }
  if (tickers.empty() || names.empty()) return;
  notes.push_back(
      text("layout.playlist_no_ticker", {{"boards", listed(names)}, {"titles", listed(tickers)}}));
}

/// On which of its boards the drawn layout cannot be as drawn, and of which items it is older.
void add_drawn_notes(const State& state, const PlaylistForm& form, const LayoutRecord& layout,
                     std::vector<std::string>& notes) {
  const PlaylistRecord playlist = record_of(form);
  std::vector<std::string> small, older;
  for (const BoardRecord& board : state.seen->boards) {
    if (board.state != BoardState::Paired || drawn_on(board.canvas_px, layout)) continue;
    const bool left_out = is_portrait(board.canvas_px) && layout.portrait.empty();
    if (!left_out && aims_at(playlist, board, state.seen->groups)) {
      small.push_back(quoted(board.name));
    }
  }
  for (const ItemId& id : form.items) {
    const ItemRecord* item = state.item_of(id);
    const bool is_older = std::ranges::find(layout.older_items, id) != layout.older_items.end();
    if (is_older && item != nullptr) older.push_back(quoted(title_of(item->content.title)));
  }
  if (!small.empty()) {
    notes.push_back(text("layout.playlist_too_small", {{"boards", listed(small)}}));
  }
  if (!older.empty()) notes.push_back(text("layout.playlist_older", {{"titles", listed(older)}}));
  add_ticker_note(state, form, layout, notes);
}

/// The boards that the form reaches and that have no room for a side zone.
std::vector<std::string> without_side_zone(const State& state, const PlaylistForm& form) {
  const PlaylistRecord playlist = record_of(form);
  std::vector<std::string> names;
  for (const BoardRecord& board : state.seen->boards) {
    if (board.state != BoardState::Paired || has_side_zone(board.canvas_px)) continue;
    if (aims_at(playlist, board, state.seen->groups)) names.push_back(quoted(board.name));
  }
  return names;
}

}  // namespace

std::vector<Aim> groups_to_choose(const State& state, const PlaylistForm& form) {
  std::vector<Aim> aims;
  for (const GroupRecord& group : state.seen->groups) {
    const auto boards = std::ranges::count_if(
        group.boards, [&](const BoardId& id) { return has_board(state, group, id); });
    aims.push_back({group.id.text, group.name, std::size_t(boards), false});
  }
  for (const GroupId& id : form.groups) {
    if (state.group_of(id) == nullptr) {
      aims.push_back({id.text, said("desk.playlist.group_gone"), 0, true});
    }
  }
  return aims;
}

std::vector<Aim> tags_to_choose(const State& state, const PlaylistForm& form) {
  std::map<std::string, std::size_t> boards;
  for (const BoardRecord& board : state.seen->boards) {
    if (board.state != BoardState::Paired) continue;
    for (const std::string& tag : board.tags) ++boards[tag];
  }
  for (const std::string& tag : form.tags) boards.try_emplace(tag, 0);
  std::vector<Aim> aims;
  for (const auto& [tag, count] : boards) aims.push_back({tag, tag, count, false});
  return aims;
}

std::vector<Aim> boards_to_choose(const State& state, const PlaylistForm& form) {
  std::vector<Aim> aims;
  for (const BoardRecord& board : state.seen->boards) {
    if (board.state == BoardState::Paired) aims.push_back({board.id.text, board.name, 1, false});
  }
  for (const BoardId& id : form.boards) {
    const BoardRecord* board = state.board_of(id);
    if (board != nullptr && board->state == BoardState::Paired) continue;
    const std::string_view unknown = text("desk.playlist.board_unknown");
    aims.push_back({id.text, board == nullptr ? std::string(unknown) : board->name, 0, true});
  }
  return aims;
}

void leave_every_board(const PlaylistForm& before, PlaylistForm& form) {
  if (form.boards != before.boards) form.every_board = false;
  if (!form.every_board || (form.groups.empty() && form.tags.empty())) return;
  form.boards.clear();
  form.every_board = false;
}

bool is_aimed(const PlaylistForm& form) {
  return !form.boards.empty() || !form.groups.empty() || !form.tags.empty();
}

std::vector<Problem> problems_of(const State& state, const PlaylistForm& form) {
  std::vector<Problem> problems;
  if (form.name.empty()) problems.push_back({"desk.playlist.no_name", "playlist.name"});
  // The rules of its times were judged where they are set.
  Schedule chosen = form.schedule;
  chosen.rules.clear();
  const Status valid = valid_choice(state, chosen);
  if (!valid.ok()) problems.push_back({valid.error().key, "playlist.layout"});
  if (has_gone_group(state, form)) {
    problems.push_back({"desk.playlist.drop_gone", "playlist.groups"});
  }
  return problems;
}

std::vector<std::string> notes_of(const State& state, const PlaylistForm& form) {
  std::vector<std::string> notes;
  if (!is_aimed(form)) {
    notes.emplace_back(text("desk.playlist.no_aim"));
  } else if (boards_reached(state, form).empty()) {
    notes.emplace_back(text("desk.playlist.reaches_none"));
  }
  if (has_gone_group(state, form)) notes.emplace_back(text("desk.playlist.drop_gone"));
  for (std::string& note : skipped_notes(state, form)) notes.push_back(std::move(note));
  const Schedule& schedule = form.schedule;
  const LayoutRecord* drawn = schedule.drawn ? layout_of(state, *schedule.drawn) : nullptr;
  if (drawn != nullptr && schedule.zone == PageZone::Main) {
    add_drawn_notes(state, form, *drawn, notes);
  }
  if (schedule.zone == PageZone::Side || schedule.layout == LayoutKind::Side) {
    const std::vector<std::string> small = without_side_zone(state, form);
    if (!small.empty()) {
      notes.push_back(text("desk.playlist.too_small", {{"boards", listed(small)}}));
    }
  }
  if (schedule.layout == LayoutKind::Full) {
    const std::vector<std::string> tickers = tickers_in(state, form);
    if (!tickers.empty()) {
      notes.push_back(text("desk.playlist.no_ticker", {{"titles", listed(tickers)}}));
    }
  }
  return notes;
}

std::string layout_words(const State& state, const Schedule& schedule) {
  if (schedule.zone == PageZone::Side) return said("desk.playlist.side_is");
  if (!schedule.drawn) {
    return said("desk.playlist.layout_" + std::string(name_of(schedule.layout)) + "_is");
  }
  const LayoutRecord* drawn = layout_of(state, *schedule.drawn);
  if (drawn == nullptr) return said("layout.unknown");
  std::vector<std::string> zones;
  for (const DrawnZone& zone : drawn->landscape) zones.push_back(role_words(zone.role));
  const char* key = drawn->portrait.empty() ? "layout.drawn_is_landscape" : "layout.drawn_is";
  return text(key, {{"zones", listed(zones)}});
}

std::vector<std::string> layout_names(const State& state, const Schedule& schedule) {
  std::vector<std::string> names{
      said("desk.playlist.layout_standard"), said("desk.playlist.layout_side"),
      said("desk.playlist.layout_plain"), said("desk.playlist.layout_full")};
  for (const LayoutRecord& layout : state.seen->layouts) names.push_back(layout.name);
  if (schedule.drawn && layout_of(state, *schedule.drawn) == nullptr) {
    names.push_back(said("layout.gone"));
  }
  return names;
}

int layout_index(const State& state, const Schedule& schedule) {
  if (!schedule.drawn) return int(schedule.layout);
  const std::vector<LayoutRecord>& drawn = state.seen->layouts;
  const auto found = std::ranges::find(drawn, *schedule.drawn, &LayoutRecord::id);
  return kPresets + int(found - drawn.begin());
}

void put_layout(const State& state, int index, Schedule& schedule) {
  const std::vector<LayoutRecord>& drawn = state.seen->layouts;
  if (index < kPresets) {
    schedule.layout = static_cast<LayoutKind>(index);
    schedule.drawn.reset();
  } else if (std::size_t(index - kPresets) < drawn.size()) {
    schedule.layout = LayoutKind::Standard;
    schedule.drawn = drawn[std::size_t(index - kPresets)].id;
  }
}

std::string length_words(const ItemContent& content) {
  if (content.kind == ItemKind::Video) {
    const auto clip = std::ranges::find_if(content.media, is_clip);
    return clip == content.media.end() ? std::string() : duration_text(clip->duration);
  }
  if (content.kind != ItemKind::Picture) return {};
  const auto pictures = std::ranges::count_if(content.media, std::not_fn(is_clip));
  const std::string each = duration_text(content.picture_duration);
  return pictures < 2 ? each
                      : text("desk.playlist.pictures",
                             {{"count", std::to_string(pictures)}, {"each", each}});
}

void move_item(PlaylistForm& form, std::size_t from, std::size_t to) {
  const auto begin = form.items.begin();
  const auto at = [&](std::size_t place) { return begin + std::ptrdiff_t(place); };
  if (from < to) {
    std::rotate(at(from), at(from + 1), at(to + 1));
  } else {
    std::rotate(at(to), at(from), at(from + 1));
  }
}

bool same_contents(const PlaylistForm& a, const PlaylistForm& b) {
  return contents_of(a) == contents_of(b);
}

void put_contents(PlaylistForm& form, const PlaylistForm& from) {
  form.name = from.name;
  form.items = from.items;
  form.boards = from.boards;
  form.groups = from.groups;
  form.tags = from.tags;
  form.every_board = from.every_board;
  form.schedule.priority = from.schedule.priority;
  form.schedule.layout = from.schedule.layout;
  form.schedule.zone = from.schedule.zone;
  form.schedule.drawn = from.schedule.drawn;
  form.changed = true;
}

std::vector<std::pair<std::string, std::string*>> texts_of(PlaylistForm& form) {
  return {{"name", &form.name}};
}

std::vector<std::string> playlist_priority_names() {
  std::vector<std::string> names;
  for (int i = Schedule::kPriorityBackground; i <= Schedule::kPriorityMax; ++i) {
    const char* key = i == Schedule::kPriorityBackground ? "plan.priority_background"
                      : i == Schedule::kPriorityOrdinary ? "plan.priority_ordinary"
                      : i == Schedule::kPriorityMax      ? "plan.priority_highest"
                                                         : "plan.priority_number";
    names.push_back(text(key, {{"number", std::to_string(i)}}));
  }
  return names;
}

}  // namespace bangtin::desk
