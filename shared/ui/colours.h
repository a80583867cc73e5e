// The colours of our programs' windows, named by what they are for, in a light and a dark set.
// Pages name roles; only colours.cpp knows values. Thread: the window's.
#pragma once

#include <cstdint>

namespace bangtin::ui {

/// What a colour is for. Words on the ground that they stand on have a contrast of at least 4.5 to
/// 1 in both sets; a test proves it for all pairs that are drawn.
enum class Colour : std::uint8_t {
  // Grounds.
  Background,
  Card,
  Hover,
  Selected,
  Rest,  ///< of a strong button that cannot be pressed, of a bar's empty part
  TableHead,
  TextSelected,
  // Words and signs.
  Ink,
  Muted,
  Accent,  ///< also a filled button
  AccentStrong,
  Good,
  Wait,
  Bad,
  OnStrong,  ///< on Accent, AccentStrong, Good, Wait or Bad as a ground
  // Lines and small parts.
  Line,
  SoftLine,
  BoxLine,
  Grab,
  GrabHover,
  // Bands that tell something, and what may do harm.
  NoteFace,
  GoodFace,
  WaitFace,
  BadFace,
  BadPress,
  BadLine,
  // The rail at the left.
  Rail,
  RailSelected,
  RailHover,
  RailInk,
  RailMuted,
  RailWait,
  Alarm,
  AlarmHover,
  // Pictures and what stands over something.
  PictureFrame,
  PictureGround,
  OverPicture,
  OnPicture,
  Veil,
  // Maps: as on paper, when drawn under PaperColours.
  MapAround,
  MapLand,
  MapBorder,
  MapWater,
  MapRoad,
  MapOtherLine,
  // Bars before rows, and playlists in the lanes of a plan.
  Idle,
  Amber,
  Violet,
  Pink,
  Cyan,
  Teal,
  Slate,
  Brown,
};
inline constexpr int kColours = int(Colour::Brown) + 1;

enum class ColourSet : std::uint8_t { Light, Dark };

/// 0xRRGGBB.
using Rgb = std::uint32_t;

Rgb rgb_of(ColourSet set, Colour colour);
/// In the set in force.
Rgb rgb_of(Colour colour);
/// A colour that is `share` (0-1) of the way to another.
Rgb between(Rgb from, Rgb to, float share);

/// Light until told otherwise. What is drawn from now on has these colours.
void use_colours(ColourSet set);
ColourSet colours_in_force();

/// While it lives things are drawn as on paper, in the light set: maps, whose colours mean
/// something.
class PaperColours {
 public:
  PaperColours();
  ~PaperColours();
  PaperColours(const PaperColours&) = delete;

 private:
  ColourSet before_;
};

}  // namespace bangtin::ui
