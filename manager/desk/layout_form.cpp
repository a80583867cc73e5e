#include "manager/desk/layout_form.h"

#include <algorithm>
#include <tuple>

#include "manager/client/board_day.h"
#include "manager/client/layout_words.h"
#include "manager/core/drawn_layouts.h"
#include "manager/desk/wording.h"
#include "shared/base/texts.h"

namespace bangtin::desk {
namespace {

constexpr int kHeaderShare = 1000;
constexpr int kTickerShare = 900;
/// The one that is drawn on free ground first.
constexpr ZoneRole kAddable[] = {ZoneRole::Side, ZoneRole::Ticker, ZoneRole::Header};

std::vector<DrawnZone> standard_drawing() {
  const int main = kShareWhole - kHeaderShare - kTickerShare;
  return {{ZoneRole::Header, 0, 0, kShareWhole, kHeaderShare},
          {ZoneRole::Main, 0, kHeaderShare, kShareWhole, main},
          {ZoneRole::Ticker, 0, kShareWhole - kTickerShare, kShareWhole, kTickerShare}};
}

std::vector<DrawnZone>& drawing_in(LayoutForm& form) {
  return form.shows_portrait ? form.portrait : form.landscape;
}

DrawnZone* zone_in(LayoutForm& form, ZoneRole role) {
  std::vector<DrawnZone>& zones = drawing_in(form);
  const auto found = std::ranges::find(zones, role, &DrawnZone::role);
  return found == zones.end() ? nullptr : &*found;
}

auto drawing_contents(const LayoutForm& form) {
  return std::tie(form.name, form.landscape, form.portrait);
}

/// Pushes what stands above `to` down to it, or what reaches below it up.
void clear_above(std::vector<DrawnZone>& zones, int to) {
  for (DrawnZone& zone : zones) {
    const int bottom = zone.bottom();
    if (zone.top >= to) continue;
    zone.top = to;
    zone.height = std::max(bottom - to, ui::kZoneLeast);
  }
}

void clear_below(std::vector<DrawnZone>& zones, int to) {
  for (DrawnZone& zone : zones) {
    if (zone.bottom() > to) zone.height = std::max(to - zone.top, ui::kZoneLeast);
  }
}

/// A third of main, at its right or, on a portrait canvas, below.
DrawnZone side_of(DrawnZone& main, bool portrait) {
  constexpr int kThird = 3, kSharePercent = kShareWhole / 100;
  DrawnZone side = main;
  side.role = ZoneRole::Side;
  if (portrait) {
    side.height = main.height / kThird / kSharePercent * kSharePercent;
    main.height -= side.height;
    side.top = main.bottom();
  } else {
    side.width = main.width / kThird / kSharePercent * kSharePercent;
    main.width -= side.width;
    side.left = main.right();
  }
  return side;
}

std::string preset_words(LayoutKind kind) {
  return said("desk.playlist.layout_" + std::string(name_of(kind)));
}

bool goes_to_side(const State& state) {
  return std::ranges::any_of(state.seen->playlists, [](const PlaylistRecord& playlist) {
    return playlist.schedule.zone == PageZone::Side;
  });
}

}  // namespace

LayoutForm new_layout(const std::string& name) {
  LayoutForm form;
  form.name = name;
  form.landscape = standard_drawing();
  select_zone(form, ZoneRole::Main);
  return form;
}

LayoutForm layout_form_of(const LayoutRecord& layout) {
  LayoutForm form;
  form.id = layout.id;
  form.revision = layout.revision;
  form.name = layout.name;
  form.landscape = layout.landscape;
  form.portrait = layout.portrait;
  select_zone(form, ZoneRole::Main);
  return form;
}

LayoutRecord record_of(const LayoutForm& form) {
  LayoutRecord layout;
  layout.id = form.id;
  layout.revision = form.revision;
  layout.name = form.name;
  layout.landscape = form.landscape;
  layout.portrait = form.portrait;
  return layout;
}

const std::vector<DrawnZone>& drawing_of(const LayoutForm& form) {
  return form.shows_portrait ? form.portrait : form.landscape;
}

const DrawnZone* zone_of(const LayoutForm& form, ZoneRole role) {
  const std::vector<DrawnZone>& zones = drawing_of(form);
  const auto found = std::ranges::find(zones, role, &DrawnZone::role);
  return found == zones.end() ? nullptr : &*found;
}

void select_zone(LayoutForm& form, std::optional<ZoneRole> role) {
  const DrawnZone* zone = role ? zone_of(form, *role) : nullptr;
  form.selected.reset();
  form.typed = {};
  if (zone == nullptr) return;
  form.selected = role;
  form.typed = {percent_text(zone->left), percent_text(zone->top), percent_text(zone->width),
                percent_text(zone->height)};
}

void put_zone(LayoutForm& form, ZoneRole role, const ui::ZoneRect& rect) {
  DrawnZone* zone = zone_in(form, role);
  if (zone == nullptr) return;
  *zone = {role, rect.left, rect.top, rect.width, rect.height};
  select_zone(form, role);
}

void put_typed(LayoutForm& form) {
  DrawnZone* zone = form.selected ? zone_in(form, *form.selected) : nullptr;
  if (zone == nullptr) return;
  int* const parts[] = {&zone->left, &zone->top, &zone->width, &zone->height};
  for (std::size_t i = 0; i < form.typed.size(); ++i) {
    if (const auto share = share_from_percent(form.typed[i])) *parts[i] = *share;
  }
}

void add_zone(LayoutForm& form, ZoneRole role, const ui::ZoneRect& rect) {
  if (zone_of(form, role) != nullptr) return;
  drawing_in(form).push_back({role, rect.left, rect.top, rect.width, rect.height});
  select_zone(form, role);
}

void add_zone(LayoutForm& form, ZoneRole role) {
  if (zone_of(form, role) != nullptr) return;
  std::vector<DrawnZone>& zones = drawing_in(form);
  DrawnZone zone{role, 0, 0, kShareWhole, kHeaderShare};
  if (role == ZoneRole::Header) {
    clear_above(zones, kHeaderShare);
  } else if (role == ZoneRole::Ticker) {
    zone.top = kShareWhole - kTickerShare;
    zone.height = kTickerShare;
    clear_below(zones, zone.top);
  } else if (DrawnZone* main = zone_in(form, ZoneRole::Main); main != nullptr) {
    zone = side_of(*main, form.shows_portrait);
    zone.role = role;
  }
  zones.push_back(zone);
  select_zone(form, role);
}

void remove_zone(LayoutForm& form, ZoneRole role) {
  if (role == ZoneRole::Main) return;
  std::erase_if(drawing_in(form), [&](const DrawnZone& zone) { return zone.role == role; });
  select_zone(form, ZoneRole::Main);
}

std::vector<ZoneRole> missing_roles(const LayoutForm& form) {
  std::vector<ZoneRole> roles;
  for (const ZoneRole role : kAddable) {
    if (zone_of(form, role) == nullptr) roles.push_back(role);
  }
  return roles;
}

void begin_portrait(LayoutForm& form) {
  form.portrait = standard_drawing();
  form.shows_portrait = true;
  select_zone(form, ZoneRole::Main);
}

void drop_portrait(LayoutForm& form) {
  form.portrait.clear();
  select_zone(form, std::nullopt);
}

std::vector<Problem> problems_of(const LayoutForm& form) { return validate(record_of(form)); }

std::string fault_at(const std::vector<Problem>& problems, std::string_view field) {
  const auto found = std::ranges::find(problems, field, &Problem::field);
  return found == problems.end() ? std::string() : said(found->key);
}

std::string fault_of(const std::vector<Problem>& problems, const LayoutForm& form, ZoneRole role) {
  const std::vector<DrawnZone>& zones = drawing_of(form);
  const auto found = std::ranges::find(zones, role, &DrawnZone::role);
  const std::string field = std::string(form.shows_portrait ? "portrait" : "landscape") + "[" +
                            std::to_string(found - zones.begin()) + "]";
  return fault_at(problems, field);
}

std::vector<std::string> board_notes(const State& state, const LayoutForm& form) {
  std::vector<std::string> notes;
  if (!state.seen) return notes;
  const LayoutRecord layout = record_of(form);
  for (const BoardKind& kind : board_kinds(state)) {
    const bool drawn = !(is_portrait(kind.canvas_px) ? layout.portrait : layout.landscape).empty();
    if (kind.names.empty() || !drawn || drawn_on(kind.canvas_px, layout)) continue;
    std::vector<std::string> names;
    for (const std::string& name : kind.names) names.push_back(quoted(name));
    notes.push_back(text("layout.too_small_on",
                         {{"boards", listed(names)},
                          {"size", std::to_string(kind.canvas_px.width_px) + " × " +
                                       std::to_string(kind.canvas_px.height_px)},
                          {"preset", preset_words(preset_for(kind.canvas_px, layout))}}));
  }
  return notes;
}

std::vector<std::string> missing_notes(const State& state, const LayoutForm& form) {
  std::vector<std::string> notes;
  const std::vector<std::string> playlists = playlists_with(state, form.id);
  if (playlists.empty()) return notes;
  for (const bool portrait : {false, true}) {
    const std::vector<DrawnZone>& zones = portrait ? form.portrait : form.landscape;
    if (zones.empty()) continue;
    std::vector<std::string> missing;
    for (const ZoneRole role : {ZoneRole::Ticker, ZoneRole::Side}) {
      if (std::ranges::find(zones, role, &DrawnZone::role) != zones.end()) continue;
      if (role == ZoneRole::Ticker || goes_to_side(state)) missing.push_back(role_words(role));
    }
    if (missing.empty()) continue;
    notes.push_back(text("layout.zones_missing",
                         {{"shape", said(portrait ? "layout.portrait" : "layout.landscape")},
                          {"zones", listed(missing)},
                          {"playlists", listed(playlists)}}));
  }
  return notes;
}

std::vector<std::string> playlists_with(const State& state, const LayoutId& id) {
  std::vector<std::string> names;
  if (!state.seen) return names;
  for (const PlaylistRecord& playlist : state.seen->playlists) {
    if (playlist.schedule.drawn == id) names.push_back(quoted(playlist.name));
  }
  return names;
}

const LayoutRecord* layout_of(const State& state, const LayoutId& id) {
  return state.seen ? find_layout(state.seen->layouts, id) : nullptr;
}

std::vector<LayoutForm> forms_of_new_layouts(const State& state) {
  std::vector<LayoutForm> forms;
  for (const auto& [id, form] : state.layouts.kept) {
    if (layout_of(state, id) == nullptr) forms.push_back(form);
  }
  const LayoutForm& open = state.layouts.form;
  if (open.changed && layout_of(state, open.id) == nullptr) forms.push_back(open);
  return forms;
}

bool same_contents(const LayoutForm& a, const LayoutForm& b) {
  return drawing_contents(a) == drawing_contents(b);
}

void put_contents(LayoutForm& form, const LayoutForm& from) {
  form.name = from.name;
  form.landscape = from.landscape;
  form.portrait = from.portrait;
  form.shows_portrait = from.shows_portrait;
  select_zone(form, from.selected);
  form.changed = true;
}

std::vector<std::pair<std::string, std::string*>> texts_of(LayoutForm& form) {
  return {{"name", &form.name}};
}

}  // namespace bangtin::desk
