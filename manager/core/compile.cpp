#include "manager/core/compile.h"

#include <algorithm>
#include <map>
#include <utility>

#include "manager/core/drawn_layouts.h"
#include "manager/core/expand.h"
#include "manager/core/layouts.h"
#include "manager/core/mourning.h"
#include "manager/core/problems.h"
#include "shared/base/limits.h"
#include "shared/model/resolve.h"
#include "shared/model/validate.h"
#include "shared/protocol/content_json.h"

namespace bangtin {
namespace {

Error too_long(std::string_view what) {
  return {Code::Invalid, "too many " + std::string(what) + " for one board", "playlist.too_long"};
}

/// The items of a stretch that play in zones of this role.
const std::vector<std::size_t>* items_for(const Stretch& stretch, ZoneRole role) {
  switch (role) {
    case ZoneRole::Main:
      return &stretch.main;
    case ZoneRole::Side:
      return &stretch.side;
    case ZoneRole::Ticker:
      return &stretch.ticker;
    case ZoneRole::Header:
      return nullptr;
  }
  return nullptr;
}

/// Builds the tables of a selection, each entry once.
class Tables {
 public:
  Tables(Manifest& manifest, const Versions& versions, bool cuts)
      : out_(manifest), versions_(versions), cuts_(cuts) {}

  /// The playlist of these versions for one zone; kNoPlaylist when there is no page for it.
  Result<std::uint32_t> playlist(const Zone& zone, const std::vector<Digest>& hashes,
                                 const std::vector<std::size_t>* items) {
    if (items == nullptr) return Program::kNoPlaylist;
    const Size size{zone.rect_px.width_px, zone.rect_px.height_px};
    Playlist playlist;
    for (const std::size_t index : *items) {
      const Digest& hash = hashes[index];
      const ItemVersion& version = *versions_.at(hash);
      const Pagination* pagination = pagination_for(version, size);
      if (pagination == nullptr) continue;
      const std::size_t pages = playlist.entries.size() + pagination->pages.size();
      if (pages > limits::kPlaylistEntriesMax && cuts_) break;
      for (std::size_t page = 0; page < pagination->pages.size(); ++page) {
        playlist.entries.push_back(
            {item_index(hash), static_cast<std::uint32_t>(page), pagination->pages[page].duration});
      }
    }
    if (playlist.entries.empty()) return Program::kNoPlaylist;
    if (playlist.entries.size() > limits::kPlaylistEntriesMax) return too_long("pages");
    return index_in(out_.selection.playlists, playlist);
  }

  std::uint32_t program(const Program& program) {
    return index_in(out_.selection.programs, program);
  }

  std::uint32_t layout(const Layout& layout) { return index_in(out_.selection.layouts, layout); }

 private:
  std::uint32_t item_index(const Digest& hash) {
    const auto next = static_cast<std::uint32_t>(out_.selection.items.size());
    const auto [found, added] = items_.emplace(hash, next);
    if (added) {
      out_.selection.items.push_back(hash);
      out_.items.push_back(*versions_.at(hash));
    }
    return found->second;
  }

  /// Neighbouring windows differ by one item, so an equal entry is most often a late one.
  template <class Entry>
  static std::uint32_t index_in(std::vector<Entry>& table, const Entry& entry) {
    const auto found = std::find(table.rbegin(), table.rend(), entry);
    if (found != table.rend()) return static_cast<std::uint32_t>(table.rend() - found - 1);
    table.push_back(entry);
    return static_cast<std::uint32_t>(table.size() - 1);
  }

  Manifest& out_;
  const Versions& versions_;
  const bool cuts_;
  std::map<Digest, std::uint32_t> items_;
};

Status check_bounds(const Selection& selection) {
  if (selection.items.size() > limits::kItemsPerManifestMax) return too_long("items");
  if (selection.playlists.size() > limits::kPlaylistsMax) return too_long("playlists");
  if (selection.programs.size() > limits::kProgramsMax) return too_long("programs");
  if (selection.windows.size() > limits::kWindowsMax) return too_long("windows");
  return {};
}

/// What a selection shows in one zone at one instant.
struct ZonePlay {
  const Zone* zone = nullptr;
  const Playlist* playlist = nullptr;  ///< null: nothing
  Millis ran{};
};

/// The zones of the window that holds at `now`; none where no window does.
std::vector<ZonePlay> plays_at(const Selection& selection, Instant now) {
  std::vector<ZonePlay> plays;
  const auto after = std::ranges::upper_bound(selection.windows, now, {}, &Window::begin);
  if (after == selection.windows.begin()) return plays;
  const Window& window = *std::prev(after);
  if (window.end <= now) return plays;
  const Program& program = selection.programs.at(window.program);
  const std::vector<Zone>& zones = selection.layouts.at(program.layout).zones;
  for (std::size_t i = 0; i < zones.size(); ++i) {
    const std::uint32_t index = program.playlists.at(i);
    const Millis before = window.ran.empty() ? Millis(0) : window.ran.at(i);
    const Playlist* playlist =
        index == Program::kNoPlaylist ? nullptr : &selection.playlists.at(index);
    plays.push_back({&zones[i], playlist, now - window.begin + before});
  }
  return plays;
}

/// The same pages of the same versions.
bool plays_alike(const Selection& a, const Playlist& x, const Selection& b, const Playlist& y) {
  return std::ranges::equal(x.entries, y.entries,
                            [&](const PlaylistEntry& one, const PlaylistEntry& other) {
                              return one.page == other.page && one.duration == other.duration &&
                                     a.items.at(one.item) == b.items.at(other.item);
                            });
}

/// How long each zone of `window`, the first of `selection`, had played by `last`.
std::vector<Millis> ran_by_last(const Selection& selection, const Window& window,
                                const Selection& last) {
  const std::vector<ZonePlay> before = plays_at(last, window.begin);
  std::vector<Millis> ran;
  for (const ZonePlay& play : plays_at(selection, window.begin)) {
    const auto same = std::ranges::find_if(before, [&](const ZonePlay& old) {
      return *old.zone == *play.zone && old.playlist != nullptr && play.playlist != nullptr &&
             plays_alike(last, *old.playlist, selection, *play.playlist);
    });
    ran.push_back(same == before.end() ? Millis(0) : std::min<Millis>(same->ran, kRanMax));
  }
  return ran;
}

/// The same for a window that follows another of its own selection.
std::vector<Millis> ran_by_window(const Selection& selection, const Window& window,
                                  const Window& before) {
  const Program& program = selection.programs[window.program];
  const Program& old = selection.programs[before.program];
  const std::vector<Zone>& zones = selection.layouts[program.layout].zones;
  const std::vector<Zone>& old_zones = selection.layouts[old.layout].zones;
  std::vector<Millis> ran(zones.size(), Millis(0));
  for (std::size_t i = 0; i < zones.size(); ++i) {
    const auto same = std::ranges::find(old_zones, zones[i]);
    if (same == old_zones.end() || program.playlists[i] == Program::kNoPlaylist) continue;
    const auto k = static_cast<std::size_t>(same - old_zones.begin());
    if (old.playlists[k] != program.playlists[i]) continue;
    const Millis had_run = before.ran.empty() ? Millis(0) : before.ran[k];
    ran[i] = std::min<Millis>(had_run + (before.end - before.begin), kRanMax);
  }
  return ran;
}

/// Says in each window where its zones go on.
void connect(Selection& selection, const Selection* last) {
  for (std::size_t i = 0; i < selection.windows.size(); ++i) {
    Window& window = selection.windows[i];
    std::vector<Millis> ran;
    if (i > 0 && selection.windows[i - 1].end == window.begin) {
      ran = ran_by_window(selection, window, selection.windows[i - 1]);
    } else if (i == 0 && last != nullptr && window.begin == selection.issued_at) {
      ran = ran_by_last(selection, window, *last);
    }
    const bool anew = std::ranges::all_of(ran, [](Millis one) { return one == Millis(0); });
    if (!anew) window.ran = std::move(ran);
  }
}

/// The drawn layouts on one canvas, each made once.
class Drawings {
 public:
  Drawings(const BoardFacts& facts) : facts_(facts) {}

  /// Says what the playlist's drawn layout comes to here.
  void put(Published& published) {
    if (!published.schedule.drawn) return;
    const LayoutRecord* record = find_layout(facts_.layouts, *published.schedule.drawn);
    if (record == nullptr) return;
    const auto [found, fresh] = drawn_.try_emplace(record->id);
    if (fresh) found->second = drawn_on(facts_.canvas_px, *record);
    if (found->second) {
      published.drawn = &*found->second;
    } else {
      published.schedule.layout = preset_for(facts_.canvas_px, *record);
    }
  }

 private:
  const BoardFacts& facts_;
  std::map<LayoutId, std::optional<Layout>> drawn_;
};

bool can_be_heard(const Manifest& manifest) {
  return std::ranges::any_of(manifest.items, [](const ItemVersion& item) {
    return std::ranges::any_of(item.content.media, &Media::has_sound);
  });
}

/// At most `count_max` (one or more) spans that hold these: the nearest become one.
std::vector<Span> joined(const std::vector<Span>& spans, std::size_t count_max) {
  if (spans.size() <= count_max) return spans;
  std::vector<std::size_t> order;  // by the gap before each
  for (std::size_t i = 1; i < spans.size(); ++i) order.push_back(i);
  const auto gap_before = [&](std::size_t i) { return spans[i].begin - spans[i - 1].end; };
  std::ranges::stable_sort(order, {}, gap_before);
  std::vector<bool> joins(spans.size(), false);
  for (std::size_t i = 0; i < spans.size() - count_max; ++i) joins[order[i]] = true;
  std::vector<Span> out;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (joins[i]) {
      out.back().end = spans[i].end;
    } else {
      out.push_back(spans[i]);
    }
  }
  return out;
}

std::vector<Span> clipped(const std::vector<Span>& spans, Instant from, Instant until) {
  std::vector<Span> out;
  for (const Span& span : spans) {
    const Span inside{std::max(span.begin, from), std::min(span.end, until)};
    if (inside.begin < inside.end) out.push_back(inside);
  }
  return out;
}

/// When an item may play.
std::vector<Span> airtime_of(const ItemContent& content, const BoardFacts& facts) {
  const Span valid{content.valid_from, content.valid_until};
  const auto rest = rest_of(content, facts.mourning, facts.utc_offset_minutes);
  if (!rest) return {valid};
  return without(valid, *rest);
}

Status add_hours(Manifest& manifest, const Timetable& timetable,
                 const std::optional<Span>& mourning, const TimeFrame& frame, bool cuts) {
  Selection& selection = manifest.selection;
  const auto spans = [&](const Hours& hours) {
    // Between so many lit hours, and around them, the panel is off one time more.
    return cuts ? joined(spans_of(hours, frame), limits::kSpansMax - 1) : spans_of(hours, frame);
  };
  if (can_be_heard(manifest)) {
    if (timetable.quiet) selection.quiet = spans(*timetable.quiet);
    if (mourning) {
      auto quiet = std::move(selection.quiet);
      for (const Span& span : clipped({*mourning}, frame.from, frame.until)) quiet.push_back(span);
      selection.quiet = merged(std::move(quiet));
    }
  }
  if (timetable.panel_on && !timetable.panel_on->rows.empty()) {
    selection.panel_off = gaps_of(spans(*timetable.panel_on), frame);
  }
  if (std::max(selection.quiet.size(), selection.panel_off.size()) > limits::kSpansMax) {
    return Error{Code::Invalid, "too many hours of sound or panel", "timetable.too_long"};
  }
  return {};
}

/// The windows of a stretch of time.
std::vector<Window> course_of(const Selection& selection, Instant from, Instant until) {
  std::vector<Window> course;
  for (const Window& window : selection.windows) {
    const Instant begin = std::max(window.begin, from);
    const Instant end = std::min(window.end, until);
    if (begin < end) course.push_back({begin, end, window.program});
  }
  return course;
}

bool shows_alike(const Selection& a, const Program& x, const Selection& b, const Program& y) {
  if (a.layouts.at(x.layout) != b.layouts.at(y.layout)) return false;
  return std::ranges::equal(x.playlists, y.playlists, [&](std::uint32_t one, std::uint32_t other) {
    const bool silent = one == Program::kNoPlaylist;
    if (silent || other == Program::kNoPlaylist) return one == other;
    return plays_alike(a, a.playlists.at(one), b, b.playlists.at(other));
  });
}

}  // namespace

Result<Manifest> compile(const BoardFacts& facts, const Programme& programme,
                         const Versions& versions, Instant now, std::int64_t generation,
                         const Selection* last, const Reach& reach) {
  Manifest manifest;
  Selection& selection = manifest.selection;
  selection.board = facts.board;
  selection.generation = generation;
  selection.issued_at = now;
  selection.canvas_px = facts.canvas_px;
  selection.utc_offset_minutes = facts.utc_offset_minutes;
  selection.place = facts.place;

  Drawings drawings(facts);
  std::vector<Published> playlists;
  std::vector<Digest> hashes;
  for (const ProgrammePart& part : programme) {
    Published published{part.schedule, {}};
    for (const Digest& hash : part.items) {
      const auto found = versions.find(hash);
      CHECK(found != versions.end() && found->second != nullptr);
      const ItemContent& content = found->second->content;
      if (!names_board(content.places, facts.board, facts.place.commune_code)) continue;
      for (const Span& on : airtime_of(content, facts)) {
        published.airings.push_back(
            {hashes.size(), on.begin, on.end, content.kind == ItemKind::Ticker});
      }
      hashes.push_back(hash);
    }
    // A playlist of which nothing may be here takes no zone from the others.
    if (published.airings.empty()) continue;
    drawings.put(playlists.emplace_back(std::move(published)));
  }
  if (hashes.size() > limits::kItemsPerManifestMax) return too_long("items");
  const TimeFrame frame{now, now + reach.ahead, facts.utc_offset_minutes};
  Tables tables(manifest, versions, reach.cuts);
  const bool side_zone = has_side_zone(facts.canvas_px);
  for (const Stretch& stretch : TRY(expand(playlists, frame, facts.holidays, side_zone))) {
    Program program;
    bool plays = false;
    const Layout layout =
        stretch.drawn != nullptr ? *stretch.drawn : layout_of(facts.canvas_px, stretch.layout);
    for (const Zone& zone : layout.zones) {
      program.playlists.push_back(
          TRY(tables.playlist(zone, hashes, items_for(stretch, zone.role))));
      plays = plays || program.playlists.back() != Program::kNoPlaylist;
    }
    if (!plays) continue;
    program.layout = tables.layout(layout);
    selection.windows.push_back({stretch.begin, stretch.end, tables.program(program)});
    TRY(check_bounds(selection));
  }
  connect(selection, last);
  std::optional<Span> mourning;
  if (facts.mourning) mourning = span_of(*facts.mourning, facts.utc_offset_minutes);
  TRY(add_hours(manifest, facts.timetable, mourning, frame, reach.cuts));
  TRY(to_status(validate(manifest)));
  return manifest;
}

bool same_course(const Selection& a, const Selection& b, Instant now, Instant until) {
  if (a.board != b.board || a.canvas_px != b.canvas_px ||
      a.utc_offset_minutes != b.utc_offset_minutes || a.place != b.place) {
    return false;
  }
  if (clipped(a.quiet, now, until) != clipped(b.quiet, now, until)) return false;
  if (clipped(a.panel_off, now, until) != clipped(b.panel_off, now, until)) return false;
  std::map<std::pair<std::uint32_t, std::uint32_t>, bool> known;
  const auto alike = [&](const Window& one, const Window& other) {
    if (one.begin != other.begin || one.end != other.end) return false;
    const auto [found, fresh] = known.try_emplace({one.program, other.program}, false);
    if (fresh) {
      found->second = shows_alike(a, a.programs.at(one.program), b, b.programs.at(other.program));
    }
    return found->second;
  };
  return std::ranges::equal(course_of(a, now, until), course_of(b, now, until), alike);
}

}  // namespace bangtin
