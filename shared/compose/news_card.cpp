// The page of one story.
#include <algorithm>
#include <array>

#include "shared/compose/breaks.h"
#include "shared/compose/news_frame.h"
#include "shared/compose/pages.h"
#include "shared/compose/palette.h"
#include "shared/model/text.h"

namespace bangtin {
namespace {

constexpr std::array kLeadLadder_percent = {150, 138, 126, 116, 108, 100, 94, 88};
// Shares of the room below the band.
constexpr int kPictureWide_percent = 46;
constexpr int kPictureHigh_percent = 46;

NewsFrame card_frame(Fonts& fonts, const ItemContent& content, const Story& story, Size zone_px) {
  // A list that goes over several pages is no headline of this story.
  const std::string above = content.stories.size() > 1 ? content.title : content.agency;
  return frame_of(fonts, content, {story.title, above, true, false}, zone_px);
}

NewsRoom card_room(const NewsFrame& frame, Size zone_px, Size picture_px, bool with_lead) {
  if (with_lead) {
    return room_with(frame.room_px, picture_px, frame.gap_px,
                     {kPictureWide_percent, kPictureHigh_percent}, is_upright(zone_px));
  }
  NewsRoom out = room_with(frame.room_px, picture_px, 0, {100, 100}, true);
  out.picture_px.y_px += (frame.room_px.height_px - out.picture_px.height_px) / 2;
  return out;
}

/// How much of a lead is shown.
struct Shown {
  int end_byte = 0;
  bool cut = false;  ///< ends inside a sentence, with "…"
};

/// As many whole sentences as fit; where not even the first does, as many lines.
Shown shown_part(Fonts& fonts, const ShapedText& lead, const TextStyle& style, Size room_px) {
  const std::string_view text = lead.text;
  const int line = line_height_px(lead, style);
  const auto lines =
      break_lines(fonts, lead, style, room_px.width_px, 0, int(text.size()), room_px.height_px);
  int end = 0;
  for (const TextLine& each : lines) {
    if (each.top_px + line <= room_px.height_px) end = each.end_byte;
  }
  if (lines.empty() || end >= int(text.size())) return {int(text.size()), false};
  for (int byte = end; byte > 0; --byte) {
    const auto at = std::size_t(byte);
    if (text[at] == '\n' || ends_sentence(text, at - 1)) return {byte, false};
  }
  return {int(text.size()), true};
}

TextBlock lead_block(Fonts& fonts, const std::string& lead, int text_px, Size room_px) {
  TextStyle style = body_style(text_px);
  ShapedText shaped = shape(fonts, lead, false);
  const Shown shown = shown_part(fonts, shaped, style, room_px);
  if (shown.cut) {
    style.paragraph_gap_percent = 0;
    style.lines_max = std::max(1, room_px.height_px / std::max(1, line_height_px(shaped, style)));
  }
  return layout(fonts, std::move(shaped), style, room_px.width_px, 0, shown.end_byte);
}

/// How a lead is set: what is shown at the smallest size, as large as that goes.
struct LeadSize {
  int text_px = 0;
  std::size_t characters = 0;  ///< shown
};
LeadSize lead_size(Fonts& fonts, const std::string& lead, int base_px, int smallest_px,
                   Size room_px) {
  const ShapedText shaped = shape(fonts, lead, false);
  const int least = std::max(smallest_px, base_px * kLeadLadder_percent.back() / 100);
  const Shown shown = shown_part(fonts, shaped, body_style(least), room_px);
  LeadSize size{
      least, character_count(std::string_view(shaped.text).substr(0, std::size_t(shown.end_byte)))};
  for (const int percent : kLeadLadder_percent) {
    const int text_px = base_px * percent / 100;
    if (shown.cut || text_px <= least) break;
    const TextStyle style = body_style(text_px);
    const auto lines = break_lines(fonts, shaped, style, room_px.width_px, 0, shown.end_byte);
    const int height = lines.empty() ? 0 : lines.back().top_px + line_height_px(shaped, style);
    if (height > room_px.height_px) continue;
    size.text_px = text_px;
    break;
  }
  return size;
}

/// True when the room below the band holds nothing worth reading: the headline takes the zone.
bool is_headline_alone(const NewsFrame& frame, const Story& story, bool with_picture,
                       Size zone_px) {
  constexpr int kTwoLines_percent = 137 * 2;
  const bool low = frame.room_px.height_px * 100 < smallest_text_px(zone_px) * kTwoLines_percent;
  return low || (story.lead.empty() && !with_picture);
}

/// What stands around a headline alone.
struct HeadlineLook {
  Color ground = 0;
  std::string above;
  std::string origin;
  CodeRoom code;
  std::string language;
};

/// What a headline alone shares with a code: the zone within its margins, above the page number.
Rect headline_room(Size zone_px, const NewsPlace& place) {
  const int base = base_text_px(zone_px);
  const int margin = margin_px(zone_px);
  const int gap = std::max(4, base * 45 / 100);
  const int pill = place.count > 1 ? std::max(14, base * 60 / 100) + gap / 2 : 0;
  return {margin, gap, std::max(1, zone_px.width_px - 2 * margin),
          std::max(1, zone_px.height_px - 2 * gap - pill)};
}

/// A headline alone: large, on the colour of its kind.
Bitmap headline_page(Fonts& fonts, const Story& story, Size zone_px, const NewsPlace& place,
                     const HeadlineLook& look) {
  const Color ground = look.ground;
  Bitmap target(zone_px, ground);
  fill_gradient(target, {0, 0, zone_px.width_px, zone_px.height_px},
                mixed(ground, palette::kWhite, 12), ground);
  const int base = base_text_px(zone_px);
  const int margin = margin_px(zone_px);
  // Along the foot of an upright zone a code takes height, beside the text it takes width.
  const bool is_below = look.code.has_code() && is_upright(zone_px);
  const int width = look.code.has_code() ? look.code.rest_px.width_px
                                         : std::max(1, zone_px.width_px - 2 * margin);
  const int room_height = is_below ? look.code.rest_px.height_px : zone_px.height_px;
  TextStyle style = headline_style(base * 190 / 100);
  style.color = palette::kWhite;
  style.lines_max = 0;
  style.balanced = true;
  const TextBlock block =
      layout_to_fit(fonts, story.title, style, {width, std::max(1, room_height * 62 / 100)}, 12);
  TextStyle soft = origin_style(base);
  soft.color = palette::kMist;
  const TextBlock from = layout_to_fit(fonts, look.origin, soft, {width, zone_px.height_px}, 10);
  const int bar = std::max(2, base / 10);
  const int gap = std::max(4, base * 45 / 100);
  TextStyle kicker = soft;
  kicker.bold = true;
  kicker.color = palette::kGold;
  kicker.tracking_permille = 60;
  constexpr int kKickerZoneMin_px = 200;
  const bool with_kicker = zone_px.height_px >= kKickerZoneMin_px && !look.above.empty();
  const TextBlock above =
      layout(fonts, with_kicker ? to_upper(look.above) : std::string(), kicker, width);
  const int over = with_kicker ? above.height_px + gap / 2 : 0;
  const int height = over + block.height_px + gap + bar + gap + from.height_px;
  int y = std::max(0, (room_height - height) / 2);
  if (with_kicker) draw(fonts, above, target, margin, y);
  y += over;
  draw(fonts, block, target, margin, y);
  y += block.height_px + gap;
  fill(target, {margin, y, std::min(width, base * 3), bar}, palette::kGold);
  draw(fonts, from, target, margin, y + bar + gap);
  draw_code(fonts, target, look.code, place.address, look.language, palette::kMist);
  if (place.count > 1) {
    const int pill = std::max(14, base * 60 / 100);
    draw_indicator(
        fonts, target,
        {zone_px.width_px - margin - 2 * pill, zone_px.height_px - pill - gap / 2, 2 * pill, pill},
        place.number, place.count, palette::kWhite, ground);
  }
  return target;
}

}  // namespace

Page card_page(Fonts& fonts, const ItemContent& content, int index, Size zone_px) {
  const Story& story = content.stories[std::size_t(index)];
  const NewsFrame frame = card_frame(fonts, content, story, zone_px);
  Page page;
  page.begin_story = index;
  page.end_story = index + 1;
  const Size picture = picture_size(content, page);
  std::size_t characters = character_count(story.title);
  page.text_px = frame.notice.base_px;
  if (!story.lead.empty() && !is_headline_alone(frame, story, picture.width_px > 0, zone_px)) {
    const Rect room = card_room(frame, zone_px, picture, true).text_px;
    const LeadSize lead = lead_size(fonts, story.lead, frame.notice.base_px,
                                    smallest_text_px(zone_px), {room.width_px, room.height_px});
    page.text_px = lead.text_px;
    characters += lead.characters;
  }
  page.duration = reading_time(characters);
  return page;
}

Bitmap compose_card_page(Fonts& fonts, const ItemContent& content, const Page& page, Size zone_px,
                         const Bitmap* picture, const NewsPlace& place) {
  const Story& story = content.stories[std::size_t(page.begin_story)];
  const Color ground = palette::of(content);
  const std::string origin = story_origin(story, content.language, place.utc_offset_minutes);
  const NewsFrame frame = card_frame(fonts, content, story, zone_px);
  if (is_headline_alone(frame, story, picture != nullptr, zone_px)) {
    const std::string& above = content.stories.size() > 1 ? content.title : place.agency;
    const CodeRoom code =
        room_with_code(content, zone_px, headline_room(zone_px, place), frame.notice.base_px);
    return headline_page(fonts, story, zone_px, place,
                         {ground, above, origin, code, content.language});
  }
  Bitmap target(zone_px, palette::kPaper);
  draw_band(fonts, target, frame.notice, ground);
  const NewsRoom room = card_room(frame, zone_px, picture ? picture_size(content, page) : Size{},
                                  !story.lead.empty());
  if (picture) draw_picture(target, room.picture_px, *picture);
  if (!story.lead.empty()) {
    const Size text{room.text_px.width_px, room.text_px.height_px};
    const int asked = page.text_px > 0 ? page.text_px : frame.notice.base_px;
    const TextBlock block = lead_block(fonts, story.lead, asked, text);
    const int slack = std::max(0, text.height_px - block.height_px);
    // Beside a picture the text begins where the picture does; alone it stands above the middle.
    const int down = picture ? 0 : slack * 38 / 100;
    draw(fonts, block, target, room.text_px.x_px, room.text_px.y_px + down);
  }
  draw_foot(fonts, target, frame, origin, place, ground);
  draw_code(fonts, target, frame.code, place.address, content.language, palette::kInkSoft);
  return target;
}

}  // namespace bangtin
