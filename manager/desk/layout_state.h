// What the pane of the commune's own layouts shows and takes. Plain values. Thread: the window's.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "manager/desk/past.h"
#include "shared/protocol/layout_messages.h"

namespace bangtin::desk {

/// One layout while it is drawn.
struct LayoutForm {
  LayoutId id;                ///< empty: a new one
  std::int64_t revision = 0;  ///< 0: the server has it not, saving makes it anew
  std::string name;
  std::vector<DrawnZone> landscape, portrait;
  bool shows_portrait = false;
  std::optional<ZoneRole> selected;  ///< a zone of the drawing that is shown
  /// Left, top, width and height of the selected zone in percent, as typed.
  std::array<std::string, 4> typed;
  bool overtaken = false;  ///< somebody else's drawing is on the server: saving replaces it
  bool changed = false;
  bool busy = false;
  bool operator==(const LayoutForm&) const = default;
};

struct LayoutsState {
  bool open = false;  ///< one is drawn; else all are listed
  LayoutForm form;
  LayoutForm sent;  ///< `form` as it was sent last
  Past<LayoutForm> past;
  std::map<LayoutId, LayoutForm> kept;  ///< others that are drawn and not saved yet
};

// What the page asks for.
struct ShowLayouts {};
struct NewLayout {};
struct OpenLayout {
  LayoutId id;
};
struct EditLayout {
  LayoutForm form;
};
/// One step back of what was drawn, or forth again.
struct StepLayout {
  bool forth = false;
};
struct SaveLayout {};
/// What was drawn since it was saved.
struct DropLayout {};
using LayoutStep = std::variant<ShowLayouts, NewLayout, OpenLayout, EditLayout, StepLayout,
                                SaveLayout, DropLayout>;

}  // namespace bangtin::desk
