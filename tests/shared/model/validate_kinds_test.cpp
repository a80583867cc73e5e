// The rules of the kinds of items that carry clips and stories.
#include <gtest/gtest.h>

#include <functional>

#include "shared/model/validate.h"
#include "tests/fakes/sample_manifest.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

constexpr Size kZone{600, 400};

std::string told(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) text += problem.field + ":" + problem.key + " ";
  if (!text.empty()) text.pop_back();
  return text;
}

ItemVersion version_with(ItemContent content, std::vector<Page> pages) {
  return {
      {"item-1"}, 1, "lan", sample::midnight(), std::move(content), {{kZone, std::move(pages)}}};
}

ItemVersion video() {
  ItemContent content = sample::notice_content();
  content.kind = ItemKind::Video;
  content.body.clear();
  Media clip = sample::media(5'000'000, 0x51);
  clip.media_type = "video/mp4";
  clip.duration = 30s;
  clip.has_sound = true;
  clip.poster = 1;
  content.media = {clip, sample::media(90'000, 0x52)};
  return version_with(std::move(content), {{0, 0, 0, 0, 30s}});
}

ItemVersion news() {
  ItemContent content = sample::notice_content();
  content.kind = ItemKind::News;
  content.body.clear();
  content.media = {sample::media(90'000, 0x52)};
  content.stories = {
      {"Khánh thành cầu mới", "Sáng 20/11.", "Báo Nhân Dân", "", sample::midnight(), "", 0},
      {"Thời tiết tuần tới", "", "Báo Nhân Dân", "", std::nullopt, "hôm qua", Media::kNone}};
  return version_with(std::move(content), {{0, 0, 32, Page::kNoMedia, 12s, 0, 1},
                                           {0, 0, 32, Page::kNoMedia, 12s, 1, 2}});
}

std::string after(ItemVersion version, const std::function<void(ItemVersion&)>& change) {
  change(version);
  return told(validate(version));
}
std::string video_after(const std::function<void(ItemVersion&)>& change) {
  return after(video(), change);
}
std::string news_after(const std::function<void(ItemVersion&)>& change) {
  return after(news(), change);
}

TEST(ValidateVideo, FindsNothingWrongWithAClipAndItsPoster) {
  EXPECT_EQ(told(validate(video())), "");
}

TEST(ValidateVideo, WantsOneClipWithAPoster) {
  EXPECT_EQ(video_after([](auto& v) { v.content.media.pop_back(); }),
            "content.media:rule.poster_missing");
  EXPECT_EQ(video_after([](auto& v) { v.content.media[0].poster = 0; }),
            "content.media:rule.poster_missing");
  EXPECT_EQ(video_after([](auto& v) { std::swap(v.content.media[0], v.content.media[1]); }),
            "content.media:rule.clip_missing paginations[0].pages[0].duration:rule.duration");
  EXPECT_EQ(video_after([](auto& v) { v.content.media.push_back(v.content.media[0]); }),
            "content.media:rule.poster_missing");
}

TEST(ValidateVideo, WantsAClipThatBoardsPlay) {
  EXPECT_EQ(video_after([](auto& v) { v.content.media[0].media_type = "video/webm"; }),
            "content.media[0].media_type:rule.media_type");
  for (const Millis duration : {999ms, 3'600'001ms}) {
    EXPECT_EQ(video_after([&](auto& v) {
                v.content.media[0].duration = duration;
                v.paginations[0].pages[0].duration = duration;
              }),
              "content.media[0].duration:rule.clip_duration");
  }
}

TEST(ValidateVideo, WantsOnePageAsLongAsTheClip) {
  EXPECT_EQ(video_after([](auto& v) { v.paginations[0].pages[0].duration = 29s; }),
            "paginations[0].pages[0].duration:rule.duration");
  EXPECT_EQ(video_after([](auto& v) {
              v.paginations[0].pages.push_back({0, 0, 0, 1, 30s});
            }),
            "paginations[0].pages:rule.page_count");
}

TEST(ValidateVideo, LetsNoOtherKindCarryAClip) {
  EXPECT_EQ(video_after([](auto& v) {
              v.content.kind = ItemKind::Picture;
              v.paginations.clear();
            }),
            "content.media:rule.clip_unused");
}

TEST(ValidateVideo, LetsNoPictureClaimWhatOnlyAClipHas) {
  EXPECT_EQ(video_after([](auto& v) { v.content.media[1].has_sound = true; }),
            "content.media[1].duration:rule.media_type");
  EXPECT_EQ(video_after([](auto& v) { v.content.media[1].poster = 0; }),
            "content.media[1].duration:rule.media_type");
}

TEST(ValidateNews, FindsNothingWrongWithTwoStories) { EXPECT_EQ(told(validate(news())), ""); }

TEST(ValidateNews, WantsStoriesWithTitleAndSource) {
  EXPECT_EQ(news_after([](auto& v) {
              v.content.stories.clear();
              v.paginations.clear();
            }),
            "content.stories:rule.stories_count");
  EXPECT_EQ(news_after([](auto& v) { v.content.stories[1].title.clear(); }),
            "content.stories[1].title:rule.text_missing");
  EXPECT_EQ(news_after([](auto& v) { v.content.stories[0].source.clear(); }),
            "content.stories[0].source:rule.text_missing");
  EXPECT_EQ(news_after([](auto& v) { v.content.stories[0].lead = "Tie\xcc\x82m"; }),
            "content.stories[0].lead:rule.text_not_clean");
  EXPECT_EQ(news_after([](auto& v) { v.content.stories[0].media = 1; }),
            "content.stories[0].media:rule.index");
}

TEST(ValidateNews, WantsEachStoryOnOnePage) {
  EXPECT_EQ(news_after([](auto& v) { v.paginations[0].pages.pop_back(); }),
            "paginations[0].pages:rule.page_stories");
  EXPECT_EQ(news_after([](auto& v) { v.paginations[0].pages[1].begin_story = 0; }),
            "paginations[0].pages[1]:rule.page_stories");
  EXPECT_EQ(news_after([](auto& v) { v.paginations[0].pages[1].end_story = 3; }),
            "paginations[0].pages[1]:rule.page_stories paginations[0].pages:rule.page_stories");
}

TEST(ValidateNews, LetsNoOtherKindCarryStories) {
  EXPECT_EQ(after(version_with(sample::picture_content(), {}),
                  [](auto& v) {
                    v.paginations.clear();
                    v.content.stories = news().content.stories;
                  }),
            "content.stories:rule.stories_unused");
}

}  // namespace
}  // namespace bangtin
