// The pages of several stories.
#include "shared/compose/news_page.h"

#include <algorithm>
#include <array>

#include "shared/base/limits.h"
#include "shared/compose/news_frame.h"
#include "shared/compose/pages.h"
#include "shared/compose/palette.h"
#include "shared/model/text.h"

namespace bangtin {
namespace {

constexpr std::array kHeadline_percent = {92, 84, 76};  ///< of a zone's base size
// Shares of the room below the band.
constexpr int kNewsPictureWide_percent = 36;
constexpr int kNewsPictureHigh_percent = 30;

NewsFrame list_frame(Fonts& fonts, const ItemContent& content, const std::string& agency,
                     Size zone_px, bool many_pages) {
  return frame_of(fonts, content, {content.title, agency, many_pages, many_pages}, zone_px);
}

/// A headline is bold and short: it may be smaller than a text that is read through.
int headline_px(Size zone_px, int percent) {
  constexpr int kSmallWall_px = 20;
  const int base = base_text_px(zone_px);
  return std::max({14, base * percent / 100, std::min(base, kSmallWall_px)});
}

/// Beside a picture a narrow zone has no room for headlines.
Size list_picture_size(const ItemContent& content, const Page& page, Size zone_px) {
  constexpr int kWidthMin_px = 720;
  return zone_px.width_px < kWidthMin_px ? Size{} : picture_size(content, page);
}

/// The rows of a list in a room: how high each is, and all of them with the least gaps.
class ListRows {
 public:
  ListRows(Fonts& fonts, const ItemContent& content, int text_px, int width_px, int base_px)
      : fonts_(fonts),
        content_(content),
        text_px_(text_px),
        width_px_(width_px),
        base_px_(base_px) {
    rule_px_ = std::max(1, base_px / 30);
  }

  int gap_px() const { return std::max(4, text_px_ * 42 / 100); }
  int rule_px() const { return rule_px_; }

  TextBlock headline(int index) const {
    return layout(fonts_, content_.stories[std::size_t(index)].title, headline_style(text_px_),
                  width_px_);
  }
  TextBlock origin(int index, int utc_offset_minutes) const {
    const Story& story = content_.stories[std::size_t(index)];
    return layout(fonts_, source_and_date(story, utc_offset_minutes), origin_style(base_px_),
                  width_px_);
  }
  int height_px(int index) const { return headline(index).height_px + origin(index, 0).height_px; }
  /// Rows [begin, end) with rules between.
  int height_px(int begin, int end) const {
    int height = 0;
    for (int i = begin; i < end; ++i) height += height_px(i);
    return height + std::max(0, end - begin - 1) * (2 * gap_px() + rule_px_);
  }

 private:
  Fonts& fonts_;
  const ItemContent& content_;
  const int text_px_;
  const int width_px_;
  const int base_px_;
  int rule_px_ = 1;
};

NewsRoom list_room(const NewsFrame& frame, Size zone_px, Size picture_px) {
  return room_with(frame.room_px, picture_px, frame.gap_px,
                   {kNewsPictureWide_percent, kNewsPictureHigh_percent}, is_upright(zone_px));
}

/// How the pages of a list are tried.
struct ListTry {
  int text_px = 0;
  int most = 0;  ///< stories on a page
};

/// How many stories from `begin` on fit a page; at least one.
int fitting(Fonts& fonts, const ItemContent& content, const NewsFrame& frame, Size zone_px,
            int begin, ListTry attempt) {
  const int total = int(content.stories.size());
  int fits = 1;
  for (int end = begin + 1; end <= total && end - begin <= attempt.most; ++end) {
    Page page;
    page.begin_story = begin;
    page.end_story = end;
    const Size picture = list_picture_size(content, page, zone_px);
    const Rect room = list_room(frame, zone_px, picture).text_px;
    const ListRows rows(fonts, content, attempt.text_px, room.width_px, frame.notice.base_px);
    if (rows.height_px(begin, end) > room.height_px) break;
    fits = end - begin;
  }
  return fits;
}

std::vector<Page> list_pages(Fonts& fonts, const ItemContent& content, const NewsFrame& frame,
                             Size zone_px, ListTry attempt) {
  std::vector<Page> pages;
  const int total = int(content.stories.size());
  for (int begin = 0; begin < total;) {
    const int count = fitting(fonts, content, frame, zone_px, begin, attempt);
    if (count == 1) {
      pages.push_back(card_page(fonts, content, begin, zone_px));
    } else {
      Page page;
      page.begin_story = begin;
      page.end_story = begin + count;
      page.text_px = attempt.text_px;
      std::size_t characters = pages.empty() ? character_count(content.title) : 0;
      for (int i = begin; i < begin + count; ++i) {
        characters += character_count(content.stories[std::size_t(i)].title);
      }
      page.duration = reading_time(characters);
      pages.push_back(page);
    }
    begin += count;
  }
  return pages;
}

Bitmap compose_list_page(Fonts& fonts, const ItemContent& content, const Page& page, Size zone_px,
                         const Bitmap* picture, const NewsPlace& place) {
  const Color ground = palette::of(content);
  const NewsFrame frame = list_frame(fonts, content, place.agency, zone_px, place.count > 1);
  Bitmap target(zone_px, palette::kPaper);
  draw_band(fonts, target, frame.notice, ground);
  const Size size = picture ? list_picture_size(content, page, zone_px) : Size{};
  const NewsRoom room = list_room(frame, zone_px, size);
  if (size.width_px > 0) draw_picture(target, room.picture_px, *picture);
  const int asked =
      page.text_px > 0 ? page.text_px : headline_px(zone_px, kHeadline_percent.front());
  const int begin = page.begin_story;
  const int end = page.end_story;
  int text_px = asked;
  const auto rows_at = [&](int size_px) {
    return ListRows(fonts, content, size_px, room.text_px.width_px, frame.notice.base_px);
  };
  constexpr int kRowMin_px = 8;
  while (text_px > kRowMin_px && rows_at(text_px).height_px(begin, end) > room.text_px.height_px) {
    text_px -= std::max(1, text_px / 16);
  }
  const ListRows rows = rows_at(text_px);
  const int slack = std::max(0, room.text_px.height_px - rows.height_px(begin, end));
  // What is left goes between the rows, up to a line; the rest stays at the foot.
  const int more = std::min(slack / std::max(1, 2 * (end - begin)), text_px * 70 / 100);
  int y = room.text_px.y_px;
  for (int i = begin; i < end; ++i) {
    const TextBlock headline = rows.headline(i);
    const TextBlock origin = rows.origin(i, place.utc_offset_minutes);
    draw(fonts, headline, target, room.text_px.x_px, y);
    y += headline.height_px;
    draw(fonts, origin, target, room.text_px.x_px, y);
    y += origin.height_px + rows.gap_px() + more;
    if (i + 1 == end) break;
    fill(target, {room.text_px.x_px, y, room.text_px.width_px, rows.rule_px()}, palette::kHairline);
    y += rows.rule_px() + rows.gap_px() + more;
  }
  draw_foot(fonts, target, frame, "", place, ground);
  draw_code(fonts, target, frame.code, place.address, content.language, palette::kInkSoft);
  return target;
}

}  // namespace

std::vector<Page> news_pages(Fonts& fonts, const ItemContent& content, Size zone_px) {
  const int total = int(std::min(content.stories.size(), limits::kStoriesMax));
  if (total == 0) return {};
  if (total == 1) return {card_page(fonts, content, 0, zone_px)};
  const NewsFrame one = list_frame(fonts, content, content.agency, zone_px, false);
  const NewsFrame many = list_frame(fonts, content, content.agency, zone_px, true);
  std::vector<Page> best;
  int best_px = 0;
  for (const int percent : kHeadline_percent) {
    const int text_px = headline_px(zone_px, percent);
    std::vector<Page> pages = list_pages(fonts, content, one, zone_px, {text_px, total});
    if (pages.size() == 1) return pages;
    pages = list_pages(fonts, content, many, zone_px, {text_px, total});
    // Smaller only where that saves a page.
    if (!best.empty() && pages.size() >= best.size()) continue;
    best = std::move(pages);
    best_px = text_px;
  }
  // As many on each page where that needs no more of them.
  const int even = (total + int(best.size()) - 1) / int(best.size());
  std::vector<Page> spread = list_pages(fonts, content, many, zone_px, {best_px, even});
  return spread.size() <= best.size() ? spread : best;
}

Bitmap compose_news(Fonts& fonts, const ItemContent& content, const Page& page, Size zone_px,
                    const Bitmap* picture, const NewsPlace& place) {
  const Bitmap* shown = picture && !picture->empty() ? picture : nullptr;
  Page within = page;
  const int total = int(content.stories.size());
  within.begin_story = std::clamp(page.begin_story, 0, std::max(0, total - 1));
  within.end_story = std::clamp(page.end_story, within.begin_story + 1, std::max(1, total));
  if (total == 0) return Bitmap(zone_px, palette::kPaper);
  if (within.end_story - within.begin_story == 1) {
    return compose_card_page(fonts, content, within, zone_px, shown, place);
  }
  return compose_list_page(fonts, content, within, zone_px, shown, place);
}

}  // namespace bangtin
