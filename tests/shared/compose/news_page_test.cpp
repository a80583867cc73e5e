#include "shared/compose/news_page.h"

#include <gtest/gtest.h>

#include "shared/base/limits.h"
#include "shared/compose/pages.h"
#include "shared/model/validate.h"
#include "tests/shared/compose/samples.h"

namespace bangtin {
namespace {

std::shared_ptr<Fonts> fonts() {
  static const std::shared_ptr<Fonts> opened = Fonts::open().value();
  return opened;
}

/// Every story on exactly one page, in order, for a legible time.
void expect_whole(const ItemContent& content, const std::vector<Page>& pages) {
  int next = 0;
  for (const Page& page : pages) {
    EXPECT_EQ(page.begin_story, next);
    EXPECT_GT(page.end_story, page.begin_story);
    EXPECT_EQ(page.media, Page::kNoMedia);
    EXPECT_GE(page.duration, Seconds(8));
    next = page.end_story;
  }
  EXPECT_EQ(next, int(content.stories.size()));
}

TEST(NewsPages, HoldEachStoryOnceOnEveryZone) {
  for (const Size canvas : samples::canvases()) {
    const Rect main = samples::zones_of(canvas).main;
    for (const ItemContent& content :
         {samples::news_card(), samples::news_list(), samples::news_headline()}) {
      expect_whole(content, paginate(*fonts(), content, {main.width_px, main.height_px}));
    }
  }
  for (const Size tiny : {Size{64, 64}, Size{1, 1}, Size{4096, 64}, Size{64, 4096}}) {
    expect_whole(samples::news_list(), paginate(*fonts(), samples::news_list(), tiny));
  }
}

TEST(NewsPages, PassTheRulesOfVersions) {
  ItemContent content = samples::news_list();
  while (content.stories.size() < limits::kStoriesMax)
    content.stories.push_back(content.stories[0]);
  const Size zone{1366, 600};
  ItemVersion version = samples::version_of(*fonts(), content, {zone});
  for (const Problem& problem : validate(version)) {
    EXPECT_FALSE(problem.field.starts_with("paginations")) << problem.field << " " << problem.key;
  }
}

TEST(NewsPages, StayLongerForALongerLead) {
  ItemContent content = samples::news_card();
  const Size zone{1920, 864};
  const Millis with_lead = paginate(*fonts(), content, zone).at(0).duration;
  content.stories[0].lead.clear();
  EXPECT_GT(with_lead, paginate(*fonts(), content, zone).at(0).duration);
}

TEST(ComposeNews, IsOpaqueAndTheSizeAskedForWhateverThePageSays) {
  const ItemContent content = samples::news_list();
  const Bitmap picture = samples::picture({64, 48});
  for (const Size zone : {Size{600, 300}, Size{10, 10}, Size{1, 1}}) {
    for (const auto& [begin, end] : {std::pair(0, 2), {5, 3}, {-4, 99}, {90, 91}}) {
      Page page;
      page.begin_story = begin;
      page.end_story = end;
      const Bitmap bitmap =
          compose_news(*fonts(), content, page, zone, &picture, {1, 2, "UBND xã", 420});
      EXPECT_EQ(bitmap.size, zone);
      for (const std::uint32_t pixel : bitmap.pixels) ASSERT_EQ(pixel >> 24, 0xffU);
    }
  }
}

TEST(StoryOrigin, SaysSourceAndDateAsTheyAreKnown) {
  Story story;
  story.source = "Báo Nhân Dân";
  EXPECT_EQ(story_origin(story, "vi", 420), "Nguồn: Báo Nhân Dân");
  story.published_as = "Ngày 22/5";
  EXPECT_EQ(story_origin(story, "vi", 420), "Nguồn: Báo Nhân Dân · Ngày 22/5");
  story.published_at =
      Instant(std::chrono::sys_days(std::chrono::year(2026) / 11 / 21)) + std::chrono::hours(20);
  EXPECT_EQ(story_origin(story, "vi", 420), "Nguồn: Báo Nhân Dân · 22/11/2026");
  EXPECT_EQ(story_origin(story, "en-GB", 0), "Source: Báo Nhân Dân · 21/11/2026");
}

TEST(PictureOfPage, IsThatOfTheFirstStoryThatHasOne) {
  const ItemContent list = samples::news_list();
  const auto of = [&list](int begin, int end) {
    Page page;
    page.begin_story = begin;
    page.end_story = end;
    return picture_of_page(list, page);
  };
  EXPECT_EQ(of(0, 3), 0);
  EXPECT_EQ(of(1, 2), 0);
  EXPECT_EQ(of(2, 7), Media::kNone);
  EXPECT_EQ(of(-5, 99), 0);
  EXPECT_EQ(of(3, 1), Media::kNone);
  Page page;
  page.media = 0;
  EXPECT_EQ(picture_of_page(samples::video_item(), page), 1) << "of a clip, its poster";
  EXPECT_EQ(picture_of_page(samples::picture_item(), page), 0);
  page.media = 7;
  EXPECT_EQ(picture_of_page(samples::picture_item(), page), Media::kNone);
}

}  // namespace
}  // namespace bangtin
