// Pictures for the tests of ingest: made, written in every kind, and looked into again, with
// libvips. Thread: one.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace bangtin {

/// A picture whose left half is red and whose right half is blue.
/// `suffix` is libvips' way to name a kind: ".png", ".jpg[Q=90]".
std::string two_halves(int width_px, int height_px, const std::string& suffix);

/// So many such pictures one after the other, each another red, in a kind that can move.
std::string moving(int width_px, int height_px, int frames, const std::string& suffix);

/// As above, turned by an EXIF orientation (1-8).
std::string two_halves_turned(int width_px, int height_px, int orientation);

/// One colour with an alpha channel.
std::string see_through(int width_px, int height_px, const std::string& suffix);

/// A JPEG of one colour that means something else by its own profile ("p3").
std::string with_profile(int width_px, int height_px, const std::array<double, 3>& colour,
                         const std::string& profile);

/// A JPEG of one colour as ink (0-255 of cyan, magenta, yellow, black), with the usual profile of
/// print or without any.
std::string of_ink(int width_px, int height_px, const std::array<double, 4>& ink, bool profile);

/// A PNG of one colour that means something else by a profile of Adobe RGB (1998), made here.
std::string in_adobe_rgb(int width_px, int height_px, const std::array<double, 3>& colour);

/// True when this machine can write the kind.
bool can_write(const std::string& suffix);

/// The colour at a place, as the three channels of what the file decodes to; and how the file is.
struct Seen {
  int width_px = 0;
  int height_px = 0;
  int bands = 0;
  bool has_metadata = false;
};
Seen look(std::string_view file);
std::array<int, 3> colour_at(std::string_view file, int x_px, int y_px);

/// The lowest value of any channel in these rows.
double darkest_in(std::string_view file, int from_y, int until_y);

/// The header of a PNG of this size and a little of its data.
std::string png_header(unsigned width_px, unsigned height_px);

}  // namespace bangtin
