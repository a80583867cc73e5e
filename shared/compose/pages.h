// paginate: the pages of an item for one size of zone, once, when the item is made. Pure but for
// the glyph cache. Thread: that of the Fonts.
#pragma once

#include <string_view>
#include <vector>

#include "shared/compose/fonts.h"
#include "shared/model/content.h"

namespace bangtin {

/// A notice: the largest legible size at which it fits one page, else pages at the base size that
/// end where a paragraph, a sentence or a line ends; then its pictures, a page each. A picture
/// item: its pictures. A ticker: one page, the time it takes to pass. A video: one page, as long as
/// its clip. News: cards and lists of stories. The text pages cover the body
/// but for white space, on character boundaries, at most limits::kPagesMax in all; durations lie in
/// the bounds of limits.h. The body is in NFC (clean_text sees to it). Total.
std::vector<Page> paginate(Fonts& fonts, const ItemContent& content, Size zone_px);

/// The em size that body text is meant to have in such a zone.
int base_text_px(Size zone_px);

/// True of the byte that ends a sentence: a stop behind a word of small letters, not behind "1.",
/// "TP." or "TS.". Range: stop < text.size().
bool ends_sentence(std::string_view text, std::size_t stop);

/// How long a text of so many characters stays: 14 characters a second and a moment to find the
/// place, 8 s at least, 60 s at most.
Millis reading_time(std::size_t characters);

/// How long a strip of `text_px` pixels and so many characters takes from the right edge of the
/// zone until it has left at the left edge: 12 % of the zone's width a second, at most 12
/// characters a second.
Millis ticker_time(int zone_width_px, int text_width_px, std::size_t characters);

}  // namespace bangtin
