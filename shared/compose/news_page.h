// The template of News: a page of one story is a card (headline, picture, lead, source and date), a
// page of several a list of headlines with the picture of the first that has one. For the files of
// this folder. Thread: that of the Fonts.
#pragma once

#include <string>
#include <vector>

#include "shared/compose/notice.h"

namespace bangtin {

/// The pages of a News item: as many stories on each as are legible there, evenly spread; the time
/// it takes to read them. Total.
std::vector<Page> news_pages(Fonts& fonts, const ItemContent& content, Size zone_px);

/// Which of how many pages this is, and who speaks.
struct NewsPlace {
  int number = 1;
  int count = 1;
  std::string agency;
  int utc_offset_minutes = 420;
  std::string address = {};  ///< of its page on the web; empty: no code
};

/// `picture` is that of picture_of_page, at any size, or null: then the text takes its room.
Bitmap compose_news(Fonts& fonts, const ItemContent& content, const Page& page, Size zone_px,
                    const Bitmap* picture, const NewsPlace& place);

/// "Nguồn: Báo Nhân Dân · 22/11/2026", the date as the feed wrote it where it was no date.
std::string story_origin(const Story& story, const std::string& language, int utc_offset_minutes);

}  // namespace bangtin
