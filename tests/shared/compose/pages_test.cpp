#include "shared/compose/pages.h"

#include <gtest/gtest.h>

#include <random>

#include "shared/base/limits.h"
#include "shared/compose/notice.h"
#include "shared/model/text.h"
#include "shared/model/validate.h"
#include "tests/shared/compose/samples.h"

namespace bangtin {
namespace {

Fonts& fonts() {
  static const std::shared_ptr<Fonts> opened = Fonts::open().value();
  return *opened;
}

std::vector<Size> main_zones() {
  std::vector<Size> zones;
  for (const Size canvas : samples::canvases()) {
    const Rect main = samples::zones_of(canvas).main;
    zones.push_back({main.width_px, main.height_px});
  }
  zones.push_back({64, 64});
  zones.push_back({4096, 100});
  return zones;
}

std::string random_body(std::mt19937& random, std::size_t words) {
  static const char* const kWords[] = {
      "Uỷ",     "ban",    "nhân",          "dân",     "xã",     "ẨM",   "Ỹ",    "thông",
      "báo",    "ngày",   "24/11",         "7",       "giờ",    "30",   "500",  "kg",
      "ông",    "Nguyễn", "49/2024/NĐ-CP", "nghiêng", "trường", "ấp",   "Lộc.", "sạch.",
      "không?", "và",     "tuyên",         "TP.",     "Phước",  "1022."};
  std::string text;
  for (std::size_t i = 0; i < words; ++i) {
    if (i > 0) text += random() % 17 == 0 ? "\n" : random() % 40 == 0 ? "\n\n" : " ";
    text += kWords[random() % std::size(kWords)];
  }
  return clean_text(text, limits::kBodyCharactersMax, true).value();
}

/// The height of a page's text as compose_page will set it.
void expect_page_fits(const ItemContent& content, const Page& page, std::size_t index,
                      std::size_t count, Size zone) {
  const NoticePage which = count == 1   ? NoticePage::Only
                           : index == 0 ? NoticePage::First
                                        : NoticePage::Later;
  const NoticeFrame frame = notice_frame(fonts(), content, content.agency, zone, which);
  const TextBlock block =
      layout(fonts(), shape(fonts(), content.body, false), body_style(page.text_px),
             frame.body_px.width_px, page.begin_byte, page.end_byte);
  EXPECT_LE(block.height_px, frame.body_px.height_px)
      << "page " << index + 1 << "/" << count << " of " << zone.width_px << "x" << zone.height_px;
}

TEST(Paginate, EveryPageOfRandomNoticesIsValidAndFits) {
  std::mt19937 random(20261122);
  for (const Size zone : main_zones()) {
    for (const std::size_t words : {1u, 12u, 60u, 350u}) {
      ItemContent content = samples::long_notice();
      content.body = random_body(random, words);
      const ItemVersion version = samples::version_of(fonts(), content, {zone});
      const std::vector<Problem> problems = validate(version);
      EXPECT_TRUE(problems.empty()) << problems.front().key << " " << problems.front().field;
      const std::vector<Page>& pages = version.paginations[0].pages;
      if (zone.width_px < 300 || zone.height_px < 120) continue;  // Too small to promise a fit.
      for (std::size_t i = 0; i < pages.size(); ++i) {
        expect_page_fits(content, pages[i], i, pages.size(), zone);
      }
    }
  }
}

TEST(Paginate, TheLongestBodyStaysWithinThePagesAllowed) {
  std::mt19937 random(7);
  ItemContent content = samples::long_notice();
  content.body = random_body(random, 3'900);
  content.media.assign(limits::kMediaPerItemMax, samples::picture_item().media[0]);
  for (const Size zone : {Size{384, 130}, Size{600, 320}, Size{1920, 864}}) {
    const ItemVersion version = samples::version_of(fonts(), content, {zone});
    EXPECT_LE(version.paginations[0].pages.size(), limits::kPagesMax);
    EXPECT_TRUE(validate(version).empty());
  }
}

TEST(Paginate, AShortNoticeIsOnePageInLargeLetters) {
  const Size zone{1920, 864};
  const std::vector<Page> pages = paginate(fonts(), samples::storm_alert(), zone);
  ASSERT_EQ(pages.size(), 1u);
  EXPECT_GT(pages[0].text_px, base_text_px(zone));
}

TEST(Paginate, BodyTextIsLegibleOnEveryCanvas) {
  for (const Size canvas : samples::canvases()) {
    const Rect main = samples::zones_of(canvas).main;
    const Size zone{main.width_px, main.height_px};
    for (const ItemContent& content : {samples::short_notice(), samples::long_notice()}) {
      for (const Page& page : paginate(fonts(), content, zone)) {
        EXPECT_GE(page.text_px, std::min(main.height_px, main.width_px) / 20);
        EXPECT_GE(page.text_px, canvas.width_px == 384 ? 20 : 24);
      }
    }
  }
}

TEST(Paginate, PagesDoNotEndInsideAWord) {
  const ItemContent content = samples::long_notice();
  for (const Size zone : {Size{384, 130}, Size{600, 320}, Size{1080, 1538}, Size{1920, 864}}) {
    const std::vector<Page> pages = paginate(fonts(), content, zone);
    EXPECT_GT(pages.size(), 1u);
    for (std::size_t i = 0; i + 1 < pages.size(); ++i) {
      const char behind = content.body[std::size_t(pages[i].end_byte)];
      EXPECT_TRUE(behind == ' ' || behind == '\n') << behind;
    }
  }
}

TEST(Paginate, PicturesAreAPageEachBehindTheText) {
  ItemContent content = samples::short_notice();
  content.media = {samples::picture_item().media[0], samples::picture_item().media[0]};
  const std::vector<Page> pages = paginate(fonts(), content, {1920, 864});
  ASSERT_EQ(pages.size(), 3u);
  EXPECT_EQ(pages[0].media, Page::kNoMedia);
  EXPECT_EQ(pages[1].media, 0);
  EXPECT_EQ(pages[2].media, 1);
  EXPECT_EQ(pages[2].duration, Millis(content.picture_duration));
}

TEST(Paginate, ReadingTimeGrowsWithTheTextWithinItsBounds) {
  EXPECT_EQ(reading_time(0), Seconds(8));
  EXPECT_EQ(reading_time(280), Seconds(22));
  EXPECT_EQ(reading_time(1'000'000), Seconds(60));
}

TEST(Paginate, ATickerIsOnePageAsLongAsItsWay) {
  const ItemContent content = samples::ticker_item();
  const std::vector<Page> pages = paginate(fonts(), content, {1920, 96});
  ASSERT_EQ(pages.size(), 1u);
  EXPECT_EQ(pages[0].end_byte, int(content.body.size()));
  EXPECT_TRUE(validate(samples::version_of(fonts(), content, {{1920, 96}, {384, 28}})).empty());
  // 12 % of the zone a second: a text as wide as the zone takes twice the zone's time.
  EXPECT_EQ(ticker_time(1'000, 1'000, 10), Millis(16'666));
  // At most 12 characters a second: the text alone takes 10 s, the way is twice as long.
  EXPECT_EQ(ticker_time(1'000, 1'000, 120), Seconds(20));
  EXPECT_EQ(ticker_time(100, 10'000'000, 20'000), limits::kPageDurationMax);
}

TEST(Paginate, AVideoIsOnePageAsLongAsItsClipInEveryZone) {
  const ItemContent content = samples::video_item();
  const ItemVersion version = samples::version_of(fonts(), content, main_zones());
  EXPECT_TRUE(validate(version).empty());
  for (const Pagination& pagination : version.paginations) {
    ASSERT_EQ(pagination.pages.size(), 1u);
    EXPECT_EQ(pagination.pages[0].media, 0);
    EXPECT_EQ(pagination.pages[0].duration, content.media[0].duration);
  }
}

TEST(Paginate, HostileContentStillComesOut) {
  for (const std::string& body :
       {std::string(20'000, 'x'), std::string(), std::string(20'000, '\n'), std::string("\xff\xfe"),
        std::string(19'000, ' ') + "x"}) {
    ItemContent content = samples::short_notice();
    content.body = body;
    for (const Size zone : {Size{384, 130}, Size{1, 1}, Size{0, 0}, Size{64, 4096}}) {
      EXPECT_LE(paginate(fonts(), content, zone).size(), limits::kPagesMax);
    }
  }
}

}  // namespace
}  // namespace bangtin
