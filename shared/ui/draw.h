// What the widgets of this folder share; nothing outside includes it. Thread: the window's.
#pragma once

#include <string>
#include <string_view>

#include "shared/ui/item_log.h"
#include "shared/ui/theme_fonts.h"
#include "shared/ui/widgets.h"

namespace bangtin::ui {

/// "label###id".
std::string labelled(std::string_view label, std::string_view id);
/// Pixels of a logical width: 0 is what is left, negative leaves that much.
float wide(float logical);
Colour colour_of(Tone tone);
/// Text inside the current wrap position.
void wrapped_words(std::string_view text, Tone tone);
/// Draws words at a place without taking room.
void words_at(ImVec2 at, std::string_view text, Colour colour, Type type = Type::Body);
/// The text, or its begin with "…" that takes no more than `room` pixels.
std::string shortened(std::string_view text, float room, Type type = Type::Body);
/// words_at, ending in "…" where it would pass `right`.
void words_until(ImVec2 at, float right, std::string_view text, Colour colour);
/// Above all else at the mouse, wrapped; nothing for no words.
void show_tip(const std::string& tip);
/// A line along or down the window, in whole pixels: where the processor draws, the two halves of a
/// line with soft edges are not of one width. `thickness` is logical.
void straight_line(ImVec2 from, ImVec2 to, Colour colour, float thickness);
/// A small arrow down, for boxes that open.
void draw_chevron(ImVec2 centre);

}  // namespace bangtin::ui
