#include "manager/news/same_story.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

FeedStory story(const std::string& title, const std::string& guid = "",
                const std::string& link = "") {
  FeedStory out;
  out.story.title = title;
  out.story.source = "Báo Tỉnh";
  out.story.link = link;
  out.guid = guid;
  return out;
}

TEST(MergeSame, KnowsAStoryByItsGuidItsLinkOrItsTitle) {
  std::vector<FeedStory> stories = {
      story("Lũ về", "1"),
      story("Lũ đã về", "1"),
      story("Họp dân", "2", "https://tin.example/hop?utm_source=rss"),
      story("Họp dân toàn xã", "3", "http://www.tin.example/hop/"),
      story("Mùa gặt", "4"),
      story("MÙA GẶT! [Ảnh]", "5"),
      story("Mùa gặt sớm", "6"),
  };
  EXPECT_EQ(merge_same(stories), 3);
  ASSERT_EQ(stories.size(), 4U);
  EXPECT_EQ(stories[0].story.title, "Lũ về");
  EXPECT_EQ(stories[1].story.title, "Họp dân");
  EXPECT_EQ(stories[2].story.title, "Mùa gặt");
  EXPECT_EQ(stories[3].story.title, "Mùa gặt sớm");
}

TEST(MergeSame, CompletesTheFirstWithWhatTheOtherKnows) {
  std::vector<FeedStory> stories = {story("Lũ về", "1"), story("Lũ về", "2")};
  stories[1].story.lead = "Nước lên nhanh.";
  stories[1].picture_url = "https://tin.example/a.jpg";
  stories[1].story.published_at = Instant(Millis(5));
  stories[1].story.published_as = "hôm nay";
  EXPECT_EQ(merge_same(stories), 1);
  EXPECT_EQ(stories[0].story.lead, "Nước lên nhanh.");
  EXPECT_EQ(stories[0].picture_url, "https://tin.example/a.jpg");
  EXPECT_EQ(stories[0].story.published_at, Instant(Millis(5)));
  EXPECT_EQ(stories[0].story.published_as, "hôm nay");
}

TEST(MergeSame, KeepsTheSameTitleOfTwoSourcesApart) {
  std::vector<FeedStory> stories = {story("Thông báo"), story("Thông báo")};
  stories[1].story.source = "Báo Huyện";
  EXPECT_EQ(merge_same(stories), 0);
}

TEST(MergeSame, KeepsATitleThatComesBackAnotherDay) {
  std::vector<FeedStory> stories = {story("Thời tiết hôm nay", "1"),
                                    story("Thời tiết hôm nay", "2"),
                                    story("Thời tiết hôm nay", "3")};
  stories[0].story.published_at = Instant(std::chrono::hours(72));
  stories[1].story.published_at = Instant(std::chrono::hours(24));
  stories[2].story.published_at = Instant(std::chrono::hours(20));
  EXPECT_EQ(merge_same(stories), 1);
  ASSERT_EQ(stories.size(), 2U);
}

TEST(MergeSame, LetsEmptyNamesSayNothing) {
  std::vector<FeedStory> stories = {story("Một"), story("Hai"), story("…"), story("!")};
  EXPECT_EQ(merge_same(stories), 0);
}

}  // namespace
}  // namespace bangtin
