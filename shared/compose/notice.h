// The template of a notice page: where title band, body and footer of a zone lie. paginate measures
// with it and compose_page draws with it, hence the text that fitted there fits here. For the files
// of this folder. Thread: that of the Fonts.
#pragma once

#include <string>

#include "shared/compose/code.h"
#include "shared/compose/text.h"
#include "shared/model/content.h"

namespace bangtin {

/// One text and where its corner stands.
struct PlacedText {
  TextBlock block;
  int x_px = 0;
  int y_px = 0;
};

struct NoticeFrame {
  Size zone_px;
  int base_px = 0;    ///< base_text_px(zone_px)
  Rect band_px;       ///< coloured, holds agency and title
  int accent_px = 0;  ///< height of the line below the band, inside it
  PlacedText agency;  ///< no lines in a low zone
  PlacedText title;
  Rect body_px;
  CodeRoom code;
  Rect footer_px;     ///< height 0 in a low zone
  Rect indicator_px;  ///< "1/3"; width 0 when there is one page
};

/// Which page of a notice a frame is for.
enum class NoticePage {
  Only,   ///< no page indicator
  First,  ///< of several
  Later,  ///< the title comes back in one short line, the text gets the room
};

NoticeFrame notice_frame(Fonts& fonts, const ItemContent& content, const std::string& agency,
                         Size zone_px, NoticePage which);

/// The smallest size that body text should have in such a zone; a notice that needs a smaller one
/// is too long for the board.
int smallest_text_px(Size zone_px);

/// How body text of that size is set in a zone.
TextStyle body_style(int text_px);

/// The margin at the left and right of everything in a zone.
int margin_px(Size zone_px);

/// "1/3" in a round field, in the middle of `area`.
void draw_indicator(Fonts& fonts, Bitmap& target, Rect area, int page_number, int page_count,
                    Color ground, Color ink);

/// Document number, source and validity in one line that fits, in the language of the content
/// where the template knows it, else in Vietnamese.
/// The words are part of the template, not of assets/lang: what was signed and seen here has to
/// come out the same on every machine.
std::string footer_text(Fonts& fonts, const ItemContent& content, const TextStyle& style,
                        int width_px, int utc_offset_minutes);

/// "22/11/2026", of the place so far east.
std::string date_text(Instant instant, int utc_offset_minutes);

/// How wide a text is in one line.
int text_width_px(Fonts& fonts, std::string_view text, const TextStyle& style);

}  // namespace bangtin
