// QR codes: that of an item's page on the glass, where it stands in a zone and how it is drawn, for
// the files of this folder (thread: that of the Fonts); and a code by itself, for windows.
#pragma once

#include <string>

#include "shared/compose/text.h"
#include "shared/model/content.h"

namespace bangtin {

/// Where a code stands, the words beside it, and what is left for everything else. Without a code
/// the first two are empty.
struct CodeRoom {
  Rect code_px;   ///< a square with the quiet zone inside
  Rect words_px;  ///< empty where there is no room for words
  Rect rest_px;
  bool has_code() const { return code_px.width_px > 0; }
};

/// The side of a code of so many bytes in a zone, its quiet zone of four modules on each side
/// included; 0 where it would be too small or take too much.
///
/// A phone reads a code from about ten times its side away. So the side is a third of the zone's
/// shorter side, rounded down to whole pixels a module: on a screen of 43 inches that is some
/// 16 cm, read from 1.6 m; on an LED wall of 3 m x 2 m it is 41 cm, read from 4 m. A module has two
/// pixels at least, since one LED alone blurs into its neighbours, and the side is at most 45 % of
/// the shorter side: on a lower zone the text is worth more. Error correction M (15 %) outlives a
/// dead LED or a drop of rain. Source: ISO/IEC 18004:2015 5.3, 7.5.1, table 7.
int code_side_px(std::size_t bytes, Size zone_px);

/// Divides `room` for the content's code: at its right, on an upright zone along its foot. No code
/// where the content has none, or where what is left would be too narrow or too low.
CodeRoom room_with_code(const ItemContent& content, Size zone_px, Rect room, int base_px);

/// Draws the code of `address`, dark on white whatever the ground is, and the words beside it in
/// `ink`. Total: an address that is too long for the square draws nothing.
void draw_code(Fonts& fonts, Bitmap& target, const CodeRoom& room, const std::string& address,
               const std::string& language, Color ink);

/// Words as a code that fills a square of so many pixels, dark on white with its quiet zone; all
/// white where they are too long for it. Thread: any; pure.
Bitmap code_picture(const std::string& words, int side_px);

}  // namespace bangtin
