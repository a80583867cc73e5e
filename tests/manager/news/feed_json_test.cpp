#include "manager/news/feed_json.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

Feed feed() {
  Feed feed;
  feed.title = "Tin mới";
  feed.items = 3;
  feed.merged = 1;
  feed.left_out = 1;
  feed.damaged = true;
  FeedStory story;
  story.story.title = "Lũ về";
  story.story.lead = "Một.\nHai.";
  story.story.source = "Báo Tỉnh";
  story.story.link = "https://tin.example/7";
  story.story.published_at = Instant(Millis(1'790'000'000'000));
  story.story.published_as = "hôm nay";
  story.guid = "7";
  story.picture_url = "https://tin.example/a.jpg";
  feed.stories = {story, story};
  feed.stories[1].story.published_at.reset();
  return feed;
}

/// The feed with one member of its first story replaced.
Json with(const std::string& key, const Json& value) {
  Json::Object json = *to_json(feed()).as_object();
  Json::Array stories = *json.at("stories").as_array();
  stories[0].set(key, value);
  json["stories"] = stories;
  return Json(json);
}

TEST(FeedJson, ComesBackAsItWent) {
  const auto again = feed_from_json(to_json(feed()));
  ASSERT_TRUE(again.ok()) << again.error().message;
  EXPECT_EQ(*again, feed());
  const FeedSource source{"https://x.example/", "text/xml", "Báo", -60};
  const auto back = feed_source_from_json(to_json(source));
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(back->url, source.url);
  EXPECT_EQ(back->utc_offset_minutes, -60);
}

TEST(FeedJson, BelievesNothing) {
  EXPECT_FALSE(feed_from_json(Json(7)).ok());
  EXPECT_FALSE(feed_from_json(with("title", "")).ok());
  EXPECT_FALSE(feed_from_json(with("title", "a\nb")).ok());
  EXPECT_FALSE(feed_from_json(with("title",
                                   "\xe2\x80\xae"
                                   "a"))
                   .ok());
  EXPECT_FALSE(feed_from_json(with("lead", std::string(5'000, 'a'))).ok());
  EXPECT_FALSE(feed_from_json(with("link", "file:///etc/passwd")).ok());
  EXPECT_FALSE(feed_from_json(with("picture_url", "http://a b/")).ok());
  EXPECT_FALSE(feed_from_json(with("published_at", "gestern")).ok());
  EXPECT_FALSE(feed_from_json(with("guid", 7)).ok());
}

}  // namespace
}  // namespace bangtin
