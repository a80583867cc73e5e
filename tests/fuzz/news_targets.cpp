// Feeds and pages of portals, as the sandboxed child reads them.
#include "tests/fuzz/news_targets.h"

#include "manager/ingest/article_work.h"
#include "manager/ingest/feed_job.h"
#include "manager/news/article.h"
#include "manager/news/feed_json.h"
#include "manager/news/web_link.h"
#include "shared/base/check.h"

namespace bangtin::fuzz {

void run_feed(std::string_view bytes) {
  const FeedSource source{"https://tin.example/rss", "text/xml", "Báo Tỉnh", 420};
  const Result<Feed> feed = parse_feed(bytes, source);
  if (!feed.ok()) return;
  // Whatever came in: what goes out is what the server takes.
  const Result<Feed> again = feed_from_json(to_json(*feed));
  CHECK(again.ok() && *again == *feed);
}

std::vector<std::string> feed_seeds() {
  return {
      "<?xml version='1.0'?><rss version='2.0'><channel><title>Tin</title><link>https://a.example"
      "</link><item><title>Lũ về</title><link>/7</link><guid>7</guid><pubDate>Sun, 22 Nov 2026 "
      "05:06:07 +0700</pubDate><description><![CDATA[<p>(TTXVN) - Nước &amp;nbsp; lên <img "
      "src='a.jpg'> Xem thêm</p>]]></description><media:content url='b.jpg' medium='image'/>"
      "</item></channel></rss>",
      "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='b/'><entry><id>1</id><title "
      "type='html'>Họp &amp;amp;</title><link href='c'/><updated>2026-11-22T05:06:07Z</updated>"
      "<summary type='xhtml'><div><p>Một</p></div></summary></entry></feed>",
      "<rdf:RDF><channel/><item rdf:about='x'><title>A</title><dc:date>22/11/2026 5 giờ 6</dc:date>"
      "</item></rdf:RDF>",
      "<?xml version='1.0' encoding='windows-1258'?><rss><channel><item><title>Vi\xea\xf2t</title>"
      "</item></channel></rss>",
      "<?xml version='1.0' encoding='TCVN3'?><rss><channel><item><title>\xae\xad\xeang</title>",
      "<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>",
      "\xff\xfe<\0r\0s\0s\0>\0",
      "<html>",
  };
}

void run_feed_job(std::string_view bytes) { CHECK(Json::parse(feed_answer(bytes)).ok()); }

std::vector<std::string> feed_job_seeds() {
  const FeedSource source{"https://tin.example/rss", "text/xml", "Báo", 420};
  return {to_json(source).dump() + "\n" + feed_seeds().front(), "{}\n", ""};
}

void run_article(std::string_view bytes) {
  const FeedSource source{"https://xa.example/tin/1", "text/html", "", 420};
  const Result<FeedStory> story = parse_article(bytes, source);
  if (!story.ok()) return;
  // Whatever came in: what goes out is what the server takes.
  const Result<FeedStory> again = feed_story_from_json(to_json(*story));
  CHECK(again.ok() && *again == *story);
  CHECK(*parse_article(bytes, source) == *story);
}

std::vector<std::string> article_seeds() {
  return {
      "<!DOCTYPE html><html><head><meta charset='utf-8'><title>Họp dân - Cổng xã</title><meta "
      "property='og:site_name' content='Cổng xã'><meta property='og:image' content='/a.jpg'><link "
      "rel='canonical' href='/tin/1'></head><body><ul class='menu'><li><a href='/'>Trang chủ</a>"
      "</li></ul><h1>Họp dân bàn sửa đường liên ấp</h1><p>30/05/2020&nbsp; 08:52</p><div "
      "class='chi-tiet'><p>A- A A+</p><p>Ủy ban nhân dân xã mời bà con đến nhà văn hoá họp bàn "
      "việc "
      "sửa đường.</p><table><tr><td>Ngày</td><td>05/12/2026</td></tr></table><p>Nguồn: Báo "
      "Tỉnh</p><p>Tin liên quan</p></div></body></html>",
      "<script type='application/ld+json'>{\"@graph\":[{\"@type\":[\"NewsArticle\"],\"headline\":"
      "\"Lũ về\",\"datePublished\":\"2026-11-22T05:06:07+07:00\",\"image\":[{\"url\":\"/b.jpg\"}],"
      "\"articleBody\":\"Nước lên nhanh trong đêm, bà con ven sông kê cao đồ đạc và thóc lúa.\"}]}"
      "</script><time datetime='2026-11-22'></time>",
      "<meta http-equiv=content-type content='text/html; charset=windows-1258'><p>Vi\xea\xf2t "
      "Nam<div hidden>x</div><p style='display: none'>y<font><font><b><div><td>",
      "<form><input type=password><noscript>JS</noscript></form>",
      "\xff\xfe<\0p\0>\0",
      "<p>&#0;&#xd800;&#x110000;&nbsp;&unknown;<![CDATA[x]]><!--",
  };
}

void run_article_job(std::string_view bytes) { CHECK(Json::parse(article_answer(bytes)).ok()); }

std::vector<std::string> article_job_seeds() {
  const FeedSource source{"https://xa.example/tin/1", "text/html", "", 420};
  return {to_json(source).dump() + "\n" + article_seeds().front(), "{}\n", ""};
}

void run_pasted_link(std::string_view bytes) {
  const std::string link = pasted_link(bytes);
  CHECK(link.empty() || absolute_link("", link) == link);
}

std::vector<std::string> pasted_link_seeds() {
  return {"Xem: <https://xa.example/tin?id=1#a>.", "xa.gov.vn/tin/họp", "http://[::1]:80/../%2e/"};
}

}  // namespace bangtin::fuzz
