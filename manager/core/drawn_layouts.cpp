#include "manager/core/drawn_layouts.h"

#include <algorithm>

#include "shared/model/text.h"

namespace bangtin {
namespace {

/// From here to there each role is looked for once, as the presets have them.
constexpr ZoneRole kZoneRoles[] = {ZoneRole::Header, ZoneRole::Main, ZoneRole::Side,
                                   ZoneRole::Ticker};

/// In pixels, what letters need on the smallest wall; in percent of the shorter side, what they
/// need to be read from as far as the rest of the board.
constexpr int kReadWidth_px = 200;
constexpr int kReadBar_px = 32;
constexpr int kReadMain_px = 96;
constexpr int kReadSide_px = 160;
constexpr int kReadPage_percent = 15;
constexpr int kReadBar_percent = 4;

bool is_bar(ZoneRole role) { return role == ZoneRole::Header || role == ZoneRole::Ticker; }

const DrawnZone* zone_in(const std::vector<DrawnZone>& zones, ZoneRole role) {
  const auto found = std::ranges::find(zones, role, &DrawnZone::role);
  return found == zones.end() ? nullptr : &*found;
}

bool is_inside(const DrawnZone& zone) {
  return zone.left >= 0 && zone.top >= 0 && zone.width >= 1 && zone.height >= 1 &&
         zone.width <= kShareWhole && zone.height <= kShareWhole &&
         zone.left <= kShareWhole - zone.width && zone.top <= kShareWhole - zone.height;
}

bool overlap(const DrawnZone& a, const DrawnZone& b) {
  return a.left < b.right() && b.left < a.right() && a.top < b.bottom() && b.top < a.bottom();
}

bool is_legible(const DrawnZone& zone, Size canvas_px) {
  const Rect rect = pixels_of(zone, canvas_px);
  const Size least = least_px(zone.role, canvas_px);
  return rect.width_px >= least.width_px && rect.height_px >= least.height_px;
}

/// The pixel nearest to a share that is even, or the far edge.
int edge_px(int share, int side_px) {
  if (share == kShareWhole) return side_px;
  const int twos = (share * side_px + kShareWhole) / (2 * kShareWhole);
  return std::min(twos, side_px / 2) * 2;
}

const std::vector<DrawnZone>& drawing_for(Size canvas_px, const LayoutRecord& layout) {
  return is_portrait(canvas_px) ? layout.portrait : layout.landscape;
}

}  // namespace

Size least_px(ZoneRole role, Size canvas_px) {
  const int shorter_px = std::min(canvas_px.width_px, canvas_px.height_px);
  const int width = std::max(kReadWidth_px, shorter_px * kReadPage_percent / 100);
  if (is_bar(role)) return {width, std::max(kReadBar_px, shorter_px * kReadBar_percent / 100)};
  const int height = role == ZoneRole::Side ? kReadSide_px : kReadMain_px;
  return {width, std::max(height, shorter_px * kReadPage_percent / 100)};
}

Rect pixels_of(const DrawnZone& zone, Size canvas_px) {
  const int left = edge_px(zone.left, canvas_px.width_px);
  const int top = edge_px(zone.top, canvas_px.height_px);
  return {left, top, edge_px(zone.right(), canvas_px.width_px) - left,
          edge_px(zone.bottom(), canvas_px.height_px) - top};
}

std::vector<Problem> problems_of(const std::vector<DrawnZone>& zones, Size canvas_px,
                                 const std::string& field) {
  std::vector<Problem> problems;
  const auto at = [&](std::size_t i) { return field + "[" + std::to_string(i) + "]"; };
  if (zone_in(zones, ZoneRole::Main) == nullptr) problems.push_back({"layout.no_main", field});
  for (std::size_t i = 0; i < zones.size(); ++i) {
    const auto same = [&](const DrawnZone& other) { return other.role == zones[i].role; };
    if (std::ranges::count_if(zones, same) > 1) problems.push_back({"layout.role_twice", at(i)});
    if (!is_inside(zones[i])) {
      problems.push_back({"layout.outside", at(i)});
      continue;  // sums of wild numbers could overflow below
    }
    const bool covers = std::ranges::any_of(zones, [&](const DrawnZone& other) {
      return &other != &zones[i] && is_inside(other) && overlap(other, zones[i]);
    });
    if (covers) problems.push_back({"layout.overlap", at(i)});
    if (!is_legible(zones[i], canvas_px)) {
      problems.push_back({is_bar(zones[i].role) ? "layout.bar_small" : "layout.small", at(i)});
    }
  }
  return problems;
}

std::vector<Problem> validate(const LayoutRecord& layout) {
  std::vector<Problem> problems;
  if (is_blank(layout.name)) problems.push_back({"layout.name_missing", "name"});
  for (Problem& problem : problems_of(layout.landscape, kLandscapeDrawn_px, "landscape")) {
    problems.push_back(std::move(problem));
  }
  if (layout.portrait.empty()) return problems;
  for (Problem& problem : problems_of(layout.portrait, kPortraitDrawn_px, "portrait")) {
    problems.push_back(std::move(problem));
  }
  return problems;
}

std::optional<Layout> drawn_on(Size canvas_px, const LayoutRecord& layout) {
  const std::vector<DrawnZone>& zones = drawing_for(canvas_px, layout);
  if (zones.empty()) return std::nullopt;
  Layout drawn;
  for (const ZoneRole role : kZoneRoles) {
    const DrawnZone* zone = zone_in(zones, role);
    if (zone == nullptr) continue;
    if (!is_legible(*zone, canvas_px)) return std::nullopt;
    drawn.zones.push_back({role, pixels_of(*zone, canvas_px)});
  }
  return drawn;
}

LayoutKind preset_for(Size canvas_px, const LayoutRecord& layout) {
  const std::vector<DrawnZone>& zones = drawing_for(canvas_px, layout);
  if (zones.empty()) return LayoutKind::Standard;
  const auto has = [&](ZoneRole role) { return zone_in(zones, role) != nullptr; };
  if (has(ZoneRole::Side)) return LayoutKind::Side;
  if (has(ZoneRole::Header)) return LayoutKind::Standard;
  return has(ZoneRole::Ticker) ? LayoutKind::Plain : LayoutKind::Full;
}

const LayoutRecord* find_layout(const std::vector<LayoutRecord>& layouts, const LayoutId& id) {
  const auto found = std::ranges::find(layouts, id, &LayoutRecord::id);
  return found == layouts.end() ? nullptr : &*found;
}

Status check_drawn(const Schedule& schedule, const std::vector<LayoutRecord>& layouts) {
  if (!schedule.drawn) return {};
  const LayoutRecord* layout = find_layout(layouts, *schedule.drawn);
  if (layout == nullptr) {
    return Error{Code::Invalid, "no layout " + schedule.drawn->text, "layout.unknown"};
  }
  const bool side = zone_in(layout->landscape, ZoneRole::Side) != nullptr ||
                    zone_in(layout->portrait, ZoneRole::Side) != nullptr;
  if (schedule.zone == PageZone::Side && !side) {
    return Error{Code::Invalid, "no side zone in this layout", "schedule.zone_layout"};
  }
  return {};
}

}  // namespace bangtin
