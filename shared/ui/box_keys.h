// What a text box does with what comes from keyboard and input method, and where its text stands.
// Knows nothing of Dear ImGui. Thread: the window's.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "shared/compose/edit_layout.h"
#include "shared/ui/colours.h"
#include "shared/ui/input.h"
#include "shared/ui/text_editing.h"

namespace bangtin::ui {

/// How a box shows its text.
struct BoxLook {
  int size_px = 16;  ///< em
  int line_px = 22;
  int wrap_px = 0;     ///< 0: one line
  int page_lines = 1;  ///< that the box shows at once
  bool secret = false;
  bool faint = false;  ///< it cannot be used now
  std::string hint;    ///< stands there while nothing is typed
  bool operator==(const BoxLook&) const = default;
};

/// A text with its layout.
struct BoxText {
  TextEdit edit;
  EditLayout layout;
  std::string shown;  ///< the text with its preedit, or bullets; the layout holds it or the hint
  BoxLook look;       ///< of the layout
  ColourSet colours = ColourSet::Light;
  int laid_out = 0;                ///< grows with each layout
  bool follow = false;             ///< the cursor moved: scroll to it
  std::optional<int> wanted_x_px;  ///< where Up and Down keep to
};

/// A place in the text, as the mouse finds it.
struct BoxPoint {
  std::size_t byte = 0;
  bool upstream = false;
};

/// The cursor in the layout.
struct BoxCaret {
  int byte = 0;  ///< of what is shown, behind the preedit
  int preedit_bytes = 0;
  int x_px = 0, top_px = 0;
};

/// The layout of what is shown now; does nothing when it is that already.
void lay_out_box(BoxText& text, const BoxLook& look);

/// Where a byte of the text stands in what is shown.
std::size_t shown_byte(const BoxText& text, const BoxLook& look, std::size_t byte);
/// After lay_out_box.
BoxCaret caret_of(const BoxText& text, const BoxLook& look);
/// After lay_out_box; pixels from the layout's begin, which may lie outside of it.
BoxPoint point_in(const BoxText& text, const BoxLook& look, int x_px, int y_px);

struct Clipboard {
  std::function<std::string()> read;
  std::function<void(const std::string&)> write;
};

/// True when the text changed.
bool take_event(BoxText& text, const BoxLook& look, const TextEvent& event,
                const Clipboard& clipboard, Millis now);

}  // namespace bangtin::ui
