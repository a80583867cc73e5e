// How large everything is drawn on a display, and how large a window opens there. Pure.
// Thread: any.
#pragma once

#include <string>

#include "shared/model/content.h"

namespace bangtin::ui {

/// What is known of the display on which a window stands; 0 or empty: not known.
struct DisplayFacts {
  std::string driver;     ///< SDL's name of what shows windows: x11, wayland, windows, dummy ...
  float dpi = 0;          ///< pixels an inch of the glass itself, along its diagonal
  float desktop_dpi = 0;  ///< what the person's desktop is set to for all displays (X11: Xft.dpi)
  Size usable_px;         ///< without the desktop's panels
};

/// How much larger than at 96 dots an inch: 1-2, in steps of 0.25, rounded down; never so large
/// that less than a desk of 1366x768 has room.
///
/// A desktop set to more than 96 wins over the glass: the person wants all programs that large, and
/// GNOME, KDE, Xfce and Cinnamon on X11 write it down as Xft.dpi. 96 stands there when nobody chose
/// anything, and tells nothing. 1 where nothing certain is known: a glass of no size, of one that
/// cannot be (televisions and projectors give the 16:9 of their shape as a size), and every driver
/// but x11 and windows. On Wayland the compositor scales; through Xwayland a display it scales has
/// fewer pixels an inch already.
float display_scale(const DisplayFacts& facts);

/// Of the person's own `zoom` (0.8-2) on a display: within what the theme can.
float drawn_scale(float zoom, float display_scale);

/// Of a window that needs `size_px` at 96 dots an inch, in pixels of the display: never larger than
/// what is usable there.
Size opening_size_px(Size size_px, const DisplayFacts& facts);

}  // namespace bangtin::ui
