#include "manager/desk/board_plan.h"

#include <algorithm>
#include <set>

#include "manager/client/board_day.h"
#include "manager/client/schedule_words.h"
#include "manager/core/holidays.h"
#include "manager/core/local_time.h"
#include "manager/core/schedule.h"
#include "manager/desk/wording.h"
#include "shared/base/limits.h"
#include "shared/base/texts.h"
#include "shared/model/calendar.h"
#include "shared/model/resolve.h"
#include "shared/ui/date_time.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

/// "“A”, “B” và “C”".
std::string names_of(const BoardDay& day, const std::vector<std::size_t>& which) {
  std::vector<std::string> names;
  for (const std::size_t i : which) names.push_back(quoted(day.playlists[i].name));
  return listed(names);
}

bool overlaps(const Span& span, Instant begin, Instant end) {
  return span.begin < end && begin < span.end;
}

bool is_on(const DayPlaylist& playlist, Instant begin, Instant end) {
  return std::ranges::any_of(playlist.on,
                             [&](const Span& span) { return overlaps(span, begin, end); });
}

/// Some of its items may stand on this board, as far as the server has told: that is of what was
/// published, whose items nobody here knows once others were saved.
bool has_for(const Snapshot& snapshot, const PlaylistRecord& playlist, const BoardId& board) {
  if (playlist.published_revision != playlist.revision) return true;
  const auto told = snapshot.deliveries.find(playlist.id);
  if (told == snapshot.deliveries.end()) return true;
  const auto delivery = std::ranges::find(told->second, board, &Delivery::board);
  if (delivery == told->second.end() || delivery->elsewhere_count == 0) return true;
  const std::set<ItemId> items(playlist.items.begin(), playlist.items.end());
  return delivery->elsewhere_count < std::ssize(items);
}

std::vector<DayPlaylist> playlists_of(const Snapshot& snapshot, const BoardRecord& board,
                                      const TimeFrame& frame) {
  const LunarDays lunar(frame, snapshot.holidays.holidays);
  std::vector<DayPlaylist> playlists;
  for (std::size_t i = 0; i < snapshot.playlists.size(); ++i) {
    const PlaylistRecord& playlist = snapshot.playlists[i];
    if (!playlist.published_at || !aims_at(playlist, board, snapshot.groups)) continue;
    if (!has_for(snapshot, playlist, board.id)) continue;
    DayPlaylist& added = playlists.emplace_back();
    added.id = playlist.id;
    added.number = i;
    added.name = playlist.name;
    added.priority = playlist.schedule.priority;
    added.changed = playlist.published_revision != playlist.revision;
    auto on = spans_of(playlist.schedule, frame, lunar);
    if (on.ok()) added.on = std::move(*on);
  }
  std::ranges::stable_sort(playlists, std::greater(), &DayPlaylist::priority);
  return playlists;
}

/// The items that a stretch plays, in any zone.
std::set<ItemId> items_in(const Manifest& manifest, const DayStretch& stretch) {
  std::set<ItemId> items;
  for (const DayZone& zone : stretch.zones) {
    for (const std::uint32_t item : zone.items) items.insert(manifest.items[item].id);
  }
  return items;
}

/// A playlist plays when one of its items does while it is on; one that was saved since its
/// publication also when it is not, unless another explains the items.
void put_playlists(DayBlock& block, const BoardDay& day, const Snapshot& snapshot,
                   const std::set<ItemId>& items) {
  std::vector<std::size_t> older;
  for (std::size_t i = 0; i < day.playlists.size(); ++i) {
    const DayPlaylist& playlist = day.playlists[i];
    const bool plays =
        std::ranges::any_of(snapshot.playlists[playlist.number].items,
                            [&](const ItemId& item) { return items.contains(item); });
    const bool on = is_on(playlist, block.begin, block.end);
    if (on && plays) block.playing.push_back(i);
    if (on && !plays) block.covered.push_back(i);
    if (!on && plays && playlist.changed) older.push_back(i);
  }
  if (block.playing.empty()) block.playing = std::move(older);
}

/// Cuts the stretches where a playlist goes on or off too: it may be for another reason that the
/// same shows.
std::vector<DayStretch> cut_by(const std::vector<DayPlaylist>& playlists,
                               const std::vector<DayStretch>& stretches) {
  std::set<Instant> edges;
  for (const DayPlaylist& playlist : playlists) {
    for (const Span& span : playlist.on) {
      edges.insert(span.begin);
      edges.insert(span.end);
    }
  }
  std::vector<DayStretch> cut;
  for (const DayStretch& stretch : stretches) {
    cut.push_back(stretch);
    for (auto edge = edges.upper_bound(stretch.begin); edge != edges.lower_bound(stretch.end);
         ++edge) {
      cut.push_back(cut.back());
      cut[cut.size() - 2].end = cut.back().begin = *edge;
    }
  }
  return cut;
}

/// The day's stretches; one each before and after what the manifest says.
std::vector<DayStretch> stretches_of(const Manifest& manifest, Instant from, Instant until,
                                     const std::vector<DayPlaylist>& playlists) {
  const Instant issued = manifest.selection.issued_at;
  const Instant begin = std::clamp(issued, from, until);
  const Instant end = std::clamp(issued + limits::kExpandHorizon, from, until);
  std::vector<DayStretch> all;
  if (from < begin) all.push_back({from, begin, true, true, {}});
  for (DayStretch& stretch : cut_by(playlists, day_of(manifest, begin, end))) {
    all.push_back(std::move(stretch));
  }
  if (end < until) all.push_back({end, until, true, true, {}});
  return all;
}

/// "06:00:00 – 07:30:00", with the dates when they are of two days.
std::string times_of(Instant begin, Instant end, int offset) {
  constexpr std::size_t kDateLength = 11;
  const std::string first = exact_time_text(begin, offset), last = exact_time_text(end, offset);
  const bool one_day = first.substr(0, kDateLength) == last.substr(0, kDateLength);
  return one_day ? first.substr(kDateLength) + " – " + last.substr(kDateLength)
                 : first + " – " + last;
}

std::string flags_of(bool sound, bool panel_on) {
  if (!panel_on) return std::string(text("plan.panel_off"));
  return sound ? std::string() : std::string(text("plan.quiet"));
}

}  // namespace

bool aims_at(const PlaylistRecord& playlist, const BoardRecord& board,
             const std::vector<GroupRecord>& groups) {
  const auto has = [](const auto& all, const auto& one) {
    return std::ranges::find(all, one) != all.end();
  };
  if (has(playlist.boards, board.id)) return true;
  if (std::ranges::any_of(board.tags, [&](const auto& tag) { return has(playlist.tags, tag); })) {
    return true;
  }
  return std::ranges::any_of(groups, [&](const GroupRecord& group) {
    return has(playlist.groups, group.id) && has(group.boards, board.id);
  });
}

Told told_at(const Manifest& manifest, Instant at) {
  const Instant begin = manifest.selection.issued_at;
  if (at < begin) return Told::Before;
  return at < begin + limits::kExpandHorizon ? Told::Yes : Told::Later;
}

BoardDay board_day(const Snapshot& snapshot, const BoardRecord& board, const Manifest& manifest,
                   std::chrono::year_month_day date) {
  BoardDay day;
  day.board = board.id;
  day.board_name = board.name;
  day.utc_offset_minutes = snapshot.commune.utc_offset_minutes;
  day.from = local_midnight(date, day.utc_offset_minutes);
  day.until = day.from + std::chrono::hours(24);
  day.holidays = holiday_names(snapshot.holidays.holidays, date);
  if (const auto& declared = snapshot.mourning.declared) {
    day.mourned = declared->mourning.first_day <= date && date <= declared->mourning.last_day;
  }
  day.playlists = playlists_of(snapshot, board, {day.from, day.until, day.utc_offset_minutes});
  for (const DayStretch& stretch : stretches_of(manifest, day.from, day.until, day.playlists)) {
    DayBlock& block = day.blocks.emplace_back();
    block.begin = stretch.begin;
    block.end = stretch.end;
    block.told = told_at(manifest, stretch.begin);
    if (block.told != Told::Yes) continue;
    block.sound = stretch.sound;
    block.panel_on = stretch.panel_on;
    for (const DayZone& zone : stretch.zones) {
      if (zone.items.empty()) continue;
      DayTitles& titles = block.zones.emplace_back(DayTitles{zone.role, {}});
      for (const std::uint32_t item : zone.items) {
        titles.titles.push_back(manifest.items[item].content.title);
      }
    }
    put_playlists(block, day, snapshot, items_in(manifest, stretch));
  }
  return day;
}

const DayBlock* block_at(const BoardDay& day, Instant at) {
  const auto found = std::ranges::find_if(
      day.blocks, [at](const DayBlock& block) { return block.begin <= at && at < block.end; });
  return found == day.blocks.end() ? nullptr : &*found;
}

std::string hours_of(const BoardDay& day, Instant begin, Instant end) {
  const auto hour = [&](Instant at) {
    return at == day.until ? std::string("24:00") : ui::time_text(at, day.utc_offset_minutes);
  };
  return hour(begin) + "-" + hour(end);
}

std::string words_of(const BoardDay& day, const DayBlock& block) {
  if (block.told != Told::Yes) {
    return std::string(text(block.told == Told::Before ? "plan.before" : "plan.later"));
  }
  if (!block.panel_on) return std::string(text("plan.panel_off"));
  if (!block.playing.empty()) {
    std::string names;
    for (const std::size_t i : block.playing) {
      names += (names.empty() ? "" : " + ") + day.playlists[i].name;
    }
    return names;
  }
  if (!block.zones.empty()) return block.zones.front().titles.front();
  return std::string(text("plan.card"));
}

ui::Mark mark_of(const DayBlock& block) {
  if (block.told != Told::Yes) {
    const bool before = block.told == Told::Before;
    return {icon::kInformation, std::string(text(before ? "plan.before_hint" : "plan.later_hint")),
            ui::Tone::Muted};
  }
  const std::string flags = flags_of(block.sound, block.panel_on);
  if (!block.panel_on) {
    return {icon::kMonitor, std::string(text("plan.panel_off_why")), ui::Tone::Muted};
  }
  if (block.zones.empty()) {
    return {icon::kInformation, std::string(text("plan.nothing_on")), ui::Tone::Wait};
  }
  const auto count = block.zones.front().titles.size();
  std::string words = text("plan.items", {{"count", std::to_string(count)}});
  if (!flags.empty()) words += " · " + flags;
  if (!block.covered.empty())
    return {icon::kAlert, words + " · " + std::string(text("plan.conflict")), ui::Tone::Wait};
  return {icon::kPlay, words, ui::Tone::Good};
}

std::vector<std::string> reasons_of(const BoardDay& day, const DayBlock& block) {
  std::vector<std::string> reasons;
  const auto say = [&](std::string sentence) { reasons.push_back(std::move(sentence)); };
  if (block.told != Told::Yes) {
    say(std::string(text(block.told == Told::Before ? "plan.why.before" : "plan.why.later")));
    return reasons;
  }
  int highest = 0;
  for (const std::size_t i : block.playing) highest = std::max(highest, day.playlists[i].priority);
  const auto priority = [&](std::size_t i) { return priority_words(day.playlists[i].priority); };
  if (block.playing.size() > 1) {
    say(text("plan.why.together", {{"names", names_of(day, block.playing)}}));
  } else if (block.playing.size() == 1) {
    const std::size_t i = block.playing.front();
    std::string hours;
    for (const Span& span : day.playlists[i].on) {
      if (overlaps(span, block.begin, block.end)) hours = hours_of(day, span.begin, span.end);
    }
    say(hours.empty() ? text("plan.why.older", {{"name", quoted(day.playlists[i].name)}})
                      : text("plan.why.on", {{"name", quoted(day.playlists[i].name)},
                                             {"priority", priority(i)},
                                             {"hours", hours}}));
  }
  for (const std::size_t i : block.covered) {
    const bool lower = day.playlists[i].priority < highest;
    say(text(lower ? "plan.why.covered" : "plan.why.no_item",
             {{"name", quoted(day.playlists[i].name)}, {"priority", priority(i)}}));
  }
  if (block.zones.empty() && block.covered.empty()) say(std::string(text("plan.why.card")));
  if (block.zones.empty() && !block.covered.empty()) say(std::string(text("plan.why.only_card")));
  for (const DayPlaylist& playlist : day.playlists) {
    if (playlist.changed) say(text("plan.why.changed", {{"name", quoted(playlist.name)}}));
  }
  if (day.mourned) say(std::string(text("plan.why.mourning")));
  if (!block.sound && !day.mourned) say(std::string(text("plan.why.quiet")));
  if (!block.panel_on) say(std::string(text("plan.why.panel_off")));
  return reasons;
}

Moment moment_of(const Manifest& manifest, Instant at) {
  const Resolved resolved = resolve(manifest, at);
  Moment moment;
  moment.sound = resolved.scene.sound;
  moment.panel_on = resolved.scene.panel_on;
  const int offset = manifest.selection.utc_offset_minutes;
  for (const ShownZone& zone : shown_zones(manifest, resolved.scene)) {
    moment.lines.push_back(
        {role_words(zone.role), title_words(zone), times_of(zone.since, zone.until, offset)});
  }
  return moment;
}

}  // namespace bangtin::desk
