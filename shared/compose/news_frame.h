// What the pages of News have in common: band and foot, the room between and how a picture shares
// it with the text; and the card. For the files of this folder. Thread: that of the Fonts.
#pragma once

#include <string>

#include "shared/compose/news_page.h"

namespace bangtin {

/// Where the picture and the text below the band lie. Without a picture its rectangle is empty.
struct NewsRoom {
  Rect picture_px;
  Rect text_px;
};

/// The picture takes up to `share_percent` of the room's width (beside the text) or, upright, of
/// its height (above it), in its own shape.
NewsRoom room_with(Rect room, Size picture_px, int gap_px, Size share_percent, bool upright);

/// The frame of a news page: band and title as a notice has them, below it one room down to the
/// line at the foot.
struct NewsFrame {
  NoticeFrame notice;
  CodeRoom code;
  Rect room_px;  ///< beside the code
  Rect foot_px;  ///< origin and page number; height 0 when there is neither
  int gap_px = 0;
};

/// What a band says, and what else the frame is for.
struct NewsBand {
  std::string title;
  std::string above;
  bool with_foot = true;
  bool later = false;  ///< the title comes back in one short line
};
NewsFrame frame_of(Fonts& fonts, const ItemContent& content, const NewsBand& band, Size zone_px);

void draw_band(Fonts& fonts, Bitmap& target, const NoticeFrame& frame, Color ground);
/// Origin at the left, page number at the right.
void draw_foot(Fonts& fonts, Bitmap& target, const NewsFrame& frame, const std::string& origin,
               const NewsPlace& place, Color ground);
void draw_picture(Bitmap& target, Rect area, const Bitmap& picture);

bool is_upright(Size zone_px);
TextStyle origin_style(int base_px);
TextStyle headline_style(int text_px);
/// Of the picture that the page shows; empty when it shows none.
Size picture_size(const ItemContent& content, const Page& page);
/// "Báo Nhân Dân · 22/11/2026".
std::string source_and_date(const Story& story, int utc_offset_minutes);

/// The page of one story: as many whole sentences of its lead as fit.
Page card_page(Fonts& fonts, const ItemContent& content, int index, Size zone_px);
Bitmap compose_card_page(Fonts& fonts, const ItemContent& content, const Page& page, Size zone_px,
                         const Bitmap* picture, const NewsPlace& place);

}  // namespace bangtin
