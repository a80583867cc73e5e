// The rules of selections and of manifests; those of items are in validate.cpp.
#include <algorithm>
#include <set>
#include <tuple>

#include "shared/model/problems.h"
#include "shared/model/resolve.h"
#include "shared/model/validate.h"

namespace bangtin {
namespace {

bool is_canvas_side(int side_px) {
  return side_px >= limits::kCanvasSideMin_px && side_px <= limits::kCanvasSideMax_px;
}

/// Inside a canvas whose sides are in bounds, and not empty.
bool is_inside(const Rect& rect, Size canvas) {
  return rect.x_px >= 0 && rect.y_px >= 0 && rect.width_px >= 1 && rect.height_px >= 1 &&
         rect.x_px < canvas.width_px && rect.y_px < canvas.height_px &&
         rect.width_px <= canvas.width_px - rect.x_px &&
         rect.height_px <= canvas.height_px - rect.y_px;
}

/// For two rectangles that are inside a canvas.
bool overlap(const Rect& a, const Rect& b) {
  return a.x_px < b.x_px + b.width_px && b.x_px < a.x_px + a.width_px &&
         a.y_px < b.y_px + b.height_px && b.y_px < a.y_px + a.height_px;
}

void check_head(Problems& problems, const Selection& selection) {
  constexpr int kOffsetMin = -12 * 60;
  constexpr int kOffsetMax = 14 * 60;
  problems.require(is_id_text(selection.board.text), "rule.id", "board");
  problems.require(selection.generation >= 1, "rule.number", "generation");
  problems.require(is_wire_instant(selection.issued_at), "rule.time_range", "issued_at");
  problems.require(
      is_canvas_side(selection.canvas_px.width_px) && is_canvas_side(selection.canvas_px.height_px),
      "rule.canvas_size", "canvas_px");
  problems.require(
      selection.utc_offset_minutes >= kOffsetMin && selection.utc_offset_minutes <= kOffsetMax,
      "rule.utc_offset", "utc_offset_minutes");
  const Place& place = selection.place;
  problems.require(is_digits(place.commune_code, 5), "rule.commune_code", "place.commune_code");
  problems.require(is_digits(place.province_code, 2), "rule.province_code", "place.province_code");
  check_short_text(problems, place.agency, "place.agency", limits::kShortTextCharactersMax, false);
}

void check_items(Problems& problems, const Selection& selection) {
  std::set<Digest> seen;
  for (std::size_t i = 0; i < selection.items.size(); ++i) {
    problems.require(seen.insert(selection.items[i]).second, "rule.item_twice",
                     field_at("items", i));
  }
}

void check_layout(Problems& problems, const Layout& layout, Size canvas, const std::string& field) {
  const std::vector<Zone>& zones = layout.zones;
  const bool counted = !zones.empty() && zones.size() <= limits::kZonesMax;
  if (!problems.require(counted, "rule.zone_count", field + ".zones")) return;
  bool inside = true;
  for (std::size_t i = 0; i < zones.size(); ++i) {
    inside &= problems.require(is_inside(zones[i].rect_px, canvas), "rule.zone_outside",
                               field + "." + field_at("zones", i));
  }
  if (!inside) return;  // sums of wild rectangles could overflow below
  for (std::size_t i = 0; i < zones.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      problems.require(!overlap(zones[i].rect_px, zones[j].rect_px), "rule.zone_overlap",
                       field + "." + field_at("zones", i));
    }
  }
}

void check_playlist(Problems& problems, const Selection& selection, const Playlist& playlist,
                    const std::string& field) {
  const auto& entries = playlist.entries;
  if (!problems.require(entries.size() <= limits::kPlaylistEntriesMax, "rule.entries_too_many",
                        field + ".entries")) {
    return;
  }
  for (std::size_t i = 0; i < entries.size() && !problems.full(); ++i) {
    const std::string entry = field + "." + field_at("entries", i);
    problems.require(entries[i].item < selection.items.size(), "rule.index", entry + ".item");
    const Millis duration = entries[i].duration;
    problems.require(is_page_duration(duration) || is_clip_duration(duration), "rule.duration",
                     entry + ".duration");
  }
}

void check_program(Problems& problems, const Selection& selection, const Program& program,
                   const std::string& field) {
  if (!problems.require(program.layout < selection.layouts.size(), "rule.index",
                        field + ".layout")) {
    return;
  }
  const std::vector<Zone>& zones = selection.layouts[program.layout].zones;
  if (!problems.require(program.playlists.size() == zones.size(), "rule.program_zones",
                        field + ".playlists")) {
    return;
  }
  for (std::size_t i = 0; i < zones.size(); ++i) {
    const std::uint32_t playlist = program.playlists[i];
    const bool named = zones[i].role != ZoneRole::Header && playlist < selection.playlists.size();
    problems.require(named || playlist == Program::kNoPlaylist, "rule.index",
                     field + "." + field_at("playlists", i));
  }
}

/// None, or one for each zone of the window's layout, each in range.
bool is_ran_right(const Selection& selection, const Window& window) {
  if (window.ran.empty()) return true;
  if (window.program >= selection.programs.size()) return false;
  if (window.ran.size() != selection.programs[window.program].playlists.size()) return false;
  return std::ranges::all_of(window.ran,
                             [](Millis ran) { return ran >= Millis(0) && ran <= kRanMax; });
}

void check_windows(Problems& problems, const Selection& selection) {
  const std::vector<Window>& windows = selection.windows;
  for (std::size_t i = 0; i < windows.size() && !problems.full(); ++i) {
    const Window& window = windows[i];
    const bool apart = i == 0 || windows[i - 1].end <= window.begin;
    const bool timed = is_wire_instant(window.begin) && is_wire_instant(window.end);
    const bool ran = is_ran_right(selection, window);
    if (timed && apart && ran && window.begin < window.end &&
        window.program < selection.programs.size()) {
      continue;  // the common case builds no field names
    }
    const std::string field = field_at("windows", i);
    problems.require(timed, "rule.time_range", field);
    problems.require(window.begin < window.end, "rule.window_order", field);
    problems.require(apart, "rule.window_overlap", field);
    problems.require(window.program < selection.programs.size(), "rule.index", field + ".program");
    problems.require(ran, "rule.window_ran", field + ".ran");
  }
}

void check_spans(Problems& problems, const std::vector<Span>& spans, const std::string& list) {
  for (std::size_t i = 0; i < spans.size() && !problems.full(); ++i) {
    const std::string field = field_at(list, i);
    problems.require(is_wire_instant(spans[i].begin) && is_wire_instant(spans[i].end),
                     "rule.time_range", field);
    problems.require(spans[i].begin < spans[i].end, "rule.window_order", field);
    problems.require(i == 0 || spans[i - 1].end <= spans[i].begin, "rule.window_overlap", field);
  }
}

bool check_counts(Problems& problems, const Selection& selection) {
  bool within = true;
  const auto bound = [&](std::size_t count, std::size_t max, const char* field) {
    within = problems.require(count <= max, "rule.list_too_long", field) && within;
  };
  bound(selection.items.size(), limits::kItemsPerManifestMax, "items");
  bound(selection.layouts.size(), limits::kLayoutsMax, "layouts");
  bound(selection.playlists.size(), limits::kPlaylistsMax, "playlists");
  bound(selection.programs.size(), limits::kProgramsMax, "programs");
  bound(selection.windows.size(), limits::kWindowsMax, "windows");
  bound(selection.quiet.size(), limits::kSpansMax, "quiet");
  bound(selection.panel_off.size(), limits::kSpansMax, "panel_off");
  return within;
}

/// The entries of one playlist against the items, for a zone of this role and size.
void check_entries(Problems& problems, const Manifest& manifest, std::uint32_t index,
                   const Zone& zone) {
  const auto& entries = manifest.selection.playlists[index].entries;
  const Size zone_px{zone.rect_px.width_px, zone.rect_px.height_px};
  for (std::size_t i = 0; i < entries.size() && !problems.full(); ++i) {
    const PlaylistEntry& entry = entries[i];
    const ItemVersion& item = manifest.items[entry.item];
    const std::string field = field_at("playlists", index) + "." + field_at("entries", i);
    const bool ticker = item.content.kind == ItemKind::Ticker;
    problems.require(ticker == (zone.role == ZoneRole::Ticker), "rule.entry_kind", field);
    const Pagination* pagination = pagination_for(item, zone_px);
    const bool exists = pagination != nullptr && entry.page < pagination->pages.size();
    if (problems.require(exists, "rule.entry_page", field + ".page")) {
      problems.require(pagination->pages[entry.page].duration == entry.duration,
                       "rule.entry_duration", field + ".duration");
    }
  }
}

}  // namespace

std::vector<Problem> validate(const Selection& selection) {
  Problems problems;
  check_head(problems, selection);
  if (!check_counts(problems, selection)) return problems.take();
  check_items(problems, selection);
  for (std::size_t i = 0; i < selection.layouts.size(); ++i) {
    check_layout(problems, selection.layouts[i], selection.canvas_px, field_at("layouts", i));
  }
  for (std::size_t i = 0; i < selection.playlists.size(); ++i) {
    check_playlist(problems, selection, selection.playlists[i], field_at("playlists", i));
  }
  for (std::size_t i = 0; i < selection.programs.size(); ++i) {
    check_program(problems, selection, selection.programs[i], field_at("programs", i));
  }
  check_windows(problems, selection);
  check_spans(problems, selection.quiet, "quiet");
  check_spans(problems, selection.panel_off, "panel_off");
  return problems.take();
}

std::vector<Problem> validate(const Manifest& manifest) {
  const Selection& selection = manifest.selection;
  std::vector<Problem> of_selection = validate(selection);
  if (!of_selection.empty()) return of_selection;  // what follows counts on its indexes
  Problems problems;
  if (!problems.require(manifest.items.size() == selection.items.size(), "rule.items_count",
                        "items")) {
    return problems.take();
  }
  for (std::size_t i = 0; i < manifest.items.size() && !problems.full(); ++i) {
    problems.add_all(validate(manifest.items[i]), field_at("items", i));
  }
  // Many programs share playlists and zones: each pair is looked at once.
  std::set<std::tuple<std::uint32_t, ZoneRole, int, int>> done;
  for (const Program& program : selection.programs) {
    const std::vector<Zone>& zones = selection.layouts[program.layout].zones;
    for (std::size_t i = 0; i < zones.size(); ++i) {
      const std::uint32_t playlist = program.playlists[i];
      const Zone& zone = zones[i];
      if (playlist == Program::kNoPlaylist || problems.full()) continue;
      if (done.insert({playlist, zone.role, zone.rect_px.width_px, zone.rect_px.height_px})
              .second) {
        check_entries(problems, manifest, playlist, zone);
      }
    }
  }
  return problems.take();
}

}  // namespace bangtin
