#include "shared/compose/news_frame.h"

#include <algorithm>

#include "shared/compose/palette.h"

namespace bangtin {
namespace {

constexpr int kOrigin_percent = 46;  ///< of a zone's base size
constexpr int kHeadlineLinesMax = 3;

/// The words before a source in one language.
std::string_view source_word(const std::string& language) {
  return language.starts_with("en") ? "Source: " : "Nguồn: ";
}

}  // namespace

bool is_upright(Size zone_px) { return zone_px.height_px > zone_px.width_px; }

TextStyle origin_style(int base_px) {
  TextStyle style;
  style.size_px = std::max(13, base_px * kOrigin_percent / 100);
  style.color = palette::kInkSoft;
  style.line_height_percent = 137;
  style.lines_max = 1;
  return style;
}

TextStyle headline_style(int text_px) {
  TextStyle style;
  style.size_px = text_px;
  style.bold = true;
  style.color = palette::kInk;
  style.line_height_percent = 137;
  style.lines_max = kHeadlineLinesMax;
  return style;
}

NewsRoom room_with(Rect room, Size picture_px, int gap_px, Size share_percent, bool upright) {
  NewsRoom out{{}, room};
  if (picture_px.width_px <= 0 || picture_px.height_px <= 0) return out;
  const Size box{upright ? room.width_px : room.width_px * share_percent.width_px / 100,
                 upright ? room.height_px * share_percent.height_px / 100 : room.height_px};
  const Size fit = fitted(picture_px, {std::max(1, box.width_px), std::max(1, box.height_px)});
  out.picture_px = {room.x_px, room.y_px, fit.width_px, fit.height_px};
  if (upright) {
    out.picture_px.x_px += (room.width_px - fit.width_px) / 2;
    const int used = fit.height_px + gap_px;
    out.text_px.y_px += used;
    out.text_px.height_px = std::max(1, room.height_px - used);
  } else {
    const int used = fit.width_px + gap_px;
    out.text_px.x_px += used;
    out.text_px.width_px = std::max(1, room.width_px - used);
  }
  return out;
}

Size picture_size(const ItemContent& content, const Page& page) {
  const int media = picture_of_page(content, page);
  return media == Media::kNone ? Size{} : content.media[std::size_t(media)].size_px;
}

std::string source_and_date(const Story& story, int utc_offset_minutes) {
  const std::string date =
      story.published_at ? date_text(*story.published_at, utc_offset_minutes) : story.published_as;
  return date.empty() ? story.source : story.source + " · " + date;
}

NewsFrame frame_of(Fonts& fonts, const ItemContent& content, const NewsBand& band, Size zone_px) {
  ItemContent shown;
  shown.title = band.title;
  shown.category = content.category;
  shown.priority = content.priority;
  NewsFrame frame;
  frame.notice = notice_frame(fonts, shown, band.above, zone_px,
                              band.later ? NoticePage::Later : NoticePage::Only);
  const int base = frame.notice.base_px;
  const int line = origin_style(base).size_px * 160 / 100;
  frame.gap_px = std::max(4, base * 50 / 100);
  const int foot = band.with_foot ? std::min(line, zone_px.height_px / 6) : 0;
  const Rect& body = frame.notice.body_px;
  const int below = std::max(2, base * 12 / 100);
  frame.foot_px = {body.x_px, zone_px.height_px - foot - below, body.width_px, foot};
  const int bottom = band.with_foot ? frame.foot_px.y_px - below : zone_px.height_px - frame.gap_px;
  const Rect room{body.x_px, body.y_px, body.width_px, std::max(1, bottom - body.y_px)};
  frame.code = room_with_code(content, zone_px, room, base);
  frame.room_px = frame.code.rest_px;
  return frame;
}

void draw_band(Fonts& fonts, Bitmap& target, const NoticeFrame& frame, Color ground) {
  fill_gradient(target, frame.band_px, mixed(ground, palette::kWhite, 12), ground);
  fill(target,
       {0, frame.band_px.height_px - frame.accent_px, frame.zone_px.width_px, frame.accent_px},
       palette::kGold);
  draw(fonts, frame.agency.block, target, frame.agency.x_px, frame.agency.y_px);
  draw(fonts, frame.title.block, target, frame.title.x_px, frame.title.y_px);
}

void draw_foot(Fonts& fonts, Bitmap& target, const NewsFrame& frame, const std::string& origin,
               const NewsPlace& place, Color ground) {
  const Rect& foot = frame.foot_px;
  if (foot.height_px <= 0) return;
  const int base = frame.notice.base_px;
  const int pill = place.count > 1 ? std::min(foot.height_px, std::max(14, base * 66 / 100)) : 0;
  const int width = std::max(1, foot.width_px - (pill > 0 ? 2 * pill + base / 2 : 0));
  const TextBlock block =
      layout_to_fit(fonts, origin, origin_style(base), {width, foot.height_px * 2}, 10);
  draw(fonts, block, target, foot.x_px, foot.y_px + (foot.height_px - block.height_px) / 2);
  draw_indicator(fonts, target,
                 {foot.x_px + foot.width_px - 2 * pill, foot.y_px + (foot.height_px - pill) / 2,
                  2 * pill, pill},
                 place.number, place.count, ground, palette::kWhite);
}

void draw_picture(Bitmap& target, Rect area, const Bitmap& picture) {
  blit(target, scale(picture, {area.width_px, area.height_px}), area.x_px, area.y_px);
}

std::string story_origin(const Story& story, const std::string& language, int utc_offset_minutes) {
  return std::string(source_word(language)) + source_and_date(story, utc_offset_minutes);
}

}  // namespace bangtin
