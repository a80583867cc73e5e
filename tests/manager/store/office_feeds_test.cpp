#include "shared/base/library_limits.h"
#include "shared/base/limits.h"
#include "tests/manager/store/office_fixture.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

class OfficeFeedsTest : public OfficeFixture {
 protected:
  OfficeFeedsTest() { set_commune(); }

  FeedRecord feed(const std::string& url = "https://tin.example/rss", int every_minutes = 60) {
    FeedRecord wanted;
    wanted.name = "Báo Tỉnh";
    wanted.url = url;
    wanted.every_minutes = every_minutes;
    return office_->add_feed(lan_, wanted, now_).value();
  }
  static FeedStory story(const std::string& title, const std::string& guid = "",
                         const std::string& link = "") {
    FeedStory told;
    told.story.title = title;
    told.story.source = "Báo Tỉnh";
    told.story.link = link;
    told.guid = guid;
    return told;
  }
  FeedRecord told(const FeedRecord& feed, std::vector<FeedStory> stories) {
    Office::FeedReading reading;
    reading.feed.emplace().stories = std::move(stories);
    reading.etag = "\"1\"";
    return office_->note_feed_reading(feed.id, reading, now_).value();
  }
  std::vector<std::string> titles(const FeedId& id = {}) {
    std::vector<std::string> out;
    const std::vector<StoryRecord> records = office_->stories(id).value();
    for (const StoryRecord& record : records) {
      out.push_back(record.story.title);
    }
    return out;
  }
  using List = std::vector<std::string>;
};

TEST_F(OfficeFeedsTest, ANewFeedIsDueAtOnceAndThenWhenItsTimeComes) {
  EXPECT_FALSE(office_->due_feed(now_).value());
  const FeedRecord one = feed();
  const FeedRecord two = feed("https://khac.example/rss", 5);
  EXPECT_EQ(office_->due_feed(now_).value(), one.id);
  told(one, {});
  EXPECT_EQ(office_->due_feed(now_).value(), two.id);
  told(two, {});
  EXPECT_FALSE(office_->due_feed(now_ + 5min - 1ms).value());
  EXPECT_EQ(office_->due_feed(now_ + 5min).value(), two.id);
  EXPECT_EQ(office_->due_feed(now_ + 24h).value(), two.id) << "who waits longest";
}

TEST_F(OfficeFeedsTest, AStoryThatIsToldAgainStaysOneAndIsBroughtUpToDate) {
  const FeedRecord source = feed();
  told(source, {story("Lũ về", "1"), story("Họp dân", "", "https://tin.example/hop")});
  const StoryId first = office_->stories({})->back().id;
  now_ += 1h;
  const FeedRecord after =
      told(source, {story("Lũ về trên sông Tiền", "1"),
                    story("Họp dân xã", "", "https://tin.example/hop#x"), story("Mới", "3")});
  EXPECT_EQ(after.stories, 3);
  EXPECT_EQ(titles(), (List{"Mới", "Lũ về trên sông Tiền", "Họp dân xã"}));
  EXPECT_EQ(office_->stories_by_id({first})->at(0).story.title, "Họp dân xã");
}

TEST_F(OfficeFeedsTest, TheSameTitleOfTheSameSourceIsOneStoryForAWhile) {
  const FeedRecord source = feed();
  told(source, {story("Cấp nước", "1")});
  now_ += 35h;
  told(source, {story("Cấp nước!", "2")});
  EXPECT_EQ(titles().size(), 1u);
  now_ += 48h;
  told(source, {story("Cấp nước", "3")});
  EXPECT_EQ(titles().size(), 2u) << "another day it is news again";
}

TEST_F(OfficeFeedsTest, AnotherFeedThatTellsTheSameChangesNothing) {
  const FeedRecord one = feed();
  const FeedRecord two = feed("https://khac.example/rss");
  told(one, {story("Lũ về", "1", "https://tin.example/1")});
  told(two, {story("Lũ về (ảnh)", "x", "https://tin.example/1")});
  EXPECT_EQ(titles(), List{"Lũ về"});
  EXPECT_TRUE(titles(two.id).empty());
  // A guid is a name within its own feed.
  told(two, {story("Chuyện khác", "1")});
  EXPECT_EQ(titles(two.id), List{"Chuyện khác"});
}

TEST_F(OfficeFeedsTest, KeepsTheNewestAndADraftKeepsWhatItTook) {
  const FeedRecord source = feed();
  std::vector<FeedStory> many;
  for (std::size_t i = 0; i < limits::kFeedStoriesMax; ++i) {
    many.push_back(story("Tin " + std::to_string(i), std::to_string(i)));
  }
  told(source, many);
  const StoryRecord oldest = office_->stories({})->back();
  EXPECT_EQ(oldest.story.title, "Tin " + std::to_string(limits::kFeedStoriesMax - 1));
  ItemContent content = notice("Bản nháp");
  const ItemRecord item = office_->take_stories(lan_, {oldest.id}, content, now_).value();
  EXPECT_EQ(office_->stories_by_id({oldest.id})->at(0).item, item.id);
  const FeedRecord after = told(source, {story("Mới nhất", "mới")});
  EXPECT_EQ(after.stories, static_cast<std::int64_t>(limits::kFeedStoriesMax));
  EXPECT_EQ(titles().front(), "Mới nhất");
  EXPECT_EQ(failure(office_->stories_by_id({oldest.id})), "not_found news.story_unknown");
  EXPECT_TRUE(office_->item(item.id).ok());
}

TEST_F(OfficeFeedsTest, FailuresAreTimedAndToldAndAreOverAfterAReading) {
  const FeedRecord source = feed();
  told(source, {story("Một", "1")});
  FeedRecord failed =
      office_->note_feed_failure(source.id, {Code::Unavailable, "no\x01 way", ""}, now_).value();
  EXPECT_EQ(failed.problem, "news.unreachable") << "who gives no key";
  EXPECT_EQ(failed.problem_detail.find('\x01'), std::string::npos);
  EXPECT_EQ(failed.next_at, now_ + 1h);
  EXPECT_EQ(failed.stories, 1) << "what was told stays";
  failed = office_->note_feed_failure(source.id, {Code::Corrupt, "", "news.html"}, now_).value();
  EXPECT_EQ(failed.failures, 2);
  EXPECT_EQ(failed.next_at, now_ + 2h);
  Office::FeedReading nothing_new;
  const FeedRecord after = office_->note_feed_reading(source.id, nothing_new, now_).value();
  EXPECT_EQ(after.failures, 0);
  EXPECT_EQ(after.problem, "");
  EXPECT_EQ(office_->feed_work(source.id)->etag, "\"1\"") << "it still holds";
}

TEST_F(OfficeFeedsTest, AFeedThatBrokeOffSaysSoAndKeepsWhatStoodBefore) {
  const FeedRecord source = feed();
  Office::FeedReading reading;
  reading.feed.emplace().stories = {story("Một", "1")};
  reading.feed->damaged = true;
  const FeedRecord after = office_->note_feed_reading(source.id, reading, now_).value();
  EXPECT_EQ(after.problem, "news.broken_off");
  EXPECT_EQ(after.failures, 0);
  EXPECT_EQ(after.stories, 1);
}

TEST_F(OfficeFeedsTest, ThereAreOnlySoManyAndTheyAreThoseThatWereSaid) {
  for (std::size_t i = 0; i < limits::kFeedsMax; ++i) {
    feed("https://tin.example/" + std::to_string(i));
  }
  FeedRecord more;
  more.name = "Báo";
  more.url = "https://tin.example/more";
  EXPECT_EQ(failure(office_->add_feed(lan_, more, now_)), "full news.feeds_full");
  EXPECT_EQ(failure(office_->remove_feed(lan_, {"none"}, now_)), "not_found news.feed_unknown");
  EXPECT_EQ(failure(office_->feed_work({"none"})), "not_found news.feed_unknown");
  EXPECT_EQ(failure(office_->note_feed_failure({"none"}, {}, now_)), "not_found news.feed_unknown");
  EXPECT_EQ(office_->feeds()->size(), limits::kFeedsMax);
}

TEST_F(OfficeFeedsTest, DatesWithoutAZoneAreTheCommunesOwn) {
  const FeedRecord source = feed();
  EXPECT_EQ(office_->feed_work(source.id)->utc_offset_minutes, 420);
  const Commune moved{"30307", "91", "Xã Tân Hưng", "UBND xã Tân Hưng", 480};
  ASSERT_TRUE(office_->set_commune(admin_, moved, now_).ok());
  EXPECT_EQ(office_->feed_work(source.id)->utc_offset_minutes, 480);
}

TEST_F(OfficeFeedsTest, APausedFeedIsReadOnlyByAPersonAndIsDueWhenItGoesOn) {
  const FeedRecord source = feed();
  told(source, {story("Một", "1")});
  Json change;
  change.set("paused", true);
  EXPECT_TRUE(office_->change_feed(lan_, source.id, change, now_)->paused);
  EXPECT_FALSE(office_->due_feed(now_ + 24h).value());
  now_ += 24h;
  change.set("paused", false);
  EXPECT_FALSE(office_->change_feed(lan_, source.id, change, now_)->paused);
  EXPECT_EQ(office_->due_feed(now_).value(), source.id);
  EXPECT_EQ(titles(), List{"Một"}) << "its stories stay";
}

TEST_F(OfficeFeedsTest, AChangeSaysOnlyWhatItNamesAndIsRefusedInWords) {
  const FeedRecord source = feed();
  Json change;
  change.set("name", " Báo Đồng Tháp ").set("category", "culture").set("every_minutes", 30);
  const FeedRecord after = office_->change_feed(lan_, source.id, change, now_).value();
  EXPECT_EQ(after.name, "Báo Đồng Tháp");
  EXPECT_EQ(after.category, Category::Culture);
  EXPECT_EQ(after.every_minutes, 30);
  EXPECT_EQ(after.url, source.url);
  EXPECT_EQ(after.next_at, source.next_at);
  const auto refused = [&](const char* key, const Json& value) {
    Json wrong;
    wrong.set(key, value);
    return failure(office_->change_feed(lan_, source.id, wrong, now_));
  };
  EXPECT_EQ(refused("name", " "), "invalid news.name_missing");
  EXPECT_EQ(refused("every_minutes", 1), "invalid news.every");
  EXPECT_EQ(refused("category", "weather"), "invalid server.bad_json");
  EXPECT_EQ(failure(office_->change_feed(lan_, FeedId{"none"}, change, now_)),
            "not_found news.feed_unknown");
  EXPECT_EQ(office_->feeds()->at(0).name, "Báo Đồng Tháp");
}

TEST_F(OfficeFeedsTest, StoriesAreSetAsideAndBroughtBackAndStaySoWhenToldAgain) {
  const FeedRecord source = feed();
  told(source, {story("Hai", "2"), story("Một", "1")});
  const StoryId first = office_->stories({})->front().id;
  ASSERT_TRUE(office_->set_aside(lan_, {{first}, true}, now_).ok());
  EXPECT_TRUE(office_->stories({})->front().set_aside);
  EXPECT_FALSE(office_->stories({})->back().set_aside);
  told(source, {story("Hai, sửa", "2")});
  EXPECT_TRUE(office_->stories_by_id({first})->at(0).set_aside);
  ASSERT_TRUE(office_->set_aside(minh_, {{first}, false}, now_).ok());
  EXPECT_FALSE(office_->stories_by_id({first})->at(0).set_aside);
  EXPECT_EQ(failure(office_->set_aside(lan_, {{first, StoryId{"none"}}, true}, now_)),
            "not_found news.story_unknown");
  EXPECT_FALSE(office_->stories_by_id({first})->at(0).set_aside) << "all of them or none";
  std::vector<std::string> kinds;
  const std::vector<EventRow> events = office_->events_after(0, 1'000).value();
  for (const EventRow& event : events) {
    if (event.kind.starts_with("story.")) kinds.push_back(event.kind + " " + event.who);
  }
  EXPECT_EQ(kinds, (List{"story.set_aside lan", "story.brought_back minh"}));
}

TEST_F(OfficeFeedsTest, APastedPageIsKnownByItsAddressAndNotByItsTitle) {
  const auto keep = [&](const std::string& title, const std::string& url, const std::string& link) {
    return office_->keep_article(lan_, story(title, url, link), url, now_).value();
  };
  const std::string first = "https://xa.example/chitiet.aspx?id=1";
  const std::string second = "https://xa.example/chitiet.aspx?id=2";
  const StoryId one = keep("Thông báo", first, first).id;
  EXPECT_NE(keep("Thông báo", second, second).id, one) << "portals give many pages one title";
  EXPECT_EQ(keep("Thông báo, sửa", first, "https://xa.example/ngan-1").id, one);
  EXPECT_EQ(titles().size(), 2u);
  EXPECT_EQ(office_->stories_by_id({one})->at(0).story.title, "Thông báo, sửa");
  // A feed's story of the same title is another one too.
  told(feed(), {story("Thông báo", "7", "https://xa.example/chitiet.aspx?id=3")});
  EXPECT_EQ(titles().size(), 3u);
}

TEST_F(OfficeFeedsTest, AnOldPageIsListedAsOfTheMomentOfAsking) {
  told(feed(), {story("Mới", "1")});
  FeedStory old = story("Cũ", "https://xa.example/1", "https://xa.example/1");
  old.story.published_at = now_ - 24h * 900;
  now_ += 1h;
  ASSERT_TRUE(office_->keep_article(lan_, old, old.guid, now_).ok());
  EXPECT_EQ(titles(), (List{"Cũ", "Mới"}));
}

TEST_F(OfficeFeedsTest, ThePageOfAFeedsStoryCompletesItAndTheNextReadingKeepsThat) {
  const FeedRecord source = feed();
  const std::string link = "https://xa.example/tin/1";
  FeedStory summary = story("Họp dân", "1", link);
  summary.story.lead = "Tóm tắt.";
  told(source, {summary});
  FeedStory whole = story("Họp dân xã", link, link);
  whole.story.lead = "Cả bài, dài hơn tóm tắt nhiều.";
  whole.story.published_at = now_ - 2h;
  whole.picture_url = "https://xa.example/anh.jpg";
  const StoryRecord kept = office_->keep_article(lan_, whole, link, now_).value();
  const auto expect_whole = [&](const StoryRecord& record) {
    EXPECT_EQ(record.feed, source.id);
    EXPECT_EQ(record.story.title, "Họp dân") << "as the feed tells it";
    EXPECT_EQ(record.story.lead, whole.story.lead);
    EXPECT_EQ(record.story.published_at, whole.story.published_at);
    EXPECT_EQ(record.picture_url, whole.picture_url);
  };
  expect_whole(kept);
  told(source, {summary});
  expect_whole(office_->stories_by_id({kept.id})->at(0));
}

TEST_F(OfficeFeedsTest, OfPastedLinksTheNewestAreKept) {
  const FeedRecord source = feed();
  told(source, {story("Của nguồn", "1")});
  for (std::int64_t i = 0; i <= limits::kPastedStoriesMax; ++i) {
    const std::string link = "https://xa.example/" + std::to_string(i);
    ASSERT_TRUE(
        office_->keep_article(lan_, story("Bài " + std::to_string(i), "", link), link, now_).ok());
  }
  const List all = titles();
  EXPECT_EQ(std::int64_t(all.size()), limits::kPastedStoriesMax + 1);
  EXPECT_EQ(std::ranges::count(all, "Bài 0"), 0);
  EXPECT_EQ(std::ranges::count(all, "Của nguồn"), 1) << "a feed's own are not touched";
}

}  // namespace
}  // namespace bangtin
