#include "manager/news/feed.h"

#include <gtest/gtest.h>

#include "shared/base/limits.h"

namespace bangtin {
namespace {

FeedSource source() {
  return {"https://tin.example/rss/home.rss", "application/rss+xml; charset=utf-8", "Báo Tỉnh",
          420};
}

Feed parsed(std::string_view bytes) {
  auto feed = parse_feed(bytes, source());
  EXPECT_TRUE(feed.ok()) << feed.error().key << " " << feed.error().message;
  return feed.ok() ? *feed : Feed{};
}

std::string refusal(std::string_view bytes) {
  const auto feed = parse_feed(bytes, source());
  return feed.ok() ? "taken" : feed.error().key;
}

std::string rss(const std::string& items, const std::string& head = "") {
  return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel>"
         "<title>Tin mới</title><link>https://tin.example/</link>" +
         head + items + "</channel></rss>";
}

std::string item(const std::string& title, const std::string& more = "") {
  return "<item><title>" + title + "</title>" + more + "</item>";
}

Story only(const std::string& more) {
  const Feed feed = parsed(rss(item("Lũ về", more)));
  EXPECT_EQ(feed.stories.size(), 1U);
  return feed.stories.empty() ? Story{} : feed.stories[0].story;
}

std::string picture(const std::string& more) {
  const Feed feed = parsed(rss(item("Lũ về", more)));
  return feed.stories.empty() ? "none" : feed.stories[0].picture_url;
}

TEST(ParseFeed, ReadsRss) {
  const Feed feed = parsed(rss(item(
      "Lũ về trên sông Tiền",
      "<link>https://tin.example/lu-ve</link><guid isPermaLink=\"false\">tin-7</guid>"
      "<pubDate>Sun, 22 Nov 2026 05:06:07 +0700</pubDate>"
      "<description><![CDATA[<a href=\"https://tin.example/lu-ve\"><img src=\"/anh/lu.jpg\"></a>"
      "</br>(TTXVN) - Nước lên <b>nhanh</b> trong đêm.]]></description>")));
  EXPECT_EQ(feed.title, "Tin mới");
  ASSERT_EQ(feed.stories.size(), 1U);
  const FeedStory& got = feed.stories[0];
  EXPECT_EQ(got.guid, "tin-7");
  EXPECT_EQ(got.picture_url, "https://tin.example/anh/lu.jpg");
  EXPECT_EQ(got.story.title, "Lũ về trên sông Tiền");
  EXPECT_EQ(got.story.lead, "Nước lên nhanh trong đêm.");
  EXPECT_EQ(got.story.source, "Báo Tỉnh");
  EXPECT_EQ(got.story.link, "https://tin.example/lu-ve");
  EXPECT_EQ(got.story.published_as, "Sun, 22 Nov 2026 05:06:07 +0700");
  ASSERT_TRUE(got.story.published_at);
  EXPECT_EQ(to_iso8601(*got.story.published_at), "2026-11-21T22:06:07.000Z");
}

TEST(ParseFeed, ReadsRdf) {
  const Feed feed = parsed(
      "<rdf:RDF xmlns:rdf='r' xmlns='http://purl.org/rss/1.0/' xmlns:dc='d'>"
      "<channel rdf:about='x'><title>Cổng xã</title><link>https://xa.example/</link></channel>"
      "<item rdf:about='https://xa.example/1'><title>Họp dân</title><link>tin/1</link>"
      "<dc:date>2026-11-22T05:06:07+07:00</dc:date></item></rdf:RDF>");
  ASSERT_EQ(feed.stories.size(), 1U);
  EXPECT_EQ(feed.title, "Cổng xã");
  EXPECT_EQ(feed.stories[0].guid, "https://xa.example/1");
  EXPECT_EQ(feed.stories[0].story.link, "https://xa.example/tin/1");
  EXPECT_TRUE(feed.stories[0].story.published_at);
}

TEST(ParseFeed, ReadsAtom) {
  const Feed feed = parsed(
      "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://xa.example/vi/'>"
      "<title>Cổng xã</title><link rel='self' href='feed'/><link href='tin/'/>"
      "<entry xml:base='2026/'><id>tag:1</id><title type='html'>Họp &amp;amp; bàn</title>"
      "<link rel='alternate' href='hop'/><link rel='enclosure' type='image/png' href='a.png'/>"
      "<published>2026-11-22T05:06:07Z</published><updated>2026-11-23T05:06:07Z</updated>"
      "<summary type='xhtml'><div><p>Một</p><script>x</script><p>Hai</p></div></summary>"
      "</entry></feed>");
  ASSERT_EQ(feed.stories.size(), 1U);
  const FeedStory& got = feed.stories[0];
  EXPECT_EQ(got.story.title, "Họp & bàn");
  EXPECT_EQ(got.story.link, "https://xa.example/vi/2026/hop");
  EXPECT_EQ(got.picture_url, "https://xa.example/vi/2026/a.png");
  EXPECT_EQ(got.story.lead, "Một\nHai");
  EXPECT_EQ(to_iso8601(*got.story.published_at), "2026-11-22T05:06:07.000Z");
}

TEST(ParseFeed, ReadsAtomUnderAPrefix) {
  const Feed feed = parsed(
      "<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'><atom:entry><atom:id>1</atom:id>"
      "<atom:title>Họp</atom:title><atom:link href='https://xa.example/hop'/></atom:entry>"
      "</atom:feed>");
  ASSERT_EQ(feed.stories.size(), 1U);
  EXPECT_EQ(feed.stories[0].story.title, "Họp");
  EXPECT_EQ(feed.stories[0].story.link, "https://xa.example/hop");
}

TEST(ParseFeed, PassesOverWhatStandsBeforeTheXml) {
  const std::string feed = rss(item("Lũ về"));
  for (const std::string& junk :
       {std::string("\xef\xbb\xbf"), std::string("\n \n"), std::string("\x01\x02\0", 3),
        std::string("<br />\n<b>Warning</b>: mysql in /var/www on line 3<br />\n")}) {
    EXPECT_EQ(parsed(junk + feed).stories.size(), 1U) << junk;
  }
  EXPECT_EQ(parsed(rss(item(std::string("Lũ\0 \x08về", 10)))).stories[0].story.title, "Lũ về");
}

TEST(ParseFeed, ReadsTextHoweverItWasEscaped) {
  EXPECT_EQ(only("<description>&lt;p&gt;Nước l&amp;ecirc;n&lt;/p&gt;</description>").lead,
            "Nước lên");
  EXPECT_EQ(
      only("<description><![CDATA[&lt;span&gt;7&amp;#x3A;30&lt;/span&gt;]]></description>").lead,
      "7:30");
  EXPECT_EQ(only("<description></description><content:encoded><![CDATA[<p>Cả bài.</p>]]>"
                 "</content:encoded>")
                .lead,
            "Cả bài.");
  EXPECT_EQ(only("<description>Nước &nbsp; lên & rút</description>").lead, "Nước lên & rút");
}

TEST(ParseFeed, IsNormalisedAndClean) {
  EXPECT_EQ(only("<description>Tie\xcc\x82\xcc\x81ng Vie\xcc\xa3\xcc\x82t\xe2\x80\xae"
                 "</description>")
                .lead,
            "Tiếng Việt");
}

TEST(ParseFeed, KeepsADateThatItCannotReadAsItsWords) {
  const Story story = only("<pubDate>Ngày 22/5</pubDate>");
  EXPECT_FALSE(story.published_at);
  EXPECT_EQ(story.published_as, "Ngày 22/5");
  const Story second = only("<pubDate>hôm qua</pubDate><dc:date>2026-11-22</dc:date>");
  EXPECT_TRUE(second.published_at);
  EXPECT_EQ(second.published_as, "2026-11-22") << "the words are those of the date";
  const Story none = only("");
  EXPECT_FALSE(none.published_at);
  EXPECT_EQ(none.published_as, "");
}

TEST(ParseFeed, FindsThePictureWhereverItIs) {
  EXPECT_EQ(picture("<enclosure url='/a.jpg' type='image/jpeg' length='1'/>"),
            "https://tin.example/a.jpg");
  EXPECT_EQ(picture("<enclosure url='/a.mp3' type='audio/mpeg'/>"), "");
  EXPECT_EQ(picture("<media:content url='s.jpg' width='100' medium='image'/>"
                    "<media:content url='l.jpg' width='800' medium='image'/>"
                    "<media:thumbnail url='t.jpg' width='50'/>"),
            "https://tin.example/l.jpg");
  EXPECT_EQ(picture("<media:group><media:content url='v.mp4' type='video/mp4'>"
                    "<media:thumbnail url='t.jpg'/></media:content></media:group>"),
            "https://tin.example/t.jpg");
  EXPECT_EQ(picture("<image><url>https://anh.example/x.png</url></image>"),
            "https://anh.example/x.png");
  EXPECT_EQ(picture("<content:encoded><![CDATA[<p>a</p><img src='//anh.example/y.png'>]]>"
                    "</content:encoded>"),
            "https://anh.example/y.png");
  EXPECT_EQ(picture("<enclosure url='file:///etc/passwd' type='image/jpeg'/>"), "");
}

TEST(ParseFeed, FindsTheLinkWhereverItIs) {
  EXPECT_EQ(only("<guid>https://tin.example/7</guid>").link, "https://tin.example/7");
  EXPECT_EQ(only("<guid isPermaLink='false'>https://tin.example/7</guid>").link, "");
  EXPECT_EQ(only("<link>/bai/7</link>").link, "https://tin.example/bai/7");
  EXPECT_EQ(only("<link><![CDATA[ https://tin.example/?a=1&b=2 ]]></link>").link,
            "https://tin.example/?a=1&b=2");
  EXPECT_EQ(only("<link>javascript:alert(1)</link>").link, "");
}

TEST(ParseFeed, NamesTheSourceThatTheItemNames) {
  EXPECT_EQ(only("<source url='https://x.example/rss'>Báo Nước</source>").source, "Báo Nước");
}

TEST(ParseFeed, TakesAFeedOfNoItems) {
  const Feed feed = parsed(rss(""));
  EXPECT_EQ(feed.items, 0);
  EXPECT_TRUE(feed.stories.empty());
}

TEST(ParseFeed, SaysInWordsWhatItDoesNotTake) {
  EXPECT_EQ(refusal(""), "news.empty");
  EXPECT_EQ(refusal(" \n "), "news.empty");
  EXPECT_EQ(refusal("<!DOCTYPE html><html><body>rss</body></html>"), "news.html");
  EXPECT_EQ(refusal("<html><head><link type='application/rss+xml'></head></html>"), "news.html");
  EXPECT_EQ(refusal("<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html xmlns='h'></html>"),
            "news.html");
  EXPECT_EQ(refusal("{\"error\": 403}"), "news.not_feed");
  EXPECT_EQ(refusal("<?xml version='1.0'?><urlset></urlset>"), "news.not_feed");
  EXPECT_EQ(refusal("<?xml version='1.0'?><rss><channel><item><title>Lũ"), "news.damaged");
  EXPECT_EQ(refusal(std::string(limits::kFeedBytesMax + 1, 'a')), "news.too_large");
}

TEST(ParseFeed, RefusesADoctypeThatDefinesEntities) {
  EXPECT_EQ(refusal("<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]>"
                    "<rss><channel><item><title>&b;</title></item></channel></rss>"),
            "news.entities");
  EXPECT_EQ(refusal("<!doctype rss [<!entity x SYSTEM 'file:///etc/passwd'>]><rss></rss>"),
            "news.entities");
  // Old RSS names a DTD; nobody fetches it.
  EXPECT_EQ(parsed("<?xml version='1.0'?><!DOCTYPE rss PUBLIC '-//N//DTD RSS 0.91//EN' "
                   "'http://my.example/rss-0.91.dtd'><rss><channel><item><title>A</title></item>"
                   "</channel></rss>")
                .stories.size(),
            1U);
}

TEST(ParseFeed, KeepsWhatStoodBeforeABreak) {
  const std::string whole = rss(item("Một") + item("Hai") + item("Ba"));
  const Feed feed = parsed(std::string_view(whole).substr(0, whole.find("Ba")));
  EXPECT_TRUE(feed.damaged);
  ASSERT_EQ(feed.stories.size(), 2U);
  EXPECT_EQ(feed.stories[1].story.title, "Hai");
}

TEST(ParseFeed, TellsNothingTwiceAndTheNewestFirst) {
  const auto dated = [](const std::string& title, const std::string& guid, const char* day) {
    return item(title, "<guid>" + guid + "</guid><pubDate>" + day + "</pubDate>");
  };
  const Feed feed = parsed(rss(dated("Cũ", "1", "20/11/2026") + dated("Mới", "2", "22/11/2026") +
                               dated("Mới!", "3", "22/11/2026") + item("")));
  EXPECT_EQ(feed.items, 4);
  EXPECT_EQ(feed.merged, 1);
  EXPECT_EQ(feed.left_out, 1);
  ASSERT_EQ(feed.stories.size(), 2U);
  EXPECT_EQ(feed.stories[0].story.title, "Mới");
}

TEST(ParseFeed, HandsOnABoundedNumber) {
  std::string items;
  for (std::size_t i = 0; i < limits::kFeedItemsMax + 7; ++i) {
    items += item("Tin số " + std::to_string(i));
  }
  const Feed feed = parsed(rss(items));
  EXPECT_EQ(feed.items, int(limits::kFeedItemsMax));
  EXPECT_EQ(feed.stories.size(), limits::kFeedStoriesMax);
  EXPECT_EQ(feed.left_out, int(limits::kFeedItemsMax + 7 - limits::kFeedStoriesMax));
}

TEST(ParseFeed, BearsXmlThatIsDeep) {
  std::string deep = "<rss><channel><item><title>A</title><description>";
  for (int i = 0; i < 200'000; ++i) deep += "<p>";
  EXPECT_EQ(refusal(deep), "news.damaged");
  for (int i = 0; i < 200'000; ++i) deep += "</p>";
  EXPECT_EQ(parsed(deep + "</description></item></channel></rss>").stories.size(), 1U);
}

}  // namespace
}  // namespace bangtin
