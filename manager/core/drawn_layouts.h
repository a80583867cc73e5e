// Layouts that a commune drew: what stands against one, and what it is on a canvas (docs/adr/0022).
// Pure. Thread: any.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/model/validate.h"
#include "shared/protocol/layout_messages.h"

namespace bangtin {

/// The canvases that a drawing is judged by before a board is asked.
inline constexpr Size kLandscapeDrawn_px{1920, 1080};
inline constexpr Size kPortraitDrawn_px{1080, 1920};

/// Higher than wide: such a canvas has the portrait drawing.
inline bool is_portrait(Size canvas_px) { return canvas_px.height_px > canvas_px.width_px; }

/// What stands against one drawing on a canvas, the field of each as "landscape[2]" of the zone or
/// "landscape" of all; keys of assets/lang/layout.*.json.
std::vector<Problem> problems_of(const std::vector<DrawnZone>& zones, Size canvas_px,
                                 const std::string& field);

/// The same of both drawings on the common canvases, and "name". A portrait drawing may be left
/// out, a landscape one not.
std::vector<Problem> validate(const LayoutRecord& layout);

/// The least that can be read from the street, as pixels of this canvas.
Size least_px(ZoneRole role, Size canvas_px);

/// Edges of neighbours that were drawn in one place stand in one place. They are even but for the
/// far edges of the canvas.
Rect pixels_of(const DrawnZone& zone, Size canvas_px);

/// The layout as drawn, its zones in the order of the presets; nothing where preset_for() stands
/// for it: the drawing of this shape was left out, or a zone would be too small to read there.
std::optional<Layout> drawn_on(Size canvas_px, const LayoutRecord& layout);

/// The preset that stands for the layout where it cannot be: Standard where it has no drawing,
/// else the one that has the same zones.
LayoutKind preset_for(Size canvas_px, const LayoutRecord& layout);

/// Null when none has this id.
const LayoutRecord* find_layout(const std::vector<LayoutRecord>& layouts, const LayoutId& id);

/// Whether a schedule names a layout that is there, with a side zone where its pages go to one.
/// Errors: invalid "layout.unknown", "schedule.zone_layout".
Status check_drawn(const Schedule& schedule, const std::vector<LayoutRecord>& layouts);

}  // namespace bangtin
