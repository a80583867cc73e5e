#include "manager/client/board_day.h"

#include <algorithm>
#include <set>

#include "shared/base/texts.h"

namespace bangtin {
namespace {

void add_edges(std::set<Instant>& edges, const auto& stretches, Instant from, Instant until) {
  for (const auto& stretch : stretches) {
    for (const Instant edge : {stretch.begin, stretch.end}) {
      if (from < edge && edge < until) edges.insert(edge);
    }
  }
}

/// The one of sorted stretches that holds at `now`; null when none does.
const auto* holding(const auto& stretches, Instant now) {
  const auto found = std::ranges::find_if(
      stretches, [now](const auto& stretch) { return stretch.begin <= now && now < stretch.end; });
  return found == stretches.end() ? nullptr : &*found;
}

std::vector<DayZone> zones_of(const Selection& selection, const Window& window) {
  std::vector<DayZone> zones;
  const Program& program = selection.programs[window.program];
  const std::vector<Zone>& layout = selection.layouts[program.layout].zones;
  for (std::size_t i = 0; i < layout.size(); ++i) {
    if (layout[i].role == ZoneRole::Header) continue;
    DayZone& zone = zones.emplace_back(DayZone{layout[i].role, {}});
    if (program.playlists[i] == Program::kNoPlaylist) continue;
    for (const PlaylistEntry& entry : selection.playlists[program.playlists[i]].entries) {
      if (std::ranges::find(zone.items, entry.item) == zone.items.end()) {
        zone.items.push_back(entry.item);
      }
    }
  }
  return zones;
}

}  // namespace

std::vector<ShownZone> shown_zones(const Manifest& manifest, const Scene& scene) {
  std::vector<ShownZone> shown;
  for (const ZoneScene& zone : scene.zones) {
    if (zone.content != ZoneScene::Content::Page && zone.content != ZoneScene::Content::Ticker) {
      continue;
    }
    const Zone& of = manifest.selection.layouts.at(scene.layout).zones.at(zone.zone);
    const ItemVersion& item = manifest.items.at(zone.item);
    const Pagination* pages = pagination_for(item, {of.rect_px.width_px, of.rect_px.height_px});
    shown.push_back({of.role, of.rect_px, &item, manifest.selection.items.at(zone.item), zone.page,
                     pages == nullptr ? 0 : pages->pages.size(), zone.since, zone.until});
  }
  return shown;
}

std::string role_words(ZoneRole role) {
  return std::string(text("schedule.role." + std::string(name_of(role))));
}

std::string title_words(const ShownZone& zone) {
  const std::string& title = zone.item->content.title;
  if (zone.pages < 2) return title;
  return title + " (" +
         text("schedule.page",
              {{"page", std::to_string(zone.page + 1)}, {"pages", std::to_string(zone.pages)}}) +
         ")";
}

std::vector<DayStretch> day_of(const Manifest& manifest, Instant from, Instant until) {
  std::vector<DayStretch> day;
  if (from >= until) return day;
  const Selection& selection = manifest.selection;
  std::set<Instant> edges{from, until};
  add_edges(edges, selection.windows, from, until);
  add_edges(edges, selection.quiet, from, until);
  add_edges(edges, selection.panel_off, from, until);
  for (auto edge = edges.begin(); std::next(edge) != edges.end(); ++edge) {
    DayStretch stretch{*edge, *std::next(edge), true, true, {}};
    stretch.sound = holding(selection.quiet, *edge) == nullptr;
    stretch.panel_on = holding(selection.panel_off, *edge) == nullptr;
    if (const Window* window = holding(selection.windows, *edge)) {
      stretch.zones = zones_of(selection, *window);
    }
    day.push_back(std::move(stretch));
  }
  return day;
}

}  // namespace bangtin
