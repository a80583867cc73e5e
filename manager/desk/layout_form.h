// The form of a layout that the commune draws: its zones, what stands against them, what boards
// make of it, and the steps back. Pure. Thread: any.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "manager/desk/state.h"
#include "shared/ui/zone_geometry.h"

namespace bangtin::desk {

/// With the zones of the Standard preset.
LayoutForm new_layout(const std::string& name);
LayoutForm layout_form_of(const LayoutRecord& layout);
LayoutRecord record_of(const LayoutForm& form);

/// The drawing that is shown; empty: the Standard preset stands there.
const std::vector<DrawnZone>& drawing_of(const LayoutForm& form);
/// Null when the drawing has none.
const DrawnZone* zone_of(const LayoutForm& form, ZoneRole role);

void select_zone(LayoutForm& form, std::optional<ZoneRole> role);
/// Moves it; what was typed of it follows.
void put_zone(LayoutForm& form, ZoneRole role, const ui::ZoneRect& rect);
/// Takes in what was typed of the selected zone, as far as it is understood and on the canvas.
void put_typed(LayoutForm& form);
/// Room is made for it at the usual place: a bar at its edge, a side zone beside main.
void add_zone(LayoutForm& form, ZoneRole role);
/// Where a person drew it.
void add_zone(LayoutForm& form, ZoneRole role, const ui::ZoneRect& rect);
/// Never the main zone.
void remove_zone(LayoutForm& form, ZoneRole role);
/// The roles that the drawing lacks, the one that is drawn next first.
std::vector<ZoneRole> missing_roles(const LayoutForm& form);
/// The portrait drawing begins with the Standard preset, or goes away.
void begin_portrait(LayoutForm& form);
void drop_portrait(LayoutForm& form);

/// What stands against saving it: validate() of manager/core/drawn_layouts.h, with the fields of
/// its zones.
std::vector<Problem> problems_of(const LayoutForm& form);
/// The sentence about exactly this field; empty: none.
std::string fault_at(const std::vector<Problem>& problems, std::string_view field);
/// The same about one zone of the drawing that is shown.
std::string fault_of(const std::vector<Problem>& problems, const LayoutForm& form, ZoneRole role);
/// On which boards it cannot be as drawn, and what they show instead: a sentence each.
std::vector<std::string> board_notes(const State& state, const LayoutForm& form);
/// The ticker and the side zone that a drawing lacks while playlists use it: a sentence for each
/// drawing. A side zone lacks only where a playlist goes to one.
std::vector<std::string> missing_notes(const State& state, const LayoutForm& form);
/// The names of the playlists that use it, as they are edited or published, quoted.
std::vector<std::string> playlists_with(const State& state, const LayoutId& id);
/// Null when the commune has none of this id.
const LayoutRecord* layout_of(const State& state, const LayoutId& id);
/// Those that are drawn, not saved yet, and that the server has not; the open one among them.
std::vector<LayoutForm> forms_of_new_layouts(const State& state);

/// The same is drawn and named in both.
bool same_contents(const LayoutForm& a, const LayoutForm& b);
/// The name and the zones of another form; what saving brings stays.
void put_contents(LayoutForm& form, const LayoutForm& from);
/// Its name: of past.h.
std::vector<std::pair<std::string, std::string*>> texts_of(LayoutForm& form);

}  // namespace bangtin::desk
