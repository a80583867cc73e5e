#include "shared/compose/scene.h"

#include <algorithm>
#include <utility>

#include "shared/base/check.h"
#include "shared/compose/news_page.h"
#include "shared/compose/notice.h"
#include "shared/compose/pages.h"
#include "shared/compose/palette.h"
#include "shared/model/web_address.h"

namespace bangtin {
namespace {

constexpr int kBodyMin_px = 6;

const std::string& agency_of(const ItemContent& content, const Place& place) {
  return content.agency.empty() ? place.agency : content.agency;
}

/// Where a page is among its fellows.
struct PageNumber {
  int number = 1;
  int count = 1;
};

/// The part of the body that the page names, at its size or at the largest below that fits.
TextBlock body_block(Fonts& fonts, const ItemContent& content, const Page& page,
                     const NoticeFrame& frame) {
  ShapedText body = shape(fonts, content.body, false);
  const int asked = page.text_px > 0 ? page.text_px : frame.base_px;
  for (int text_px = asked;; text_px -= std::max(1, text_px / 16)) {
    text_px = std::max(text_px, kBodyMin_px);
    TextStyle style = body_style(text_px);
    const int line = line_height_px(body, style);
    const std::vector<TextLine> lines =
        break_lines(fonts, body, style, frame.body_px.width_px, page.begin_byte, page.end_byte,
                    frame.body_px.height_px + 3 * line);
    const int height = lines.empty() ? 0 : lines.back().top_px + line;
    if (height > frame.body_px.height_px && text_px > kBodyMin_px) continue;
    if (height > frame.body_px.height_px) {
      style.lines_max = std::max(1, frame.body_px.height_px / line);
      style.paragraph_gap_percent = 0;
    }
    return layout(fonts, std::move(body), style, frame.body_px.width_px, page.begin_byte,
                  page.end_byte);
  }
}

Bitmap notice_page(Fonts& fonts, const ItemVersion& item, const Page& page, PageNumber at,
                   Size zone_px, const std::string& agency, int utc_offset_minutes) {
  const ItemContent& content = item.content;
  const NoticePage which = at.count <= 1    ? NoticePage::Only
                           : at.number == 1 ? NoticePage::First
                                            : NoticePage::Later;
  const NoticeFrame frame = notice_frame(fonts, content, agency, zone_px, which);
  const Color ground = palette::of(content);
  Bitmap target(zone_px, palette::kPaper);
  fill_gradient(target, frame.band_px, mixed(ground, palette::kWhite, 12), ground);
  fill(target,
       {0, frame.band_px.y_px + frame.band_px.height_px - frame.accent_px, zone_px.width_px,
        frame.accent_px},
       palette::kGold);
  draw(fonts, frame.agency.block, target, frame.agency.x_px, frame.agency.y_px);
  draw(fonts, frame.title.block, target, frame.title.x_px, frame.title.y_px);

  const TextBlock body = body_block(fonts, content, page, frame);
  const int slack = std::max(0, frame.body_px.height_px - body.height_px);
  // A short text alone stands a little above the middle; pages of one text all begin at the top.
  const int down = at.count > 1 ? 0 : slack * 38 / 100;
  draw(fonts, body, target, frame.body_px.x_px, frame.body_px.y_px + down);
  draw_code(fonts, target, frame.code, address_of(item), content.language, palette::kInkSoft);

  if (frame.footer_px.height_px > 0) {
    fill(target,
         {frame.footer_px.x_px, frame.footer_px.y_px, frame.footer_px.width_px,
          std::max(1, frame.base_px / 30)},
         palette::kHairline);
    TextStyle style;
    style.size_px = std::max(13, frame.base_px * 44 / 100);
    style.color = palette::kInkSoft;
    style.line_height_percent = 137;
    style.lines_max = 1;
    const int width =
        std::max(1, frame.footer_px.width_px - frame.indicator_px.width_px - frame.base_px);
    const std::string text = footer_text(fonts, content, style, width, utc_offset_minutes);
    const TextBlock block = layout(fonts, text, style, width);
    draw(fonts, block, target, frame.footer_px.x_px,
         frame.footer_px.y_px + (frame.footer_px.height_px - block.height_px) / 2);
    draw_indicator(fonts, target, frame.indicator_px, at.number, at.count, ground, palette::kWhite);
  } else {
    draw_indicator(fonts, target, frame.indicator_px, at.number, at.count, palette::kWhite, ground);
  }
  return target;
}

/// The picture itself, blurred and dark: calm, and never of a colour that fights with it.
void draw_backdrop(Bitmap& target, Rect area, const Bitmap& picture) {
  const Bitmap few = scale(picture, {std::max(1, std::min(10, area.width_px)),
                                     std::max(1, std::min(6, area.height_px))});
  Bitmap blurred = scale(few, {area.width_px, area.height_px});
  fill(blurred, {0, 0, blurred.width(), blurred.height()}, 0xb00b1626);
  blit(target, blurred, area.x_px, area.y_px);
}

Bitmap picture_page(Fonts& fonts, const ItemContent& content, PageNumber at, Size zone_px,
                    const Bitmap& picture) {
  const Color ground = palette::of(content);
  Bitmap target(zone_px, palette::kNight);
  const int base = base_text_px(zone_px);
  const int margin = margin_px(zone_px);
  const int pad = std::max(2, base * 22 / 100);
  const int accent = std::max(2, base / 12);
  const int pill = at.count > 1 ? std::max(14, base * 66 / 100) : 0;
  const int width =
      std::max(1, zone_px.width_px - 2 * margin - (pill > 0 ? 2 * pill + pad * 2 : 0));
  TextStyle style;
  style.bold = true;
  style.color = palette::kWhite;
  style.line_height_percent = 137;
  style.size_px = base * 84 / 100;
  style.lines_max = 2;
  style.balanced = true;
  TextBlock caption =
      layout_to_fit(fonts, content.title, style, {width, std::max(1, zone_px.height_px * 24 / 100)},
                    base * 58 / 100);
  if (caption.cut) {
    style.lines_max = 5;
    caption = layout_to_fit(fonts, content.title, style,
                            {width, std::max(1, zone_px.height_px * 34 / 100)}, 10);
  }
  const int strip = std::min(zone_px.height_px, caption.height_px + 2 * pad + accent);
  const Rect above{0, 0, zone_px.width_px, zone_px.height_px - strip};
  if (above.height_px > 0 && !picture.empty()) {
    const Bitmap fit = scale_to_fit(picture, {above.width_px, above.height_px});
    draw_backdrop(target, above, fit);
    blit(target, fit, (above.width_px - fit.width()) / 2, (above.height_px - fit.height()) / 2);
  }
  fill(target, {0, above.height_px, zone_px.width_px, accent}, palette::kGold);
  fill(target, {0, above.height_px + accent, zone_px.width_px, strip - accent}, ground);
  draw(fonts, caption, target, margin, above.height_px + accent + pad);
  const Rect indicator{zone_px.width_px - margin - 2 * pill,
                       above.height_px + accent + (strip - accent - pill) / 2, 2 * pill, pill};
  draw_indicator(fonts, target, indicator, at.number, at.count, palette::kWhite, ground);
  return target;
}

/// What stands for a clip: nothing of ours lies over it or beside it.
Bitmap clip_page(Size zone_px, const Bitmap& poster) {
  Bitmap target(zone_px, palette::kNight);
  const Rect area = clip_rect(poster.size, {0, 0, zone_px.width_px, zone_px.height_px});
  blit(target, scale(poster, {area.width_px, area.height_px}), area.x_px, area.y_px);
  return target;
}

const ItemVersion* item_at(const Manifest& manifest, std::uint32_t index) {
  return index < manifest.items.size() ? &manifest.items[index] : nullptr;
}

const Pagination* pages_with(const ItemVersion& item, Size zone_px, std::uint32_t page) {
  const Pagination* pagination = pagination_for(item, zone_px);
  return pagination && page < pagination->pages.size() ? pagination : nullptr;
}

}  // namespace

Rect clip_rect(Size clip_px, Rect zone_px) {
  Size fit = fitted(clip_px, {zone_px.width_px, zone_px.height_px});
  if (fit.width_px > 1) fit.width_px -= fit.width_px % 2;
  return {zone_px.x_px + (zone_px.width_px - fit.width_px) / 2,
          zone_px.y_px + (zone_px.height_px - fit.height_px) / 2, fit.width_px, fit.height_px};
}

Composer::Composer(std::shared_ptr<Fonts> fonts) : fonts_(std::move(fonts)) { CHECK(fonts_); }

Bitmap Composer::compose_page(const ItemVersion& item, const Page& page, int page_number,
                              int page_count, Size zone_px, const Bitmap* picture,
                              const Place& place, int utc_offset_minutes) {
  if (zone_px.width_px <= 0 || zone_px.height_px <= 0) return Bitmap();
  const std::string& agency = agency_of(item.content, place);
  const PageNumber at{page_number, page_count};
  if (item.content.kind == ItemKind::News) {
    return compose_news(*fonts_, item.content, page, zone_px, picture,
                        {page_number, page_count, agency, utc_offset_minutes, address_of(item)});
  }
  if (page.media == Page::kNoMedia) {
    return notice_page(*fonts_, item, page, at, zone_px, agency, utc_offset_minutes);
  }
  if (picture && !picture->empty()) {
    if (item.content.kind == ItemKind::Video) return clip_page(zone_px, *picture);
    return picture_page(*fonts_, item.content, at, zone_px, *picture);
  }
  CardText text;
  text.title = item.content.title;
  Place speaker = place;
  speaker.agency = agency;
  return compose_card(&speaker, zone_px, text);
}

Bitmap Composer::compose_zone(const Manifest& manifest, const Scene& scene, const ZoneScene& zone,
                              Instant now, const PictureSource& pictures) {
  const Selection& selection = manifest.selection;
  if (scene.layout >= selection.layouts.size()) return Bitmap();
  const Layout& layout = selection.layouts[scene.layout];
  if (zone.zone >= layout.zones.size()) return Bitmap();
  const Rect& rect = layout.zones[zone.zone].rect_px;
  const Size size{rect.width_px, rect.height_px};
  if (size.width_px <= 0 || size.height_px <= 0) return Bitmap();
  if (zone.content == ZoneScene::Content::Header) {
    return compose_header(selection.place, local_time(zone.since, selection.utc_offset_minutes),
                          size);
  }
  if (zone.content == ZoneScene::Content::PlainHeader) {
    return compose_header(selection.place, std::nullopt, size);
  }
  const ItemVersion* item = item_at(manifest, zone.item);
  const Pagination* pagination = item ? pages_with(*item, size, zone.page) : nullptr;
  if (zone.content == ZoneScene::Content::Empty || !pagination) {
    return compose_empty_zone(selection.place, size);
  }
  const Page& page = pagination->pages[zone.page];
  if (zone.content == ZoneScene::Content::Ticker) {
    Bitmap target(size, ticker_background(item->content));
    const Bitmap strip = compose_ticker_strip(*item, size);
    const int x = ticker_offset_px(size.width_px, strip.width(), page.duration, now - zone.since);
    blit(target, strip, x, 0);
    return target;
  }
  const int media = pictures ? picture_of_page(item->content, page) : Media::kNone;
  const Bitmap* picture =
      media == Media::kNone ? nullptr : pictures(item->content.media[std::size_t(media)].blob);
  return compose_page(*item, page, int(zone.page) + 1, int(pagination->pages.size()), size, picture,
                      selection.place, selection.utc_offset_minutes);
}

Bitmap Composer::compose_scene(const Manifest& manifest, const Scene& scene, Instant now,
                               const PictureSource& pictures) {
  const Selection& selection = manifest.selection;
  if (scene.kind == Scene::Kind::Card || scene.layout >= selection.layouts.size()) {
    return compose_card(&selection.place, selection.canvas_px);
  }
  Bitmap canvas(selection.canvas_px, palette::kNight);
  const Layout& layout = selection.layouts[scene.layout];
  for (const ZoneScene& zone : scene.zones) {
    if (zone.zone >= layout.zones.size()) continue;
    const Rect& rect = layout.zones[zone.zone].rect_px;
    blit(canvas, compose_zone(manifest, scene, zone, now, pictures), rect.x_px, rect.y_px);
  }
  return canvas;
}

}  // namespace bangtin
