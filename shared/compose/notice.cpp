#include "shared/compose/notice.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <span>
#include <vector>

#include "shared/compose/breaks.h"
#include "shared/compose/pages.h"
#include "shared/compose/palette.h"
#include "shared/model/calendar.h"

namespace bangtin {
namespace {

// Below these heights of a zone a part is left away: the title and the text matter more.
constexpr int kAgencyZoneMin_px = 200;
constexpr int kFooterZoneMin_px = 240;
constexpr int kAnyWidth_px = 1 << 20;

/// The words of the footer in one language.
struct FooterWords {
  std::string_view language;
  std::string_view number;
  std::string_view source;
  std::string_view until;
};
constexpr std::array<FooterWords, 2> kFooterWords{{
    {"vi", "Số: ", "Nguồn: ", "Hiệu lực đến "},
    {"en", "No. ", "Source: ", "Valid until "},
}};

FooterWords footer_words(const std::string& language) {
  for (const FooterWords& words : kFooterWords) {
    if (language.substr(0, language.find('-')) == words.language) return words;
  }
  return kFooterWords.front();  // Every reader here knows Vietnamese; a bare date says little.
}

/// How a title may be set: tried in order, the first that fits is taken.
struct TitleTry {
  int size_percent = 0;  ///< of the base size
  int size_min_percent = 0;
  int lines_max = 0;
  int height_permille = 0;  ///< of the zone
};
constexpr std::array kTitleTries{
    TitleTry{135, 108, 1, 340}, TitleTry{118, 92, 2, 340}, TitleTry{105, 72, 4, 360},
    TitleTry{90, 58, 8, 460},   TitleTry{72, 46, 10, 560},
};

/// The title of a later page: who reads on has seen it whole.
constexpr std::array kShortTitle{TitleTry{88, 62, 1, 340}};

TextBlock title_block(Fonts& fonts, const std::string& title, std::span<const TitleTry> tries,
                      int base_px, Size zone_px, int width_px) {
  TextStyle style;
  style.bold = true;
  style.color = palette::kWhite;
  style.line_height_percent = 137;
  style.balanced = true;
  TextBlock block;
  for (const TitleTry& attempt : tries) {
    style.size_px = base_px * attempt.size_percent / 100;
    style.lines_max = attempt.lines_max;
    const Size box{width_px, std::max(1, zone_px.height_px * attempt.height_permille / 1000)};
    block = layout_to_fit(fonts, title, style, box,
                          std::max(10, base_px * attempt.size_min_percent / 100));
    const bool forced = std::any_of(block.lines.begin(), block.lines.end(),
                                    [](const TextLine& line) { return line.forced; });
    if (!block.cut && !forced && block.height_px <= box.height_px) break;
  }
  return block;
}

/// The text of all pages is set in one width: where the first has no room for a code, none has.
CodeRoom code_of(Fonts& fonts, const ItemContent& content, const std::string& agency,
                 const NoticeFrame& frame, NoticePage which) {
  CodeRoom none;
  none.rest_px = frame.body_px;
  if (!content.site) return none;
  if (which == NoticePage::Later &&
      !notice_frame(fonts, content, agency, frame.zone_px, NoticePage::First).code.has_code()) {
    return none;
  }
  return room_with_code(content, frame.zone_px, frame.body_px, frame.base_px);
}

}  // namespace

std::string date_text(Instant instant, int utc_offset_minutes) {
  const std::chrono::year_month_day day = local_time(instant, utc_offset_minutes).day;
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%02u/%02u/%04d", unsigned(day.day()),
                unsigned(day.month()), int(day.year()));
  return text.data();
}

int margin_px(Size zone_px) {
  // By the width alone, so that the edges of header, main zone and ticker stand in one line.
  return std::clamp(zone_px.width_px * 42 / 1000, 4, std::max(4, zone_px.width_px / 8));
}

int base_text_px(Size zone_px) {
  const int by_height = zone_px.height_px / 13;
  // A small LED wall is read from as far as a big one: its letters take a larger share.
  const int small = std::min({zone_px.width_px / 19, zone_px.height_px / 6, 28});
  return std::max(14, std::min(std::max(by_height, small), zone_px.width_px / 17));
}

int smallest_text_px(Size zone_px) {
  constexpr int kSmallWall_px = 20;
  const int base = base_text_px(zone_px);
  const int by_height = std::min(zone_px.height_px / 16, base * 88 / 100);
  return std::max({14, by_height, std::min(base, kSmallWall_px)});
}

TextStyle body_style(int text_px) {
  TextStyle style;
  style.size_px = text_px;
  style.color = palette::kInk;
  style.line_height_percent = text_px < 30 ? 137 : 143;
  style.paragraph_gap_percent = text_px < 30 ? 20 : 45;
  return style;
}

int text_width_px(Fonts& fonts, std::string_view text, const TextStyle& style) {
  return layout(fonts, text, style, kAnyWidth_px).ink_width_px();
}

NoticeFrame notice_frame(Fonts& fonts, const ItemContent& content, const std::string& agency,
                         Size zone_px, NoticePage which) {
  NoticeFrame frame;
  frame.zone_px = zone_px;
  frame.base_px = base_text_px(zone_px);
  const int base = frame.base_px;
  const int margin = margin_px(zone_px);
  const int width = std::max(1, zone_px.width_px - 2 * margin);
  const bool footer = zone_px.height_px >= kFooterZoneMin_px;
  const bool many_pages = which != NoticePage::Only;
  const bool with_agency =
      zone_px.height_px >= kAgencyZoneMin_px && !agency.empty() && which != NoticePage::Later;
  const int pad = std::max(2, base * 30 / 100);
  const int indicator_height = std::max(14, base * (footer ? 66 : 88) / 100);
  const int indicator_width = many_pages ? indicator_height * 2 : 0;

  int title_width = width;
  if (!footer && many_pages) title_width = std::max(1, width - indicator_width - pad);
  int y = with_agency ? pad : pad / 2;
  if (with_agency) {
    TextStyle style;
    style.size_px = std::max(12, base * 44 / 100);
    style.bold = true;
    style.color = palette::kGold;
    style.tracking_permille = 60;
    style.lines_max = 1;
    frame.agency = {layout(fonts, to_upper(agency), style, width), margin, y};
    y += frame.agency.block.height_px;
  }
  const std::span<const TitleTry> tries = which == NoticePage::Later
                                              ? std::span<const TitleTry>(kShortTitle)
                                              : std::span<const TitleTry>(kTitleTries);
  frame.title = {title_block(fonts, content.title, tries, base, zone_px, title_width), margin, y};
  y += frame.title.block.height_px;
  frame.accent_px = std::max(2, base / 12);
  y += (with_agency ? pad * 3 / 4 : pad / 2) + frame.accent_px;
  frame.band_px = {0, 0, zone_px.width_px, std::min(y, zone_px.height_px)};

  const int footer_height = footer ? std::max(24, base * 100 / 100) : 0;
  frame.footer_px = {margin, zone_px.height_px - footer_height, width, footer_height};
  const int gap = std::max(3, base * (footer ? 50 : 20) / 100);
  const int bottom = frame.footer_px.y_px - (footer ? gap / 2 : gap / 2);
  frame.body_px = {margin, y + gap, width, std::max(1, bottom - y - gap)};
  frame.code = code_of(fonts, content, agency, frame, which);
  frame.body_px = frame.code.rest_px;
  const int around_px = footer ? footer_height : y - frame.accent_px;
  const int indicator_top = footer ? frame.footer_px.y_px : 0;
  frame.indicator_px = {margin + width - indicator_width,
                        indicator_top + (around_px - indicator_height) / 2, indicator_width,
                        indicator_height};
  return frame;
}

void draw_indicator(Fonts& fonts, Bitmap& target, Rect area, int page_number, int page_count,
                    Color ground, Color ink) {
  if (area.width_px <= 0) return;
  fill_round(target, area, area.height_px / 2, ground);
  TextStyle style;
  style.bold = true;
  style.color = ink;
  style.align = Align::Center;
  style.size_px = area.height_px * 68 / 100;
  style.line_height_percent = 137;
  style.lines_max = 1;
  const std::string text = std::to_string(page_number) + "/" + std::to_string(page_count);
  const TextBlock block = layout_to_fit(fonts, text, style, {area.width_px, area.height_px * 2}, 6);
  draw(fonts, block, target, area.x_px, area.y_px + (area.height_px - block.height_px) / 2);
}

std::string footer_text(Fonts& fonts, const ItemContent& content, const TextStyle& style,
                        int width_px, int utc_offset_minutes) {
  const FooterWords words = footer_words(content.language);
  std::vector<std::string> parts;  // The last is the first to go.
  if (!content.document_number.empty()) {
    parts.push_back(std::string(words.number) + content.document_number);
  }
  if (content.valid_until != Instant{}) {
    // The last day on which it still holds: the end itself is outside.
    const Instant last = content.valid_until - Millis(1);
    parts.push_back(std::string(words.until) + date_text(last, utc_offset_minutes));
  }
  if (!content.source.empty()) parts.push_back(std::string(words.source) + content.source);
  for (; !parts.empty(); parts.pop_back()) {
    std::string text = parts.front();
    for (std::size_t i = 1; i < parts.size(); ++i) text += "   ·   " + parts[i];
    if (parts.size() == 1 || text_width_px(fonts, text, style) <= width_px) return text;
  }
  return "";
}

}  // namespace bangtin
