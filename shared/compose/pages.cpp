#include "shared/compose/pages.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string>

#include "shared/base/limits.h"
#include "shared/compose/news_page.h"
#include "shared/compose/notice.h"
#include "shared/compose/ticker.h"
#include "shared/model/text.h"

namespace bangtin {
namespace {

// Sizes at which a notice may stand on one page, of the base size.
constexpr std::array kLadder_percent = {160, 145, 130, 118, 108, 100, 94, 88};
constexpr int kTextMin_px = 6;
constexpr int kCharactersPerSecond = 14;

bool is_character_begin(char c) { return (c & 0xc0) != 0x80; }

std::size_t characters_in(std::string_view text) {
  return std::size_t(std::count_if(text.begin(), text.end(), is_character_begin));
}

Millis bounded(Millis duration) {
  return std::clamp<Millis>(duration, limits::kPageDurationMin, limits::kPageDurationMax);
}

/// A stretch of the body.
struct PageSpan {
  int begin_byte = 0;
  int end_byte = 0;
};

/// How high the text of the first page and of the later ones may be.
struct PageHeights {
  int first_px = 0;
  int later_px = 0;
};

/// Breaks a body into pages of one size of text.
class PageBreaker {
 public:
  PageBreaker(Fonts& fonts, const ShapedText& body, int text_px, int width_px)
      : fonts_(fonts),
        body_(body),
        style_(body_style(text_px)),
        width_px_(width_px),
        line_px_(line_height_px(body, style_)) {}

  int line_px() const { return line_px_; }

  /// The height of a part of the body in one column.
  int height_px(PageSpan span) const {
    const std::vector<TextLine> lines =
        break_lines(fonts_, body_, style_, width_px_, span.begin_byte, span.end_byte);
    return lines.empty() ? 0 : lines.back().top_px + line_px_;
  }
  int height_px() const { return height_px({0, int(body_.text.size())}); }

  /// Ends after one page more than `pages_max`.
  std::vector<PageSpan> pages(PageHeights heights, std::size_t pages_max) const {
    std::vector<PageSpan> spans;
    const int end = int(body_.text.size());
    for (int begin = 0; begin < end && spans.size() <= pages_max;) {
      const PageSpan span = next_page(begin, spans.empty() ? heights.first_px : heights.later_px);
      if (span.begin_byte >= span.end_byte) break;
      spans.push_back(span);
      begin = span.end_byte;
    }
    return spans;
  }

 private:
  int gap_px() const { return style_.paragraph_gap_percent * style_.size_px / 100; }

  std::vector<TextLine> lines_from(int begin, int height_px) const {
    return break_lines(fonts_, body_, style_, width_px_, begin, std::numeric_limits<int>::max(),
                       height_px);
  }

  /// How good it is to end a page after `line`, and at which byte.
  struct Ending {
    int score = std::numeric_limits<int>::min();
    int byte = 0;
  };

  void consider(Ending& best, int score, int byte) const {
    if (score > best.score) best = {score, byte};
  }

  Ending ending_of(const std::vector<TextLine>& lines, std::size_t index, int height_px) const {
    constexpr int kParagraphBonus = 45;
    constexpr int kSentenceBonus = 26;
    constexpr int kLonelyLineMalus = 60;
    const TextLine& line = lines[index];
    const int filled = (line.top_px + line_px_) * 100 / std::max(1, height_px);
    Ending best;
    if (line.last_of_paragraph) {
      consider(best, filled + kParagraphBonus, line.end_byte);
      return best;
    }
    const int lonely = line.first_of_paragraph ? kLonelyLineMalus : 0;
    const bool next_is_last = index + 1 < lines.size() && lines[index + 1].last_of_paragraph;
    consider(best, filled - lonely - (next_is_last ? kLonelyLineMalus : 0), line.end_byte);
    for (int byte = line.end_byte - 1; byte > line.begin_byte; --byte) {
      if (!ends_sentence(body_.text, std::size_t(byte))) continue;
      consider(best, filled - lonely + kSentenceBonus, byte + 1);
      break;
    }
    return best;
  }

  PageSpan next_page(int begin, int height_px) const {
    // One line more than fits tells whether the paragraph goes on.
    std::vector<TextLine> lines = lines_from(begin, height_px + 2 * line_px_ + gap_px());
    if (lines.empty()) return {begin, begin};
    std::size_t fitting = 0;
    while (fitting < lines.size() && lines[fitting].top_px + line_px_ <= height_px) ++fitting;
    fitting = std::max<std::size_t>(1, fitting);
    const int first = lines.front().begin_byte;
    if (fitting == lines.size()) return {first, lines.back().end_byte};
    Ending best;
    for (std::size_t i = 0; i < fitting; ++i) {
      const Ending ending = ending_of(lines, i, height_px);
      consider(best, ending.score, ending.byte);
    }
    return {first, std::max(best.byte, first + 1)};
  }

  Fonts& fonts_;
  const ShapedText& body_;
  const TextStyle style_;
  const int width_px_;
  const int line_px_;
};

/// Pages of about the same fill where that needs no more of them.
std::vector<PageSpan> even_pages(const PageBreaker& breaker, PageHeights heights,
                                 std::size_t pages_max) {
  const std::vector<PageSpan> full = breaker.pages(heights, pages_max);
  if (full.size() < 2 || full.size() > pages_max) return full;
  // Pages of few lines stay as they come, and so do pages of which the last is well filled.
  constexpr int kLinesMin = 5;
  constexpr int kLastFill_percent = 40;
  if (heights.later_px < kLinesMin * breaker.line_px() ||
      breaker.height_px(full.back()) * 100 >= heights.later_px * kLastFill_percent) {
    return full;
  }
  const std::int64_t room = heights.first_px + std::int64_t(full.size() - 1) * heights.later_px;
  const std::int64_t fill_percent =
      breaker.height_px() * std::int64_t(100) / std::max<std::int64_t>(1, room);
  for (const int more : {4, 10, 16, 24}) {
    const std::int64_t percent = fill_percent + more;
    if (percent >= 100) break;
    const PageHeights target{int(heights.first_px * percent / 100),
                             int(heights.later_px * percent / 100)};
    const std::vector<PageSpan> even = breaker.pages(target, pages_max);
    if (even.size() == full.size()) return even;
  }
  return full;
}

/// What text pages come out as.
struct BodyPages {
  int text_px = 0;
  std::vector<PageSpan> spans;
};

/// The body on one page at the largest legible size, or no spans.
BodyPages one_page(Fonts& fonts, const ItemContent& content, const ShapedText& body, Size zone_px) {
  const NoticePage which = content.media.empty() ? NoticePage::Only : NoticePage::First;
  const NoticeFrame frame = notice_frame(fonts, content, content.agency, zone_px, which);
  const PageHeights heights{frame.body_px.height_px, frame.body_px.height_px};
  for (const int percent : kLadder_percent) {
    const int text_px = frame.base_px * percent / 100;
    if (text_px < smallest_text_px(zone_px)) break;
    const PageBreaker breaker(fonts, body, text_px, frame.body_px.width_px);
    if (breaker.height_px() <= heights.first_px) return {text_px, breaker.pages(heights, 1)};
  }
  return {};
}

BodyPages body_pages(Fonts& fonts, const ItemContent& content, const ShapedText& body, Size zone_px,
                     std::size_t pages_max) {
  if (BodyPages whole = one_page(fonts, content, body, zone_px); !whole.spans.empty()) return whole;
  const NoticeFrame first =
      notice_frame(fonts, content, content.agency, zone_px, NoticePage::First);
  const NoticeFrame later =
      notice_frame(fonts, content, content.agency, zone_px, NoticePage::Later);
  const PageHeights heights{first.body_px.height_px, later.body_px.height_px};
  const auto pages_at = [&](int text_px) {
    const PageBreaker breaker(fonts, body, text_px, first.body_px.width_px);
    return BodyPages{text_px, even_pages(breaker, heights, pages_max)};
  };
  BodyPages best = pages_at(first.base_px);
  // A little smaller where that saves a page.
  for (const int percent : {94, 88}) {
    const int text_px = first.base_px * percent / 100;
    if (text_px < smallest_text_px(zone_px)) break;
    BodyPages tried = pages_at(text_px);
    if (tried.spans.size() < best.spans.size()) best = std::move(tried);
  }
  // Longer than the pages allowed: the text becomes smaller until it is not.
  while (best.spans.size() > pages_max && best.text_px > kTextMin_px) {
    best = pages_at(std::max(kTextMin_px, best.text_px - std::max(1, best.text_px / 12)));
  }
  if (best.spans.size() > pages_max) {
    // The last page takes what is left; compose_page shrinks it as far as it takes.
    best.spans.resize(pages_max);
    std::size_t end = body.text.size();
    while (end > 0 && (body.text[end - 1] == ' ' || body.text[end - 1] == '\n')) --end;
    best.spans.back().end_byte = int(end);
  }
  return best;
}

void add_text_pages(Fonts& fonts, const ItemContent& content, Size zone_px,
                    std::vector<Page>& pages) {
  const ShapedText body = shape(fonts, content.body, false);
  const std::size_t pictures = std::min(content.media.size(), limits::kPagesMax - 1);
  const BodyPages result = body_pages(fonts, content, body, zone_px, limits::kPagesMax - pictures);
  for (const PageSpan& span : result.spans) {
    const std::string_view text = std::string_view(body.text).substr(
        std::size_t(span.begin_byte), std::size_t(span.end_byte - span.begin_byte));
    std::size_t characters = characters_in(text);
    if (pages.empty()) characters += characters_in(content.title);
    pages.push_back(
        {span.begin_byte, span.end_byte, result.text_px, Page::kNoMedia, reading_time(characters)});
  }
}

Page ticker_page(Fonts& fonts, const ItemContent& content, Size zone_px) {
  const TextBlock line = ticker_line(fonts, content, zone_px);
  const std::string body = to_nfc(content.body);
  return {0, int(body.size()), line.style.size_px, Page::kNoMedia,
          ticker_time(zone_px.width_px, line.ink_width_px(), characters_in(body))};
}

}  // namespace

bool ends_sentence(std::string_view text, std::size_t stop) {
  const char c = text[stop];
  if (c != '.' && c != '!' && c != '?') return false;
  if (stop == 0 || (stop + 1 < text.size() && text[stop + 1] != ' ' && text[stop + 1] != '\n')) {
    return false;
  }
  if (c != '.') return true;
  const std::size_t space = text.find_last_of(" \n", stop - 1);
  const std::size_t word = space == text.npos ? 0 : space + 1;
  const char last = text[stop - 1];
  const bool small_letter = (last >= 'a' && last <= 'z') || !is_character_begin(last);
  const bool closing = std::string_view(")\"%").find(last) != std::string_view::npos;
  const bool digit = last >= '0' && last <= '9';
  return stop - word >= 3 && (small_letter || closing || digit);
}

Millis reading_time(std::size_t characters) {
  constexpr auto kMoment = Millis(2'000);
  const auto reading = std::min<std::size_t>(characters, 100'000) * 1'000 / kCharactersPerSecond;
  return std::clamp<Millis>(kMoment + Millis(reading), Seconds(8), Seconds(60));
}

Millis ticker_time(int zone_width_px, int text_width_px, std::size_t characters) {
  constexpr std::int64_t kZonePermillePerSecond = 120;
  constexpr std::int64_t kCharactersPerSecondMax = 12;
  const std::int64_t width = std::max(1, zone_width_px);
  const std::int64_t text = std::max(1, text_width_px);
  const std::int64_t way = width + text;
  // Time = way / speed, for each of the two bounds on speed; the longer one holds.
  const std::int64_t by_zone = way * 1'000 * 1'000 / (width * kZonePermillePerSecond);
  const std::int64_t by_reading =
      way * std::int64_t(characters) * 1'000 / (text * kCharactersPerSecondMax);
  return bounded(Millis(std::max(by_zone, by_reading)));
}

std::vector<Page> paginate(Fonts& fonts, const ItemContent& content, Size zone_px) {
  const Size zone{std::max(1, zone_px.width_px), std::max(1, zone_px.height_px)};
  if (content.kind == ItemKind::Ticker) return {ticker_page(fonts, content, zone)};
  if (content.kind == ItemKind::Video && !content.media.empty()) {
    return {{0, 0, 0, 0, content.media[0].duration}};
  }
  if (content.kind == ItemKind::News) return news_pages(fonts, content, zone);
  std::vector<Page> pages;
  if (content.kind == ItemKind::Notice) add_text_pages(fonts, content, zone, pages);
  for (std::size_t i = 0; i < content.media.size() && pages.size() < limits::kPagesMax; ++i) {
    pages.push_back({0, 0, 0, int(i), bounded(content.picture_duration)});
  }
  return pages;
}

}  // namespace bangtin
