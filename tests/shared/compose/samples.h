// The sample content and the cases whose pixels are kept: for the tests of compose, the golden
// hashes, the bench. Thread: one.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "shared/compose/scene.h"

namespace bangtin::samples {

/// Header, main zone and ticker of a canvas, as the default layout divides it.
struct Zones {
  Rect header;
  Rect main;
  Rect ticker;
};
Zones zones_of(Size canvas_px);

/// The canvases that this product meets.
std::vector<Size> canvases();

ItemContent short_notice();
ItemContent long_notice();
ItemContent notice_with_long_title();
ItemContent storm_alert();
ItemContent khmer_notice();
ItemContent picture_item();
ItemContent ticker_item();
/// A clip of 12.5 s with the sample picture as its poster.
ItemContent video_item();
/// One story with a lead, with and without the sample picture; a headline alone; seven stories, the
/// second with the picture.
ItemContent news_card();
ItemContent news_card_without_picture();
ItemContent news_headline();
ItemContent news_list();
/// Where residents read items: long, as a commune's is.
std::string site();
CardText pairing_card();
Place place();

/// A picture of made-up fields and sky, and its name.
Bitmap picture(Size size_px);
Digest picture_blob();

/// `content` with its pages for the zones.
ItemVersion version_of(Fonts& fonts, const ItemContent& content, const std::vector<Size>& zones_px);

/// The whole canvas with this item's page in the main zone.
Bitmap canvas_with(Composer& composer, const ItemContent& content, std::size_t page,
                   Size canvas_px);

/// What the bench measures: a full notice page for the main zone of 1920x1080. The content is paged
/// once, outside; `compose` is one page from text to pixels.
struct NoticePageWork {
  ItemVersion item;
  Size zone_px;
  Bitmap compose(Composer& composer) const;
};
NoticePageWork notice_page_1080p(Fonts& fonts);

/// One picture whose pixels may not change by chance.
struct Case {
  std::string name;
  std::function<Bitmap(Composer&)> compose;
};
std::vector<Case> golden_cases();

}  // namespace bangtin::samples
